package io.stripejdbc.emulator.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.api.QueryParameter;
import io.stripejdbc.emulator.request.ApiCall;
import io.stripejdbc.emulator.request.ApiFailure;
import io.stripejdbc.emulator.request.RequestArguments;
import io.stripejdbc.emulator.world.Expansion;
import io.stripejdbc.emulator.world.World;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The one POST: computes the next invoice of a subscription and keeps nothing
 * (docs.stripe.com/api/invoices/create_preview). It takes a subscription as it is; what would
 * become of a changed one is not emulated.
 */
public final class InvoicePreviewer {
  public static final String PATH = "/v1/invoices/create_preview";
  public static final String PERMISSION = "invoice_read";

  private static final Map<String, QueryParameter> PARAMETERS =
      Map.of(
          "customer", QueryParameter.parse("customer string"),
          "expand", QueryParameter.parse("expand list"),
          "subscription", QueryParameter.parse("subscription string"));

  private final World world;
  private final ExpansionParser expansionParser;

  public InvoicePreviewer(World world, ExpansionParser expansionParser) {
    this.world = world;
    this.expansionParser = expansionParser;
  }

  public static boolean isPreview(ApiCall call) {
    return call.method().equals("POST") && call.path().equals(PATH);
  }

  public ObjectNode answer(ApiCall call, String account, Consumer<String> permissions) {
    RequestArguments arguments = RequestArguments.check(call.query(), PARAMETERS, false);
    Expansion expansion =
        expansionParser.check("Invoice", false, arguments.list("expand"), permissions);
    String id = arguments.get("subscription");
    if (id.isEmpty()) {
      throw ApiFailure.badRequest(
          "",
          "",
          "You must provide at least one of: `subscription`, `schedule`,"
              + " `subscription_details.items`, `schedule_details.phases`, `invoice_items`.");
    }
    ObjectNode subscription =
        world
            .object(account, "/v1/subscriptions", id)
            .orElseThrow(() -> ApiFailure.noSuch(404, "subscription", id, "subscription"));
    String customer = subscription.path("customer").asText();
    if (arguments.has("customer") && !arguments.get("customer").equals(customer)) {
      throw ApiFailure.badRequest(
          "", "customer", "The subscription " + id + " belongs to another customer.");
    }
    return world
        .upcomingInvoice(account, id, expansion)
        .orElseThrow(
            () ->
                new ApiFailure(
                    404,
                    "invalid_request_error",
                    "invoice_upcoming_none",
                    "",
                    "No upcoming invoices for customer: " + customer));
  }
}
