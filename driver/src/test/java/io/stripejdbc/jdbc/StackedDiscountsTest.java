package io.stripejdbc.jdbc;

import static io.stripejdbc.jdbc.AnsweringServer.list;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stripejdbc.jdbc.AnsweringServer.Reply;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several discounts of a subscription are applied in the order of its list, whatever their ids. */
@Timeout(60)
class StackedDiscountsTest {
  private static final String HALF = "half";
  private static final String TWO = "two";

  private static String discount(String id, String coupon) {
    return ("{\"id\":\"%s\",\"object\":\"discount\",\"start\":1789999001,\"end\":null,"
            + "\"source\":{\"type\":\"coupon\",\"coupon\":\"%s\"}}")
        .formatted(id, coupon);
  }

  private static Reply reply(String line, String... discounts) {
    String price =
        "{\"id\":\"p\",\"object\":\"price\",\"unit_amount\":1000,\"currency\":\"usd\",\"created\":1,"
            + "\"billing_scheme\":\"per_unit\",\"product\":\"prod\",\"recurring\":"
            + "{\"interval\":\"month\",\"interval_count\":1,\"usage_type\":\"licensed\"}}";
    String item =
        "{\"id\":\"si\",\"object\":\"subscription_item\",\"subscription\":\"sub\",\"created\":1,"
            + "\"quantity\":1,\"discounts\":[],\"price\":"
            + price
            + "}";
    if (line.startsWith("/v1/subscriptions")) {
      return list(
          false,
          "{\"id\":\"sub\",\"object\":\"subscription\",\"created\":5,\"start_date\":5,"
              + "\"status\":\"active\",\"currency\":\"usd\",\"customer\":\"cus\",\"discounts\":["
              + String.join(",", discounts)
              + "],\"items\":{\"object\":\"list\",\"has_more\":false,\"data\":["
              + item
              + "]}}");
    } else if (line.startsWith("/v1/subscription_items")) {
      return list(false, item);
    } else if (line.startsWith("/v1/coupons/" + HALF)) {
      return AnsweringServer.ok(coupon(HALF));
    } else if (line.startsWith("/v1/coupons/" + TWO)) {
      return AnsweringServer.ok(coupon(TWO));
    } else if (line.startsWith("/v1/coupons")) {
      return list(false, coupon(HALF), coupon(TWO));
    }
    return list(false);
  }

  private static String coupon(String id) {
    String off = id.equals(HALF) ? "\"percent_off\":50" : "\"amount_off\":200,\"currency\":\"usd\"";
    return "{\"id\":\"%s\",\"object\":\"coupon\",\"created\":1,\"duration\":\"forever\",%s}"
        .formatted(id, off);
  }

  private static void assertMrr(String expected, String... discounts) throws SQLException {
    try (AnsweringServer server = new AnsweringServer(line -> reply(line, discounts));
        Connection connection = server.connect(";accounts=platform")) {
      assertEquals(
          List.of(expected),
          AnsweringServer.rows(
              connection, "SELECT list_mrr, discount, mrr FROM reports.subscription_mrr"));
      assertEquals(
          List.of("0 " + discounts[0].replaceAll(".*\"id\":\"(\\w+)\".*", "$1")),
          AnsweringServer.rows(
              connection, "SELECT \"position\", id FROM discounts WHERE \"position\" = 0"));
    }
  }

  @Test
  void percentFirstThenAmount() throws SQLException {
    assertMrr("10 7 3", discount("di_9", HALF), discount("di_8", TWO));
    assertMrr("10 7 3", discount("di_1", HALF), discount("di_2", TWO));
  }

  @Test
  void amountFirstThenPercent() throws SQLException {
    assertMrr("10 6 4", discount("di_9", TWO), discount("di_8", HALF));
    assertMrr("10 6 4", discount("di_1", TWO), discount("di_2", HALF));
  }
}
