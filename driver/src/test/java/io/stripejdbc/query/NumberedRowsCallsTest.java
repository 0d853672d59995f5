package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.plan.PlannerSettings.Pushing;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The first rows of a numbering are a limit, of the whole or of each account. */
class NumberedRowsCallsTest {
  private static final EmulatorOptions WORLD =
      EmulatorOptions.demo().withScale(0.3).withAccounts(2);
  private static final ReportFixture REPORTS = new ReportFixture(WORLD);

  private static final String NUMBERED =
      "SELECT id, rn FROM (SELECT c.*, row_number() OVER (%s) AS rn FROM charges c WHERE %s) t"
          + " WHERE %s ORDER BY connected_account, rn, id";
  private static final String PLATFORM = "connected_account = 'platform'";
  private static final String BY_ACCOUNT = "PARTITION BY connected_account ORDER BY created DESC";

  @AfterAll
  static void close() {
    REPORTS.close();
  }

  /** Calls of the list of charges, whose rows are those without any rule. */
  private static List<String> calls(String sql) throws SQLException {
    return REPORTS.callsOf(sql).stream().filter(call -> call.contains("/v1/charges")).toList();
  }

  @Test
  void theFirstRowsOfANumberingAreALimit() throws SQLException {
    for (String first :
        List.of(
            "rn <= 10",
            "rn < 11",
            "10 >= rn",
            "rn = 10",
            "rn BETWEEN 4 AND 10",
            "rn IN (1, 10)",
            "rn <= 10 AND amount > 1000",
            "rn <= 20 AND rn < 11")) {
      String order = "ORDER BY created DESC";
      assertEquals(
          List.of("GET /v1/charges?limit=10"),
          calls(NUMBERED.formatted(order, PLATFORM, first)),
          first);
    }
    assertEquals(List.of(), calls(NUMBERED.formatted("ORDER BY created DESC", PLATFORM, "rn < 1")));
    assertEquals(
        List.of(), calls(NUMBERED.formatted("ORDER BY created DESC", PLATFORM, "rn = -3")));
  }

  @Test
  void furtherKeysConditionsAndOrdersKeepTheirRows() throws SQLException {
    String few = " FETCH FIRST 5 ROWS ONLY";
    assertEquals(
        List.of("GET /v1/charges?limit=20"),
        calls(NUMBERED.formatted("ORDER BY created DESC, id", PLATFORM, "rn <= 10") + few));
    assertTrue(
        calls(
                    NUMBERED.formatted(
                        "ORDER BY created DESC, id", PLATFORM + " AND amount > 5000", "rn <= 10"))
                .size()
            <= 2);
    assertTrue(calls(NUMBERED.formatted("ORDER BY amount, id", PLATFORM, "rn <= 10")).size() > 2);
    assertTrue(
        calls(NUMBERED.formatted("ORDER BY created DESC", PLATFORM, "rn <= 10 OR amount = 5"))
                .size()
            > 2);
    assertTrue(
        calls(NUMBERED.formatted("ORDER BY created DESC", PLATFORM, "rn > 10") + few).size() > 2);
  }

  @Test
  void otherWindowsBesideItKeepTheirRows() throws SQLException {
    String beside =
        "SELECT * FROM (SELECT id, row_number() OVER (ORDER BY created DESC, id) AS rn, %s AS v"
            + " FROM charges WHERE connected_account = 'platform') t WHERE rn <= 10 ORDER BY rn";
    assertEquals(1, calls(beside.formatted("rank() OVER (ORDER BY created DESC, id)")).size());
    assertEquals(1, calls(beside.formatted("lag(id) OVER (ORDER BY created DESC, id)")).size());
    for (String all :
        List.of(
            "count(*) OVER ()",
            "lead(id) OVER (ORDER BY created DESC, id)",
            "lag(id, -1) OVER (ORDER BY created DESC, id)",
            "ntile(4) OVER (ORDER BY created DESC, id)",
            "row_number() OVER (ORDER BY created, id)",
            "row_number() OVER (PARTITION BY currency ORDER BY created DESC, id)",
            "sum(amount) OVER (ORDER BY created DESC, id)")) {
      assertTrue(calls(beside.formatted(all)).size() > 2, all);
    }
  }

  @Test
  void theFirstOfEachAccountAreALimitOfEachList() throws SQLException {
    for (String first : List.of("rn <= 3", "rn = 3", "rn < 4 AND amount > 0")) {
      List<String> calls = calls(NUMBERED.formatted(BY_ACCOUNT, "1 = 1", first));
      assertEquals(3, calls.size(), calls::toString);
      assertTrue(calls.stream().allMatch(call -> call.contains("limit=3")), calls::toString);
    }
    assertEquals(
        3, calls(NUMBERED.formatted("ORDER BY created DESC, id", "1 = 1", "rn <= 7")).size());
    assertEquals(1, calls(NUMBERED.formatted(BY_ACCOUNT, PLATFORM, "rn <= 3")).size());
    for (String window :
        List.of(
            "PARTITION BY connected_account, currency ORDER BY created DESC",
            "PARTITION BY currency ORDER BY created DESC",
            "PARTITION BY connected_account ORDER BY created")) {
      assertTrue(calls(NUMBERED.formatted(window + ", id", "1 = 1", "rn <= 3")).size() > 3, window);
    }
    assertTrue(calls(NUMBERED.formatted(BY_ACCOUNT, "amount > 5000", "rn <= 3")).size() > 3);
  }

  @Test
  void qualifyIsTheSame() throws SQLException {
    String qualified =
        "SELECT id FROM charges WHERE connected_account = 'platform' QUALIFY %s ORDER BY id";
    String number = "row_number() OVER (ORDER BY created DESC)";
    assertEquals(1, calls(qualified.formatted(number + " <= 10")).size());
    assertEquals(1, calls(qualified.formatted(number + " <= 10 AND currency = 'usd'")).size());
    assertEquals(
        1, calls(qualified.formatted("row_number() OVER (" + BY_ACCOUNT + ") = 1")).size());
    // The column that stands where the number does in the projection is no number.
    assertTrue(
        calls(
                    "SELECT id FROM (SELECT amount AS a, id, connected_account, created FROM charges"
                        + " WHERE connected_account = 'platform')"
                        + " QUALIFY a <= 2000 AND row_number() OVER (ORDER BY created DESC) > 0"
                        + " ORDER BY id")
                .size()
            > 2);
  }

  @Test
  void cachedRowsAreNumberedTheSame() throws SQLException {
    try (ReportFixture caching = ReportFixture.caching(WORLD)) {
      String three = NUMBERED.formatted(BY_ACCOUNT, "1 = 1", "rn <= 3");
      String ten = NUMBERED.formatted(BY_ACCOUNT, "1 = 1", "rn <= 150");
      for (String sql : List.of(three, ten, three)) {
        List<String> rows = caching.ask(sql);
        assertEquals(REPORTS.askWithout(EnumSet.allOf(Pushing.class), sql), rows, sql);
      }
      caching.forget();
      caching.ask(three);
      assertEquals(List.of(), caching.calls());
    }
  }
}
