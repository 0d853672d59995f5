package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.emulator.server.EmulatorOptions;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Conditions on a time are ranges of it, however they are written, and their rows are the same. */
class TimeConditionCallsTest {
  private static final ReportFixture REPORTS =
      new ReportFixture(EmulatorOptions.demo().withScale(0.1).withAccounts(1));

  private static final String CHARGES =
      "SELECT id FROM charges WHERE connected_account = 'platform' AND ";

  @AfterAll
  static void close() {
    REPORTS.close();
  }

  private static void isRange(String condition) throws SQLException {
    List<String> calls = REPORTS.callsOf(CHARGES + condition + " ORDER BY id");
    assertFalse(calls.isEmpty(), condition);
    assertTrue(calls.stream().allMatch(call -> call.contains("created[")), condition + " " + calls);
  }

  @Test
  void secondsSinceTheEpochAreARange() throws SQLException {
    for (String condition :
        List.of(
            "extract(epoch FROM created) > 1792800000",
            "extract(epoch FROM created) >= 1792800000.5 AND extract(epoch FROM created) < 1793e6",
            "to_unixtime(created) BETWEEN 1792800000 AND 1792900000.5",
            "to_unixtime(created) > to_unixtime(now()) - 86400.5",
            "date_part('epoch', created) > 1792800000",
            "CAST(extract(epoch FROM created) AS INTEGER) > 1792800000",
            "extract(epoch FROM created) IN (1792800000, 1792800005)",
            "extract(epoch FROM created) > extract(epoch FROM now()) - 86400",
            "extract(epoch FROM now()) - extract(epoch FROM created) < 86400")) {
      isRange(condition);
    }
  }

  @Test
  void theTextOfATimeIsARange() throws SQLException {
    for (String condition :
        List.of(
            "CAST(created AS VARCHAR) LIKE '2026-10-1%'",
            "created::text LIKE '2026-10-12%'",
            "left(created::text, 7) = '2026-10'",
            "left(created::text, 7) IN ('2026-08', '2026-10')",
            "substr(created::text, 1, 10) BETWEEN '2026-10-12' AND '2026-10-13'",
            "substring(CAST(created AS VARCHAR) FROM 1 FOR 10) = '2026-10-12'",
            "CAST(created AS CHAR(7)) = '2026-10'",
            "CAST(CAST(created AS DATE) AS VARCHAR) = '2026-10-12'",
            "created::text >= '2026-10-12' AND created::text < '2026-10-13'",
            "left(to_char(created, 'YYYY-MM-DD HH24:MI:SS'), 10) = '2026-10-12'",
            "date_format(created, '%Y-%m-%d %H:%i') >= '2026-10-12 08:3'",
            "format_datetime(created, 'yyyy/MM') = '2026/10'",
            "(created::text LIKE '2026-10-12%' OR created::varchar(10) = '2026-10-14')")) {
      isRange(condition);
    }
  }

  @Test
  void theTextOfATimeIsARangeAboveASubQueryToo() throws SQLException {
    String months =
        "WITH m AS (SELECT id, to_char(created, 'YYYY-MM') AS month FROM charges"
            + " WHERE connected_account = 'platform') SELECT id FROM m WHERE month = '2026-09'"
            + " ORDER BY id";
    assertEquals(
        REPORTS.callsOf(CHARGES + "created >= '2026-09-01' AND created < '2026-10-01' ORDER BY id"),
        REPORTS.callsOf(months));
  }

  @Test
  void theDistanceFromAKnownTimeIsARange() throws SQLException {
    for (String condition :
        List.of(
            "now() - created < INTERVAL '7' DAY",
            "created - now() > INTERVAL '-7' DAY",
            "INTERVAL '36' HOUR >= now() - created",
            "now() - created BETWEEN INTERVAL '7' DAY AND INTERVAL '14' DAY",
            "current_date - created < INTERVAL '7' DAY",
            "date_diff('day', created, now()) <= 7",
            "date_diff('day', CAST(created AS DATE), current_date) = 7",
            "date_diff('month', created, now()) >= 1",
            "date_diff('week', now(), created) > -3",
            "timestampdiff(DAY, created, now()) < 7",
            "timestampdiff(MONTH, created, now()) BETWEEN 1 AND 2",
            "timestampdiff(WEEK, created, now()) = 2",
            "timestampdiff(YEAR, created, now()) < 1",
            "extract(day FROM now() - created) < 7",
            "extract(epoch FROM now() - created) / 3600 < 30",
            "(to_unixtime(now()) - to_unixtime(created)) / 86400 < 7",
            "created + INTERVAL '1' MONTH > now()",
            "created - INTERVAL '1' MONTH > now() - INTERVAL '2' MONTH")) {
      isRange(condition);
    }
  }

