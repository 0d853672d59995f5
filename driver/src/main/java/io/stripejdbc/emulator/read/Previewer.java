package io.stripejdbc.emulator.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.api.Parameter;
import io.stripejdbc.emulator.request.ApiFailure;
import io.stripejdbc.emulator.request.Arguments;
import io.stripejdbc.emulator.request.Call;
import io.stripejdbc.emulator.world.Expansion;
import io.stripejdbc.emulator.world.World;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The one POST: computes the next invoice of a subscription and keeps nothing
 * (docs.stripe.com/api/invoices/create_preview). It takes a subscription as it is; what would
 * become of a changed one is not emulated.
 */
public final class Previewer {
  public static final String PATH = "/v1/invoices/create_preview";
  public static final String PERMISSION = "invoice_read";

  private static final Map<String, Parameter> PARAMETERS =
      Map.of(
          "customer", Parameter.parse("customer string"),
          "expand", Parameter.parse("expand list"),
          "subscription", Parameter.parse("subscription string"));

  private final World world;
  private final Expansions expansions;

  public Previewer(World world, Expansions expansions) {
    this.world = world;
    this.expansions = expansions;
  }

  public static boolean isPreview(Call call) {
    return call.method().equals("POST") && call.path().equals(PATH);
  }

  public ObjectNode answer(Call call, String account, Consumer<String> permissions) {
    Arguments arguments = Arguments.check(call.query(), PARAMETERS, false);
    Expansion expansion = expansions.check("Invoice", false, arguments.list("expand"), permissions);
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
