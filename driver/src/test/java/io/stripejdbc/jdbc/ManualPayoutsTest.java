package io.stripejdbc.jdbc;

import static io.stripejdbc.jdbc.AnsweringServer.error;
import static io.stripejdbc.jdbc.AnsweringServer.list;
import static io.stripejdbc.jdbc.AnsweringServer.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.jdbc.AnsweringServer.Reply;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Parents of which Stripe tells no children have none, and do not take the others along. */
@Timeout(60)
class ManualPayoutsTest {
  private static final String CONTENTS = "/v1/balance_transactions";
  private final AnsweringServer server = new AnsweringServer(ManualPayoutsTest::reply);

  @AfterEach
  void close() {
    server.close();
  }

  private static String payout(String id, long created, boolean automatic) {
    return "{\"id\":\"%s\",\"object\":\"payout\",\"created\":%d,\"amount\":50,\"automatic\":%s}"
        .formatted(id, created, automatic);
  }

  private static Reply reply(String line) {
    if (line.startsWith("/v1/payouts/")) {
      String id = line.substring(12);
      return ok(payout(id, 40, id.equals("po_auto") || id.equals("po_odd")));
    }
    if (line.startsWith("/v1/payouts")) {
      return list(
          false,
          payout("po_instant", 60, false),
          payout("po_auto", 50, true),
          payout("po_manual", 40, false));
    }
    if (line.startsWith(CONTENTS) && line.contains("payout=po_auto")) {
      return list(
          false,
          "{\"id\":\"txn_1\",\"object\":\"balance_transaction\",\"created\":30,\"amount\":7}",
          "{\"id\":\"txn_2\",\"object\":\"balance_transaction\",\"created\":20,\"amount\":8}");
    }
    return error(400, null, "payout", "Can only be filtered on automatic transfers, not manual.");
  }

  private static long contents(List<String> asked) {
    return asked.stream().filter(line -> line.startsWith(CONTENTS)).count();
  }

  @Test
  void theWholeTableIsReadWithoutAskingForThem() throws SQLException {
    for (String cache : new String[] {";cache=off", ""}) {
      try (Connection connection = server.connect(";accounts=platform" + cache)) {
        assertEquals(
            List.of("po_auto 2"),
            AnsweringServer.rows(
                connection,
                "SELECT payout, count(*) FROM payout_balance_transactions GROUP BY payout"));
        assertEquals(1, contents(server.asked()));
      }
    }
  }

  @Test
  void aJoinKnowsThemFromThePayoutsThatItReads() throws SQLException {
    String sql =
        "SELECT p.id, p.automatic, count(b.id) FROM payouts p"
            + " LEFT JOIN payout_balance_transactions b ON b.payout = p.id%s"
            + " GROUP BY p.id, p.automatic";
    List<String> right = List.of("po_auto true 2", "po_instant false 0", "po_manual false 0");
    for (String cache : new String[] {";cache=off", ""}) {
      try (Connection connection = server.connect(";accounts=platform" + cache)) {
        String account = " AND b.connected_account = p.connected_account";
        assertEquals(right, AnsweringServer.rows(connection, sql.formatted(account)));
        List<String> asked = server.asked();
        assertEquals(1, contents(asked), asked.toString());
        // Whose payouts they are is not said: the payout's own row tells all the same.
        assertEquals(right, AnsweringServer.rows(connection, sql.formatted("")));
        asked = server.asked();
        assertEquals(cache.isEmpty() ? 0 : 1, contents(asked), asked.toString());
      }
    }
  }

  @Test
  void oneThatIsNamedIsLookedUpOnlyWhereItsContentsAreRefused() throws SQLException {
    try (Connection connection = server.connect(";accounts=platform;cache=off")) {
      String sql = "SELECT id FROM payout_balance_transactions WHERE payout ";
      assertEquals(List.of(), AnsweringServer.rows(connection, sql + "= 'po_manual'"));
      assertEquals(2, server.asked().size());
      assertEquals(
          List.of("txn_1", "txn_2"), AnsweringServer.rows(connection, sql + "= 'po_auto'"));
      assertEquals(1, server.asked().size());
      assertEquals(
          List.of("txn_1", "txn_2"),
          AnsweringServer.rows(connection, sql + "IN ('po_manual', 'po_auto', 'po_instant')"));
    }
  }

  @Test
  void oneThatIsAutomaticAndRefusedAllTheSameIsAFailure() throws SQLException {
    for (String cache : new String[] {";cache=off", ""}) {
      try (Connection connection = server.connect(";accounts=platform" + cache)) {
        SQLException failed =
            assertThrows(
                SQLException.class,
                () ->
                    AnsweringServer.rows(
                        connection,
                        "SELECT id FROM payout_balance_transactions WHERE payout = 'po_odd'"));
        assertEquals("HY000", failed.getSQLState());
        assertTrue(failed.getMessage().contains("automatic transfers"), failed.getMessage());
      }
    }
  }
}
