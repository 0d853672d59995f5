package io.stripejdbc.emulator.world;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.world.object.JsonNodes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lists embedded in objects: at most ten rows, then {@code has_more}. */
final class EmbeddedLists {
  private static final int SHOWN = 10;

  /** The list behind a field, and the filter that ties it to its owner; none when nested. */
  private static final Map<String, String> SOURCE =
      Map.ofEntries(
          Map.entry("Account.external_accounts", "/v1/accounts/{account}/external_accounts"),
          Map.entry("ApplicationFee.refunds", "/v1/application_fees/{id}/refunds"),
          Map.entry("Charge.refunds", "/v1/refunds?charge"),
          Map.entry("CreditNote.lines", "/v1/credit_notes/{credit_note}/lines"),
          Map.entry("Customer.sources", "/v1/customers/{customer}/sources"),
          Map.entry("Customer.subscriptions", "/v1/subscriptions?customer"),
          Map.entry("Customer.tax_ids", "/v1/customers/{customer}/tax_ids"),
          Map.entry("File.links", "/v1/file_links?file"),
          Map.entry("Invoice.lines", "/v1/invoices/{invoice}/lines"),
          Map.entry("Invoice.payments", "/v1/invoice_payments?invoice"),
          Map.entry("PaymentLink.line_items", "/v1/payment_links/{payment_link}/line_items"),
          Map.entry("Quote.line_items", "/v1/quotes/{quote}/line_items"),
          Map.entry("Subscription.items", "/v1/subscription_items?subscription"),
          Map.entry("Transfer.reversals", "/v1/transfers/{id}/reversals"),
          Map.entry("checkout.Session.line_items", "/v1/checkout/sessions/{session}/line_items"),
          Map.entry("radar.ValueList.list_items", "/v1/radar/value_list_items?value_list"),
          Map.entry(
              "treasury.Transaction.entries", "/v1/treasury/transaction_entries?transaction"));

  private final World world;

  EmbeddedLists(World world) {
    this.world = world;
  }

  boolean knows(String type, String field) {
    return SOURCE.containsKey(type + "." + field);
  }

  /** The first rows of the list in this field of the owner, or an empty list when none is known. */
  ObjectNode first(
      String account, String type, String field, @Nullable String owner, Expansion expansion) {
    String source = SOURCE.get(type + "." + field);
    ObjectNode list = JsonNodes.object().put("object", "list");
    ArrayNode data = list.putArray("data");
    if (source == null || owner == null) {
      return list.put("has_more", false).put("url", "/v1/" + field);
    }
    int query = source.indexOf('?');
    String path = query < 0 ? source : source.substring(0, query);
    WorldRows rows = world.rows(account, path);
    int[] mine = rows.where(query < 0 ? WorldRows.PARENT : source.substring(query + 1), owner);
    String rowType = world.typeOf(path);
    for (int i = 0; i < Math.min(SHOWN, mine.length); i++) {
      WorldRow row = rows.at(mine[i]);
      data.add(world.write(account, rowType, row.facts().get(), expansion.inside("data")));
    }
    return list.put("has_more", mine.length > SHOWN).put("url", url(source, owner));
  }

  private static String url(String source, String owner) {
    return source.indexOf('?') >= 0
        ? source + "=" + owner
        : source.replaceFirst("\\{\\w+\\}", owner);
  }
}