  @Test
  void thePartsThatTwoTimesShareAreARange() throws SQLException {
    String month = CHARGES + "created >= '2026-10-01' AND created < '2026-11-01' ORDER BY id";
    for (String before :
        List.of("now() - INTERVAL '1' MONTH", "current_date - INTERVAL '1' MONTH")) {
      String sql =
          CHARGES
              + "extract(year FROM created) = extract(year FROM %1$s)"
              + " AND extract(month FROM %1$s) = extract(month FROM created) ORDER BY id";
      assertEquals(REPORTS.callsOf(month), REPORTS.callsOf(sql.formatted(before)));
    }
    isRange("year(created) = year(now()) AND quarter(created) = quarter(now())");
    isRange("year(created) = year(now()) AND month(created) = month(now()) AND day(created) < 9");
  }

  @Test
  void whatSaysNothingOfATimeIsNoRange() throws SQLException {
    for (String condition :
        List.of(
            "created::text NOT LIKE '2026-10-1%'",
            "created::text LIKE '%10-1%'",
            "right(created::text, 2) = '07'",
            "to_char(created, 'MM-YYYY') LIKE '10-%'",
            "to_char(created, 'DDD') = '285'",
            "extract(hour FROM now() - created) < 7",
            "extract(minute FROM created) = 7")) {
      List<String> calls = REPORTS.callsOf(CHARGES + condition + " ORDER BY id");
      // The windows that a list is read in have no common beginning.
      assertTrue(
          calls.stream().anyMatch(call -> !call.contains("created[gte]=")), condition + calls);
    }
  }

  /** Random ends, on the second of a row and beside it: no row is lost, whatever is compared. */
  @Test
  void randomConditionsKeepTheirRows() throws SQLException {
    List<String> times =
        REPORTS.ask(
            "SELECT created::text FROM charges WHERE connected_account = 'platform'"
                + " ORDER BY created DESC LIMIT 40");
    long seed = 20_261_130;
    Random random = new Random(seed);
    List<String> signs = List.of("=", "<", "<=", ">", ">=");
    for (int i = 0; i < 60; i++) {
      String time = times.get(random.nextInt(times.size()));
      String sign = signs.get(random.nextInt(signs.size()));
      int length = 4 + random.nextInt(16);
      String text = time.substring(0, length);
      String moment = "TIMESTAMP '" + time + "'";
      String unit = List.of("second", "hour", "day", "week", "month").get(random.nextInt(5));
      int units = random.nextInt(5) - 2;
      String condition =
          switch (random.nextInt(7)) {
            case 0 -> "created::text %s '%s'".formatted(sign, text);
            case 1 -> "left(created::text, %d) %s '%s'".formatted(length, sign, text);
            case 2 -> "to_char(created, 'YYYY-MM-DD HH24') %s '%s'".formatted(sign, text);
            case 3 -> "date_diff('%s', created, %s) %s %d".formatted(unit, moment, sign, units);
            case 4 -> "timestampdiff(%s, %s, created) %s %d".formatted(unit, moment, sign, units);
            case 5 ->
                "%s - created %s INTERVAL '%d' %s"
                    .formatted(
                        moment,
                        sign,
                        units,
                        unit.equals("month") ? "day" : unit.replace("week", "hour"));
            default ->
                "to_unixtime(created) %s %s"
                    .formatted(
                        sign,
                        LocalDateTime.parse(time.replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC)
                            + (random.nextBoolean() ? ".5" : ""));
          };
      REPORTS.callsOf(CHARGES + condition + " ORDER BY id");
    }
  }
}
