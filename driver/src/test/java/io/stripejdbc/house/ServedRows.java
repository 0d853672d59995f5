package io.stripejdbc.house;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The made-up rows of a platform and of two accounts connected to it; every list is newest first.
 */
final class ServedRows {
  /** When the newest row of each list was created, in epoch seconds. */
  static final long NEWEST = 1_750_000_000;

  private static final int FIRST_PAGE_EMBEDDED = 10;

  private ServedRows() {}

  static Map<String, List<ObjectNode>> all() {
    Map<String, List<ObjectNode>> rows = new HashMap<>();
    rows.put("platform/charges", charges("ch_", 350));
    rows.put("acct_a/charges", charges("ch_a", 30));
    rows.put("acct_b/charges", charges("ch_b", 30));
    rows.put("platform/disputes", disputes());
    rows.put("platform/customers", customers());
    rows.put("platform/invoices", invoices(rows));
    rows.put("platform/subscription_items", new ArrayList<>());
    rows.put("platform/subscriptions", subscriptions(rows.get("platform/subscription_items")));
    rows.put("platform/payouts", payouts());
    rows.put("platform/prices", prices());
    rows.put("platform/v2_accounts", v2Accounts());
    ObjectNode a = account("acct_a", 100_000);
    ObjectNode b = account("acct_b", 200_000);
    rows.put("platform/accounts", List.of(a, b));
    rows.put("platform/account", List.of(account("acct_platform", 90_000_000), a, b));
    rows.put("platform/accounts/acct_a/capabilities", capabilities("acct_a"));
    rows.put("platform/accounts/acct_b/capabilities", capabilities("acct_b"));
    return rows;
  }

  static String numbered(String prefix, int number) {
    return String.format(Locale.ROOT, "%s%04d", prefix, number);
  }

  private static ObjectNode row(String object, String id, long created) {
    ObjectNode row = ServedAnswer.JSON.createObjectNode();
    return row.put("id", id).put("object", object).put("created", created).put("livemode", false);
  }

  /** Over about a year, in uneven steps; numbers 120 to 123 and 280 to 281 share their second. */
  private static long created(int number, long step) {
    int shared = number >= 120 && number <= 123 ? 120 : number == 281 ? 280 : number;
    return NEWEST - shared * step - shared % 7 * 11L;
  }

