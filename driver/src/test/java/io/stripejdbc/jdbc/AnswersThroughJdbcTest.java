package io.stripejdbc.jdbc;

import static io.stripejdbc.jdbc.AnsweringServer.error;
import static io.stripejdbc.jdbc.AnsweringServer.list;
import static io.stripejdbc.jdbc.AnsweringServer.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.jdbc.AnsweringServer.Reply;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that are odd, as a JDBC client meets them: right rows or an error, never fewer rows. */
@Timeout(120)
class AnswersThroughJdbcTest extends AnswersFixture {
  private static final String PAGE = "<html><body>Not found</body></html>";

  @Test
  void onlyStripesOwnWordMakesAnObjectAbsent() throws SQLException {
    String sql = "SELECT id FROM charges WHERE id = 'ch_9'";
    for (String param : new String[] {"id", "intent", "charge"}) {
      with(
          line -> error(404, "resource_missing", param, "No such charge: 'ch_9'"),
          (server, connection) -> assertEquals(List.of(), AnsweringServer.rows(connection, sql)));
    }
    for (Reply reply :
        List.of(
            new Reply(404, PAGE),
            new Reply(404, ""),
            new Reply(404, "{}"),
            new Reply(404, "{\"message\":\"Not Found\"}"),
            new Reply(404, "[]"))) {
      with(
          line -> reply,
          (server, connection) -> {
            fails(connection, sql, "58030");
            fails(connection, sql, "58030");
            assertEquals(2, server.asked().size(), "an error is not cached");
            fails(connection, "SELECT id FROM charges", "58030");
            fails(connection, "SELECT id FROM invoice_line_items WHERE invoice = 'in_1'", "58030");
          });
    }
    with(
        line -> error(404, "resource_missing", "starting_after", "No such cursor"),
        (server, connection) -> fails(connection, sql, "HY000"));
  }

  @Test
  void aParentThatIsAbsentHasNoRowsAndALaterPageThatIsOneFails() throws SQLException {
    String sql = "SELECT id FROM invoice_line_items WHERE invoice = 'in_1'";
    with(
        line -> error(404, "resource_missing", "invoice", "No such invoice: 'in_1'"),
        (server, connection) -> assertEquals(List.of(), AnsweringServer.rows(connection, sql)));
    with(
        line ->
            line.contains("starting_after")
                ? error(404, "resource_missing", "invoice", "No such invoice: 'in_1'")
                : list(true, line("il_1")),
        (server, connection) -> fails(connection, sql, "HY000"));
    with(
        line -> line.contains("starting_after") ? new Reply(404, PAGE) : list(true, line("il_1")),
        (server, connection) -> fails(connection, sql, "58030"));
  }

  private static String line(String id) {
    return "{\"id\":\"" + id + "\",\"object\":\"line_item\",\"amount\":1}";
  }

  /** 250 lines, of which the cursors in question are refused. */
  private static Reply lines(String request, int status, String code, List<String> gone) {
    int after = 0;
    int at = request.indexOf("starting_after=il_");
    if (at >= 0) {
      String cursor = request.substring(at + 15).replaceAll("&.*", "");
      if (gone.contains(cursor) || gone.isEmpty()) {
        return error(status, code, "starting_after", "No such line item");
      }
      after = Integer.parseInt(cursor.substring(3));
    }
    int end = Math.min(250, after + 100);
    return list(
        end < 250,
        IntStream.rangeClosed(after + 1, end)
            .mapToObj(i -> line("il_" + i))
            .toArray(String[]::new));
  }

