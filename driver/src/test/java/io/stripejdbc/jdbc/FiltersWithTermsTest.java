package io.stripejdbc.jdbc;

import static io.stripejdbc.jdbc.AnsweringServer.error;
import static io.stripejdbc.jdbc.AnsweringServer.list;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.jdbc.AnsweringServer.Reply;
import io.stripejdbc.service.ScannerFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Conditions become the parameters that Stripe takes only so: together, capped, of few values. */
@Timeout(60)
class FiltersWithTermsTest {
  private final AnsweringServer server = new AnsweringServer(this::reply);

  /** Charges of the group in the list that is asked by it, of which there are 120 in all. */
  private int inGroup = 120;

  private boolean refusesGroup;

  @AfterEach
  void close() {
    server.close();
  }

  private Reply reply(String line) {
    if (line.startsWith("/v1/charges")) {
      return charges(line);
    } else if (line.startsWith("/v1/treasury/financial_accounts")) {
      return list(
          false, "{\"id\":\"fa_1\",\"object\":\"treasury.financial_account\",\"created\":5}");
    } else if (line.startsWith("/v1/events?")) {
      return list(false, "{\"id\":\"evt_1\",\"object\":\"event\",\"created\":5}");
    } else if (line.startsWith("/v1/mandates/m_1")) {
      return AnsweringServer.ok("{\"id\":\"m_1\",\"object\":\"mandate\",\"status\":\"active\"}");
    } else if (line.startsWith("/v1/setup_intents")) {
      return list(
          false,
          "{\"id\":\"seti_1\",\"object\":\"setup_intent\",\"created\":5,\"mandate\":\"m_1\"}",
          "{\"id\":\"seti_2\",\"object\":\"setup_intent\",\"created\":4,\"mandate\":null}");
    } else if (line.startsWith("/v1/entitlements/features")) {
      return list(false, "{\"id\":\"f_1\",\"object\":\"entitlements.feature\",\"active\":false}");
    } else if (line.startsWith("/v1/invoiceitems")) {
      return list(
          false,
          "{\"id\":\"ii_1\",\"object\":\"invoiceitem\",\"date\":9,\"invoice\":null}",
          "{\"id\":\"ii_2\",\"object\":\"invoiceitem\",\"date\":8,\"invoice\":\"in_1\"}",
          "{\"id\":\"ii_3\",\"object\":\"invoiceitem\",\"date\":7}");
    }
    return list(false);
  }

  private Reply charges(String line) {
    boolean asked = line.contains("transfer_group=g");
    if (asked && refusesGroup) {
      return error(400, null, "transfer_group", "Too many charges with transfer group: `g`");
    }
    int all = 130;
    List<String> found = new ArrayList<>();
    int after =
        line.contains("starting_after=ch_")
            ? Integer.parseInt(line.replaceAll(".*starting_after=ch_(\\d+).*", "$1"))
            : 0;
    long latest =
        line.contains("created[lt")
            ? Long.parseLong(line.replaceAll(".*created.lte?.=(\\d+).*", "$1"))
            : 1000;
    List<Integer> there = new ArrayList<>();
    for (int i = 1; i <= (asked ? inGroup : all); i++) {
      boolean wanted = !line.contains("customer=") || i % 50 == 2;
      if (wanted && 1000 - i <= latest) {
        there.add(i);
      }
    }
    int most = asked ? Math.min(there.size(), 100) : there.size();
    List<Integer> rest = there.subList(0, most).stream().filter(i -> i > after).toList();
    for (int i : rest.subList(0, Math.min(rest.size(), 100))) {
      String group = i <= inGroup ? "g" : "other";
      found.add(
          String.format(
              Locale.ROOT,
              "{\"id\":\"ch_%03d\",\"object\":\"charge\",\"created\":%d,\"transfer_group\":\"%s\","
                  + "\"customer\":\"cus_%d\"}",
              i,
              1000 - i,
              group,
              i % 50));
    }
    return list(rest.size() > 100, found.toArray(String[]::new));
  }

  private List<String> rows(String sql) throws SQLException {
    try (Connection connection = server.connect(";accounts=platform;cache=off")) {
      return AnsweringServer.rows(connection, sql);
    }
  }

  private void assertAsked(String sql, String... calls) throws SQLException {
    rows(sql);
    assertEquals(List.of(calls), server.asked());
  }

  @Test
  void aPaymentIsAskedForWithItsKind() throws SQLException {
    assertAsked(
        "SELECT id FROM invoice_payments WHERE payment_payment_intent = 'pi_1'",
        "/v1/invoice_payments?limit=100&payment[payment_intent]=pi_1&payment[type]=payment_intent");
    assertAsked(
        "SELECT id FROM invoice_payments WHERE payment_payment_record = 'prec_1'",
        "/v1/invoice_payments?limit=100&payment[payment_record]=prec_1"
            + "&payment[type]=payment_record");
    assertAsked(
        "SELECT id FROM invoice_payments WHERE payment_payment_intent = 'pi_1'"
            + " AND payment_type = 'payment_intent' ",
        "/v1/invoice_payments?limit=100&payment[payment_intent]=pi_1&payment[type]=payment_intent");
    assertAsked(
        "SELECT id FROM invoice_payments WHERE payment_payment_intent = 'pi_1'"
            + " AND payment_type = 'payment_record'");
  }

