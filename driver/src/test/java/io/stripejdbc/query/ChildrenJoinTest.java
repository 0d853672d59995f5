package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.emulator.server.EmulatorOptions;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Parents bring their children along, and the rows are those of both tables read whole. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChildrenJoinTest {
  private static final String FEES =
      " balance_transactions b JOIN balance_transaction_fee_details f ON f.connected_account ="
          + " b.connected_account AND f.balance_transaction = b.id";
  private static final String LINES =
      " invoices n LEFT JOIN invoice_line_items l ON l.connected_account = n.connected_account AND"
          + " l.invoice = n.id";
  private static final String ITEMS =
      " subscription_items i JOIN subscriptions s ON s.connected_account = i.connected_account AND"
          + " s.id = i.subscription";

  private ReportFixture reports;

  @BeforeAll
  void open() {
    reports = new ReportFixture(EmulatorOptions.demo().withScale(0.1).withAccounts(2));
  }

  @AfterAll
  void close() {
    reports.close();
  }

  private List<String> calls(String sql) throws SQLException {
    reports.forget();
    List<String> rows = reports.ask(sql).stream().sorted().toList();
    List<String> calls = reports.calls();
    assertEquals(reports.askPlainly(sql).stream().sorted().toList(), rows, sql);
    assertFalse(rows.isEmpty(), sql);
    return calls;
  }

  private static long of(List<String> calls, String path) {
    return calls.stream().filter(line -> line.contains(path)).count();
  }

  @Test
  void feesComeWithTheirBalanceTransactions() throws SQLException {
    List<String> calls =
        calls("SELECT b.connected_account, b.id, f.position, f.amount, f.type, b.type FROM" + FEES);
    assertEquals(of(calls, "/v1/balance_transactions"), of(calls, "/v1/balance_transactions?"));
    assertEquals(
        of(calls, "/v1/balance_transactions?"),
        calls.stream().filter(c -> c.contains("/v1/balance_transactions?")).distinct().count(),
        "no page is read twice");
  }

  @Test
  void linesThatAreMoreThanAPageAreAskedFor() throws SQLException {
    List<String> calls = calls("SELECT n.id, l.id, l.amount, l.invoice, n.currency FROM" + LINES);
    assertTrue(of(calls, "/lines") < of(calls, "/v1/invoices?") * 100 / 10, calls.toString());
  }

  @Test
  void aConditionOnTheChildrenHolds() throws SQLException {
    calls("SELECT n.id, l.id FROM" + LINES + " AND l.amount > 2000 WHERE n.currency <> 'eur'");
    calls("SELECT b.id, f.amount FROM" + FEES + " AND f.type = 'stripe_fee' AND f.amount > 100");
  }

  @Test
  void itemsAreFoundByTheWindowOfTheirSubscriptions() throws SQLException {
    List<String> calls =
        calls(
            "SELECT i.id, i.quantity, i.subscription, s.status FROM"
                + ITEMS
                + " WHERE s.created >= DATE '2026-06-01'");
    assertEquals(0, of(calls, "/v1/subscription_items"), calls.toString());
    assertEquals(
        of(calls, "/v1/subscriptions"), of(calls, "created%5Bgte%5D") + of(calls, "created[gte]"));
  }
}