  @Test
  void aCursorThatIsLostIsFoundAgainWhateverTheStatus() throws SQLException {
    String sql = "SELECT id FROM invoice_line_items WHERE invoice = 'in_1'";
    for (int status : new int[] {400, 404}) {
      for (String code : new String[] {"resource_missing", null}) {
        for (List<String> gone :
            List.of(
                List.of("il_100"),
                IntStream.rangeClosed(60, 100).mapToObj(i -> "il_" + i).toList(),
                List.of("il_100", "il_199", "il_200"))) {
          with(
              line -> lines(line, status, code, gone),
              (server, connection) -> {
                List<String> rows = AnsweringServer.rows(connection, sql);
                assertEquals(250, rows.size());
                assertEquals(250, rows.stream().distinct().count());
                int asked = server.asked().size();
                assertTrue(asked <= 12, "calls " + asked);
              });
        }
      }
      with(
          line -> lines(line, status, "resource_missing", List.of()),
          (server, connection) -> {
            fails(connection, sql, "58030");
            int asked = server.asked().size();
            assertTrue(asked <= 20, "calls " + asked);
          });
    }
  }

  @Test
  void aCursorOfTheSecondVersionIsFoundAgainToo() throws SQLException {
    List<String> lost = new ArrayList<>();
    Function<String, Reply> replies =
        line -> {
          if (line.contains("page=two") && lost.isEmpty()) {
            lost.add(line);
            return error(404, "resource_missing", "page", "No such page");
          }
          String next = line.contains("page=two") ? "null" : "\"/v2/core/events?page=two\"";
          int from = line.contains("page=two") ? 3 : 1;
          return ok(
              "{\"data\":[%s,%s],\"next_page_url\":%s}"
                  .formatted(event(from), event(from + 1), next));
        };
    String sql = "SELECT id FROM v2_core_events";
    with(
        line -> replies.apply(line),
        (server, connection) ->
            assertEquals(
                List.of("evt_1", "evt_2", "evt_3", "evt_4"),
                AnsweringServer.rows(connection, sql)));
    with(
        line ->
            line.contains("page=") ? error(400, "invalid_page", "page", "No") : replies.apply(line),
        (server, connection) -> {
          fails(connection, sql, "58030");
          assertTrue(server.asked().size() <= 8);
        });
  }

  private static String event(int number) {
    return "{\"id\":\"evt_%d\",\"object\":\"v2.core.event\",\"created\":\"2026-01-01T00:00:0%dZ\"}"
        .formatted(number, number);
  }

  @Test
  void thePathOfANextPageIsTheListsOwn() throws SQLException {
    for (String next : List.of("@evil.example/x", ".evil.example", "/v2/core/accounts?page=1")) {
      with(
          line -> ok("{\"data\":[%s],\"next_page_url\":\"%s\"}".formatted(event(1), next)),
          (server, connection) -> fails(connection, "SELECT id FROM v2_core_events", "58030"));
    }
  }

  @Test
  void aListInOneAnswerThatSaysThereIsMoreIsAnError() throws SQLException {
    with(
        line -> list(true, "{\"id\":\"t.1\",\"object\":\"reporting.report_type\",\"updated\":1}"),
        (server, connection) -> {
          fails(connection, "SELECT id FROM reporting_report_types", "58030");
          fails(connection, "SELECT count(*) FROM reporting_report_types", "58030");
        });
  }

  @Test
  void anErrorInASuccessIsThatErrorForListsAndObjects() throws SQLException {
    for (String body :
        List.of(
            "{\"error\":{\"message\":\"Sorry.\",\"type\":\"invalid_request_error\"}}",
            "{\"error\":{\"message\":\"Sorry.\"},\"object\":\"list\",\"data\":[],\"has_more\":false}")) {
      with(
          line -> ok(body),
          (server, connection) ->
              assertTrue(
                  fails(connection, "SELECT count(*) FROM charges", "58030")
                      .getMessage()
                      .contains("Sorry.")));
    }
    with(
        line ->
            ok(
                "{\"error\":{\"code\":\"resource_missing\",\"message\":\"Sorry.\",\"param\":\"id\"}}"),
        (server, connection) -> {
          fails(connection, "SELECT id FROM charges WHERE id = 'ch_1'", "58030");
          fails(connection, "SELECT * FROM balance", "58030");
        });
  }