  @Test
  void twoParametersThatExcludeEachOtherAreNotAskedForTogether() throws SQLException {
    assertAsked(
        "SELECT id FROM invoice_payments WHERE payment_payment_intent = 'pi_1'"
            + " AND payment_payment_record = 'prec_1'");
    assertAsked(
        "SELECT id FROM invoice_payments WHERE payment_payment_intent IN ('pi_1', 'pi_2')"
            + " AND payment_payment_record = 'prec_1'"
            + " AND payment_type IN ('payment_intent', 'payment_record')");
    assertAsked(
        "SELECT id FROM apps_secrets WHERE scope_type = 'account' AND scope_user = 'usr_1'");
    assertAsked(
        "SELECT id FROM apps_secrets WHERE scope_type IN ('account', 'user')"
            + " AND scope_user = 'usr_1'",
        "/v1/apps/secrets?limit=100&scope[type]=user&scope[user]=usr_1");
  }

  @Test
  void postedTransactionsComeInTheirOwnOrder() throws SQLException {
    String list = "/v1/treasury/transactions?limit=100&financial_account=fa_1";
    assertAsked(
        "SELECT id FROM treasury_transactions WHERE financial_account = 'fa_1'"
            + " AND status_transitions_posted_at >= TIMESTAMP '1970-01-01 00:01:00'"
            + " AND created < TIMESTAMP '1970-01-01 00:02:00'",
        list
            + "&status_transitions[posted_at][gte]=60&order_by=posted_at&status=posted"
            + "&created[lt]=120");
    assertAsked(
        "SELECT id FROM treasury_transactions WHERE financial_account = 'fa_1'"
            + " AND status_transitions_posted_at >= TIMESTAMP '1970-01-01 00:01:00'"
            + " AND status = 'open'");
  }

  @Test
  void valuesOutsideOfABracketedEnumerationAreNotAskedFor() throws SQLException {
    assertAsked("SELECT id FROM prices WHERE recurring_interval = 'quarter'");
    rows("SELECT id FROM prices WHERE recurring_interval IN ('month', 'quarter')");
    assertEquals(
        List.of(
            "/v1/prices?limit=100&active=false&recurring[interval]=month",
            "/v1/prices?limit=100&active=true&recurring[interval]=month"),
        server.asked().stream().sorted().toList());
    try (Connection connection = server.connect(";accounts=platform;cache=off");
        PreparedStatement prepared =
            connection.prepareStatement("SELECT id FROM prices WHERE recurring_usage_type = ?")) {
      prepared.setString(1, "quarter");
      try (ResultSet none = prepared.executeQuery()) {
        assertEquals(false, none.next());
      }
      assertEquals(List.of(), server.asked());
    }
  }

  @Test
  void emptyTextIsNoCall() throws SQLException {
    assertAsked("SELECT id FROM charges WHERE customer = ''");
    assertAsked("SELECT id FROM invoice_payments WHERE payment_payment_intent = ''");
    assertAsked("SELECT id FROM mandates WHERE id = ''");
    assertAsked("SELECT id FROM invoice_payments WHERE payment_type = ''");
    assertAsked("SELECT id FROM subscriptions WHERE status = ''");
    assertAsked(
        "SELECT id FROM invoices WHERE status IN ('', 'open')",
        "/v1/invoices?limit=100&status=open");
    assertAsked(
        "SELECT id FROM invoices WHERE status = '' OR status = 'colour'", "/v1/invoices?limit=100");
  }

  @Test
  void stateThatRowsImplyIsAColumnAndAParameter() throws SQLException {
    assertEquals(
        List.of("ii_1 true", "ii_2 false", "ii_3 true"),
        rows("SELECT id, pending FROM invoice_items"));
    assertEquals(List.of("/v1/invoiceitems?limit=100"), server.asked());
    assertAsked(
        "SELECT id FROM invoice_items WHERE pending", "/v1/invoiceitems?limit=100&pending=true");
    assertEquals(List.of("f_1 true"), rows("SELECT id, archived FROM entitlements_features"));
    server.asked();
    assertAsked(
        "SELECT id FROM entitlements_features WHERE NOT archived",
        "/v1/entitlements/features?limit=100&archived=false");
    assertAsked(
        "SELECT id FROM subscription_schedules WHERE scheduled",
        "/v1/subscription_schedules?limit=100&scheduled=true");
    // Stripe documents the parameter for true alone.
    assertAsked(
        "SELECT id FROM subscription_schedules WHERE scheduled = FALSE",
        "/v1/subscription_schedules?limit=100");
  }

