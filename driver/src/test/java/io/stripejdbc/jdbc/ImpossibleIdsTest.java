package io.stripejdbc.jdbc;

import static io.stripejdbc.jdbc.AnsweringServer.error;
import static io.stripejdbc.jdbc.AnsweringServer.list;
import static io.stripejdbc.jdbc.AnsweringServer.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ids and accounts that cannot be: refused or asked for nowhere. */
@Timeout(120)
class ImpossibleIdsTest extends AnswersFixture {
  @Test
  void accountsThatCannotBeNamedInAHeaderAreRefused() throws SQLException {
    try (AnsweringServer server =
            new AnsweringServer(
                line ->
                    line.startsWith("/v1/accounts")
                        ? list(
                            false,
                            "{\"id\":\"acct_1\\r\\nX: y\",\"object\":\"account\",\"created\":1}")
                        : list(false));
        Connection connection = server.connect("")) {
      String message = fails(connection, "SELECT id FROM charges", "58030").getMessage();
      assertTrue(message.contains("accounts") && !message.contains("\r"), message);
    }
  }

  @Test
  void thePlatformIsOneAccountAlsoWhereItIsListedWithTheConnected() throws SQLException {
    String own = "{\"id\":\"acct_OWN\",\"object\":\"account\",\"created\":1}";
    String other = own.replace("OWN", "2");
    try (AnsweringServer server =
            new AnsweringServer(
                line -> line.startsWith("/v1/accounts") ? list(false, own, other) : ok(own));
        Connection connection = server.connect("")) {
      assertEquals(
          List.of("acct_2 acct_2", "platform acct_OWN"),
          AnsweringServer.rows(connection, "SELECT connected_account, id FROM accounts"));
    }
  }

  @Test
  void whatCannotBeAnIdIsNotAskedFor() throws SQLException {
    with(
        line -> error(500, null, null, "Nobody should ask: " + line),
        (server, connection) -> {
          for (String condition :
              List.of(
                  "charges WHERE id = 'search'",
                  "charges WHERE id = ''",
                  "charges WHERE id IN ('', 'search')",
                  "charges WHERE customer = ''",
                  "charges WHERE payment_intent = '' AND amount > 1",
                  "subscriptions WHERE customer = ''",
                  "invoices WHERE id IN ('search', 'upcoming', 'create_preview')",
                  "invoice_line_items WHERE invoice = 'upcoming'",
                  "invoice_line_items WHERE invoice = ''",
                  "credit_notes WHERE id = 'preview'",
                  "credit_note_line_items WHERE credit_note = 'preview'",
                  "payout_balance_transactions WHERE payout = ''",
                  "customers WHERE email = ''",
                  "prices WHERE id = 'search'")) {
            assertEquals(
                List.of(),
                AnsweringServer.rows(connection, "SELECT connected_account FROM " + condition),
                condition);
          }
          assertEquals(List.of(), server.asked());
        });
  }

  @Test
  void aTextThatCannotBeAnAccountIsSentNowhere() throws SQLException {
    try (AnsweringServer server =
            new AnsweringServer(line -> ok("{\"id\":\"acct_OWN\",\"object\":\"account\"}"));
        Connection connection = server.connect("")) {
      for (String id :
          List.of("acct_1\r\nX-Y: z", "acct_\u0000", "acct_ä", "acct_1/persons", "acct_")) {
        for (String sql :
            List.of(
                "SELECT id FROM charges WHERE connected_account = '" + id + "'",
                "SELECT id FROM accounts WHERE id = '" + id + "'",
                "SELECT id FROM account_persons WHERE account = '" + id + "'",
                "SELECT id FROM charges WHERE connected_account IN ('acct_', '" + id + "')")) {
          assertEquals(List.of(), AnsweringServer.rows(connection, sql), sql);
        }
        SQLException property =
            assertThrows(SQLException.class, () -> server.connect(";accounts=x" + id + "x"));
        assertEquals("08001", property.getSQLState());
      }
      assertEquals(
          List.of(),
          server.asked().stream().filter(line -> !line.startsWith("/v1/account")).toList());
    }
  }
}