  private static List<ObjectNode> charges(String prefix, int count) {
    List<ObjectNode> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ObjectNode row = row("charge", numbered(prefix, i), created(i, 90_000));
      row.put("amount", 1000 + i).put("currency", i % 3 == 0 ? "eur" : "usd");
      row.put("customer", numbered("cus_", i % 12)).put("paid", i % 5 != 0);
      rows.add(row.put("status", i % 5 == 0 ? "failed" : "succeeded"));
    }
    return rows;
  }

  /** So many that several workers read the list in windows of time. */
  private static List<ObjectNode> disputes() {
    List<ObjectNode> rows = new ArrayList<>();
    for (int i = 0; i < 1050; i++) {
      ObjectNode row = row("dispute", numbered("dp_", i), created(i, 90_000));
      row.put("amount", 1000 + i).put("currency", "usd").put("charge", numbered("ch_", i));
      rows.add(row.put("status", i % 5 == 0 ? "lost" : "won"));
    }
    return rows;
  }

  private static List<ObjectNode> customers() {
    List<ObjectNode> rows = new ArrayList<>();
    for (int i = 0; i < 130; i++) {
      ObjectNode row = row("customer", numbered("cus_", i), created(i, 150_000));
      rows.add(row.put("email", "user" + i % 100 + "@example.com").put("name", "User " + i));
    }
    return rows;
  }

  private static List<ObjectNode> invoices(Map<String, List<ObjectNode>> all) {
    List<ObjectNode> rows = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      String id = numbered("in_", i);
      ObjectNode row = row("invoice", id, created(i, 200_000));
      row.put("customer", numbered("cus_", i % 12)).put("currency", "usd").put("total", 100 * i);
      row.put("status", i % 4 == 0 ? "open" : "paid");
      if (i % 2 == 0) {
        row.put("due_date", NEWEST + 500_000 - i * 200_000L);
      }
      List<ObjectNode> lines = lines(id, i == 40 ? 250 : i == 41 ? 15 : i % 3);
      String path = "invoices/" + id + "/lines";
      all.put("platform/" + path, lines);
      row.set("lines", embedded("/v1/" + path, lines));
      rows.add(row);
    }
    return rows;
  }

  private static List<ObjectNode> lines(String invoice, int count) {
    List<ObjectNode> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ObjectNode line = ServedAnswer.JSON.createObjectNode();
      line.put("id", "il_" + invoice.substring(3) + "_" + i).put("object", "line_item");
      lines.add(line.put("invoice", invoice).put("amount", 10 + i).put("currency", "usd"));
    }
    return lines;
  }

  private static ObjectNode embedded(String path, List<ObjectNode> children) {
    int count = Math.min(FIRST_PAGE_EMBEDDED, children.size());
    ArrayNode first = ServedAnswer.JSON.createArrayNode().addAll(children.subList(0, count));
    return ServedLists.envelope(path, first, count < children.size());
  }

  private static List<ObjectNode> subscriptions(List<ObjectNode> allItems) {
    List<ObjectNode> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String id = numbered("sub_", i);
      ObjectNode row = row("subscription", id, created(i, 300_000));
      row.put("customer", numbered("cus_", i % 12));
      row.put("status", i % 6 == 0 ? "canceled" : "active");
      List<ObjectNode> items = new ArrayList<>();
      for (int j = 0; j < (i == 20 ? 130 : 1 + i % 2); j++) {
        ObjectNode item = row("subscription_item", "si_" + id.substring(4) + "_" + j, NEWEST - j);
        items.add(item.put("subscription", id).put("quantity", j + 1));
      }
      allItems.addAll(items);
      row.set("items", embedded("/v1/subscription_items?subscription=" + id, items));
      rows.add(row);
    }
    return rows;
  }

  private static List<ObjectNode> payouts() {
    List<ObjectNode> rows = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      ObjectNode row = row("payout", numbered("po_", i), created(i, 86_400));
      row.put("amount", 50 + i).put("currency", "usd").put("automatic", true);
      row.put("arrival_date", NEWEST + 172_800 - i * 86_400L);
      rows.add(row.put("status", i % 10 == 0 ? "failed" : "paid"));
    }
    return rows;
  }

  private static List<ObjectNode> prices() {
    List<ObjectNode> rows = new ArrayList<>();
    for (int i = 0; i < 140; i++) {
      ObjectNode row = row("price", numbered("price_", i), created(i, 400_000));
      row.put("active", i % 8 != 0).put("currency", i % 3 == 0 ? "eur" : "usd");
      rows.add(row.put("type", i % 2 == 0 ? "recurring" : "one_time").put("unit_amount", i));
    }
    return rows;
  }

  private static ObjectNode account(String id, long age) {
    return row("account", id, NEWEST - age).put("country", "GB").put("type", "express");
  }

  private static List<ObjectNode> capabilities(String account) {
    List<ObjectNode> rows = new ArrayList<>();
    for (String name : List.of("card_payments", "transfers", "tax_reporting", "legacy_payments")) {
      ObjectNode row = ServedAnswer.JSON.createObjectNode();
      rows.add(row.put("id", name).put("object", "capability").put("account", account));
    }
    return rows;
  }

  private static List<ObjectNode> v2Accounts() {
    List<ObjectNode> rows = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      ObjectNode row = ServedAnswer.JSON.createObjectNode();
      row.put("id", numbered("acct_v", i)).put("object", "v2.core.account");
      row.put("created", Instant.ofEpochSecond(created(i, 500_000)).toString());
      rows.add(row.put("closed", i % 10 == 0).put("display_name", "Account " + i));
    }
    return rows;
  }
}