  @Test
  void whatOnlyAParameterTellsIsRefusedElsewhere() throws SQLException {
    assertEquals(
        List.of("evt_1 false"),
        rows("SELECT id, delivery_success FROM events WHERE NOT delivery_success"));
    assertEquals(List.of("/v1/events?limit=100&delivery_success=false"), server.asked());
    assertEquals(List.of("evt_1 null"), rows("SELECT id, delivery_success FROM events"));
    server.asked();
    for (String use :
        List.of(
            "WHERE delivery_success IS NULL",
            "WHERE delivery_success OR id = 'evt_9'",
            "GROUP BY id, delivery_success",
            "ORDER BY delivery_success LIMIT 1",
            "ORDER BY created, delivery_success",
            "WHERE id IN (SELECT 'x' FROM (SELECT delivery_success FROM events INTERSECT"
                + " VALUES (TRUE)) AS t)",
            "WHERE EXISTS (SELECT delivery_success FROM events EXCEPT SELECT CAST(NULL AS BOOLEAN))",
            "WHERE EXISTS (SELECT * FROM (SELECT delivery_success FROM events UNION"
                + " VALUES (TRUE)) AS t OFFSET 1 ROWS)",
            "QUALIFY count(*) OVER (PARTITION BY delivery_success) = 1",
            "QUALIFY row_number() OVER (ORDER BY delivery_success) = 1",
            "WHERE CASE WHEN delivery_success THEN 1 ELSE 2 END = 2")) {
      String sql = "SELECT id FROM events " + use;
      SQLException refused = assertThrows(SQLException.class, () -> rows(sql), sql);
      assertEquals("0A000", refused.getSQLState());
      assertTrue(refused.getMessage().contains("events.delivery_success"), refused.getMessage());
    }
    assertEquals(List.of(), server.asked());
    assertAsked(
        "SELECT id FROM treasury_debit_reversals WHERE financial_account = 'fa_1'"
            + " AND resolution = 'won'",
        "/v1/treasury/debit_reversals?limit=100&financial_account=fa_1&resolution=won");
  }

  @Test
  void aTransferGroupIsAParameterWhileItIsSmall() throws SQLException {
    inGroup = 3;
    String sql = "SELECT id FROM charges WHERE transfer_group = 'g'";
    assertEquals(3, rows(sql).size());
    assertEquals(List.of("/v1/charges?limit=100&transfer_group=g"), server.asked());
  }

  @Test
  void aTransferGroupThatStripeCutsIsReadFromTheWholeList() throws SQLException {
    for (boolean refuses : new boolean[] {true, false}) {
      refusesGroup = refuses;
      for (String order : List.of("", " ORDER BY created DESC")) {
        for (String cache : List.of("off", "memory")) {
          try (Connection connection = server.connect(";accounts=platform;cache=" + cache)) {
            String sql = "SELECT id FROM charges WHERE transfer_group = 'g'" + order;
            assertEquals(120, AnsweringServer.rows(connection, sql).size());
            assertEquals(
                120, AnsweringServer.rows(connection, sql.replace("id", "id, amount")).size());
            assertEquals(
                7, AnsweringServer.rows(connection, sql + " LIMIT 7").size(), refuses + order);
          }
        }
      }
    }
  }

  @Test
  void aCachedTransferGroupThatStripeCutAnswersNoNarrowerQuestion() throws SQLException {
    String group = "SELECT id FROM charges WHERE transfer_group = 'g'";
    for (String condition :
        List.of(
            " AND customer = 'cus_2'",
            " AND created <= TIMESTAMP '1970-01-01 00:15:10'",
            " AND created <= TIMESTAMP '1970-01-01 00:14:50'",
            " AND customer = 'cus_2' AND created <= TIMESTAMP '1970-01-01 00:15:10'")) {
      List<String> wanted = rows(group + condition);
      try (Connection connection = server.connect(";accounts=platform;cache=memory")) {
        assertEquals(7, AnsweringServer.rows(connection, group + " LIMIT 7").size());
        assertEquals(wanted, AnsweringServer.rows(connection, group + condition), condition);
      }
      ScannerFactory.forgetClosed();
    }
  }

  @Test
  void objectsWithoutAListAreReadByTheirIdAndJoined() throws SQLException {
    assertEquals(List.of("active"), rows("SELECT status FROM mandates WHERE id = 'm_1'"));
    assertEquals(List.of("/v1/mandates/m_1"), server.asked());
    SQLException refused =
        assertThrows(SQLException.class, () -> rows("SELECT count(*) FROM mandates"));
    assertEquals("42000", refused.getSQLState());
    assertTrue(refused.getMessage().contains("'id'"), refused.getMessage());
    String join =
        "SELECT s.id, m.status FROM mandates m JOIN setup_intents s"
            + " ON m.id = s.mandate AND m.connected_account = s.connected_account";
    assertEquals(List.of("seti_1 active"), rows(join));
  }
}