  @Test
  void aValueThatEveryRowHasIsDemandedByEveryPlan() throws SQLException {
    for (String created : List.of("null", "")) {
      String field = created.isEmpty() ? "" : ",\"created\":null";
      String odd = "{\"id\":\"ch_2\",\"object\":\"charge\"" + field + ",\"customer\":\"cus_1\"}";
      with(
          line ->
              line.startsWith("/v1/charges/")
                  ? ok(odd)
                  : list(false, charge(1, 100), odd, charge(3, 90)),
          (server, connection) -> {
            for (String sql :
                List.of(
                    "SELECT count(*) FROM charges",
                    "SELECT count(created) FROM charges",
                    "SELECT max(created) FROM charges",
                    "SELECT min(created) FROM charges",
                    "SELECT customer, count(*) FROM charges GROUP BY customer",
                    "SELECT created, count(*) FROM charges GROUP BY created",
                    "SELECT id FROM charges ORDER BY created DESC LIMIT 3",
                    "SELECT id FROM charges ORDER BY created",
                    "SELECT id FROM charges WHERE created > TIMESTAMP '1970-01-01 00:00:01'",
                    "SELECT id FROM charges WHERE created IS NULL OR amount IS NULL",
                    "SELECT id FROM charges WHERE id = 'ch_2'",
                    "SELECT id FROM charges WHERE id IN ('ch_2', 'ch_5')",
                    "SELECT amount FROM charges")) {
              fails(connection, sql, "58030");
              fails(connection, sql, "58030");
            }
          });
    }
  }

  @Test
  void aConditionThatStripeDoesNotListByIsNotSent() throws SQLException {
    with(
        line ->
            line.contains("transfer_group")
                ? error(400, null, "transfer_group", "Too many charges with transfer group: `13`")
                : list(
                    false, charge(1, 5).replace("}", ",\"transfer_group\":\"13\"}"), charge(2, 4)),
        (server, connection) ->
            assertEquals(
                List.of("ch_1"),
                AnsweringServer.rows(
                    connection, "SELECT id FROM charges WHERE transfer_group = '13'")));
  }

  @Test
  void whatIsCachedAndCannotBeReadIsAskedForAnew() throws SQLException {
    AtomicBoolean well = new AtomicBoolean();
    with(
        line ->
            list(
                false,
                charge(1, 5).replace("}", well.get() ? ",\"amount\":7}" : ",\"amount\":\"much\"}")),
        (server, connection) -> {
          well.set(false);
          String amounts = "SELECT id, amount FROM charges";
          assertEquals(
              List.of("1"), AnsweringServer.rows(connection, "SELECT count(*) FROM charges"));
          String message = fails(connection, amounts, "58030").getMessage();
          assertTrue(message.contains("'charges'") && message.contains("platform"), message);
          AnsweringServer.rows(connection, "SELECT count(*) FROM charges");
          well.set(true);
          assertEquals(List.of("ch_1 7"), AnsweringServer.rows(connection, amounts));
        });
  }

  @Test
  void aConflictThatStaysIsTransient() throws SQLException {
    with(
        line -> error(409, "idempotency_key_in_use", null, "Again."),
        (server, connection) ->
            assertInstanceOf(
                SQLTransientException.class, fails(connection, "SELECT id FROM charges", "58030")));
  }

  @Test
  void theTextsOfStatementsAreKeptWithoutKeys() throws SQLException {
    with(
        line -> list(false),
        (server, connection) -> {
          AnsweringServer.rows(
              connection, "SELECT id FROM charges WHERE customer = 'SK_live_51abc'");
          String queries =
              String.join("\n", AnsweringServer.rows(connection, "SELECT * FROM system.queries"));
          String requests =
              String.join("\n", AnsweringServer.rows(connection, "SELECT * FROM system.requests"));
          assertTrue(queries.contains("customer = '***'"), queries);
          assertTrue(requests.contains("customer=***"), requests);
          assertFalse((queries + requests).contains("51abc"));
        });
  }
}
