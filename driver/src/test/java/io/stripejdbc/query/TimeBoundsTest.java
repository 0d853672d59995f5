package io.stripejdbc.query;

import static io.stripejdbc.query.FakeSession.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stripejdbc.scan.ScanSpec.Bounds;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What conditions on times become: bounds in whole seconds, which keep the rows that SQL promises.
 */
class TimeBoundsTest {
  private final InMemoryScanner scanner = new InMemoryScanner();
  private final FakeSession session = FakeSession.overTenCharges(scanner);

  @Test
  void createdBoundsAreWholeSeconds() throws SQLException {
    session.run(
        "SELECT id FROM charges WHERE created > TIMESTAMP '2026-11-20 00:00:00.5'"
            + " AND created <= '2026-11-21 00:00:00'");
    assertEquals(
        List.of(new Bounds(1_795_132_801L, 1_795_219_200L)),
        List.copyOf(scanner.askedOnce().ranges().values()));
  }

  @Test
  void theCurrentTimeIsABoundOfEachExecution() throws SQLException {
    assertEquals(
        3,
        session
            .run("SELECT id FROM charges WHERE created >= CURRENT_TIMESTAMP - INTERVAL '2' DAY")
            .size());
    assertEquals(
        List.of(new Bounds(NOW.getEpochSecond() - 2 * 86_400, Long.MAX_VALUE)),
        List.copyOf(scanner.askedOnce().ranges().values()));
  }

  @Test
  void aDayIsARangeOfSeconds() throws SQLException {
    assertEquals(
        1,
        session
            .run("SELECT id FROM charges WHERE CAST(created AS DATE) = DATE '2026-11-20'")
            .size());
    assertEquals(
        List.of(new Bounds(1_795_132_800L, 1_795_219_199L)),
        List.copyOf(scanner.askedOnce().ranges().values()));
  }

  @Test
  void aTruncatedTimeIsARangeThatKeepsItsRows() throws SQLException {
    // Days 12 to 21 November; NOW is a Saturday.
    assertEquals(
        List.of(),
        session.run("SELECT id FROM charges WHERE FLOOR(created TO QUARTER) >= '2026-11-01'"));
    assertEquals(
        10,
        session
            .run("SELECT id FROM charges WHERE FLOOR(created TO QUARTER) >= '2026-10-01'")
            .size());
    assertEquals(
        10,
        session.run("SELECT id FROM charges WHERE CEIL(created TO QUARTER) = '2027-01-01'").size());
    assertEquals(
        List.of(
            List.of("ch_0"),
            List.of("ch_1"),
            List.of("ch_2"),
            List.of("ch_3"),
            List.of("ch_4"),
            List.of("ch_5")),
        session.run(
            "SELECT id FROM charges WHERE date_trunc('week', created) = DATE '2026-11-16'"));
    assertEquals(
        List.of(List.of("ch_1")),
        session.run(
            "SELECT id FROM charges WHERE date(created AT TIME ZONE 'Asia/Tokyo')"
                + " = DATE '2026-11-20'"));
    scanner
        .asked()
        .forEach(asked -> assertEquals(1, asked.ranges().size(), String.valueOf(asked.ranges())));
  }

  private List<Bounds> bounds(String condition) throws SQLException {
    scanner.forget();
    session.run("SELECT id FROM charges WHERE " + condition);
    return List.copyOf(scanner.askedOnce().ranges().values());
  }

  private static Bounds days(String first, String last) {
    return new Bounds(
        LocalDate.parse(first).toEpochDay() * 86_400,
        LocalDate.parse(last).toEpochDay() * 86_400 + 86_399);
  }

  @Test
  void aTimeWrittenAsTextIsARange() throws SQLException {
    String month = "to_char(created, 'YYYY-MM')";
    assertEquals(List.of(days("2026-11-01", "2026-11-30")), bounds(month + " = '2026-11'"));
    assertEquals(
        List.of(days("2026-10-01", "2026-11-30")), bounds(month + " IN ('2026-10', '2026-11')"));
    assertEquals(
        List.of(days("2025-01-01", "2026-11-30")),
        bounds(month + " BETWEEN '2025-01' AND '2026-11'"));
    assertEquals(
        List.of(days("2024-02-29", "2024-02-29")),
        bounds("'29.02.2024' = to_char(created, 'DD.MM.YYYY')"));
    assertEquals(
        List.of(days("2026-01-01", "2026-12-31")), bounds("date_format(created, '%Y') = '2026'"));
    for (String none :
        List.of(
            month + " <> '2026-11'",
            "to_char(created, 'DD.MM.YYYY') < '29.02.2024'",
            "to_char(created, 'DD') = '29'",
            "to_char(created, 'DDD YYYY') = '029 2024'")) {
      assertEquals(List.of(), bounds(none), none);
    }
    assertEquals(List.of(days("2026-11-01", "2026-11-30")), bounds(month + " IN ('2026-11', 'x')"));
    for (String never :
        List.of(month + " = '2026-11-01'", "to_char(created, 'YYYY-MM-DD') = '2026-02-30'")) {
      scanner.forget();
      assertEquals(List.of(), session.run("SELECT id FROM charges WHERE " + never));
      assertEquals(List.of(), scanner.asked(), never);
    }
  }

  /** A condition keeps the rows that it keeps where it is no condition of its own. */
  @Test
  void whatFollowsFromATextDropsNoRow() throws SQLException {
    List<String> formats = List.of("YYYY", "YYYY-MM", "YYYYMMDD", "MM/YYYY", "DD.MM.YYYY");
    List<String> values = List.of("2026-11-12", "2026-11-16", "2026-11-21", "2026-12-01");
    for (String format : formats) {
      String text = "to_char(created, '" + format + "')";
      for (String day : values) {
        String value = "to_char(DATE '" + day + "', '" + format + "')";
        Object literal = session.run("SELECT " + value).get(0).get(0);
        for (String operator : List.of("=", "<", "<=", ">", ">=", "<>")) {
          String condition = text + " " + operator + " '" + literal + "'";
          assertEquals(
              session.rows("SELECT id FROM charges WHERE (" + condition + ") IS TRUE"),
              session.rows("SELECT id FROM charges WHERE " + condition),
              condition);
        }
      }
    }
  }

  @Test
  void partsOfADateAreARange() throws SQLException {
    String year = "EXTRACT(YEAR FROM created) = 2024 AND ";
    assertEquals(
        List.of(days("2024-02-01", "2024-02-29")),
        bounds(year + "EXTRACT(MONTH FROM created) = 2"));
    assertEquals(
        List.of(days("2024-11-01", "2024-12-31")),
        bounds(year + "10 < EXTRACT(MONTH FROM created)"));
    assertEquals(List.of(days("2024-04-01", "2024-06-30")), bounds(year + "QUARTER(created) = 2"));
    assertEquals(
        List.of(days("2024-02-28", "2024-02-29")),
        bounds(year + "MONTH(created) = 2 AND DAY(created) BETWEEN 28 AND 31"));
    assertEquals(
        List.of(days("2023-12-01", "2024-01-31")),
        bounds(
            "YEAR(created) = 2023 AND MONTH(created) = 12"
                + " OR YEAR(created) = 2024 AND MONTH(created) = 1"));
    assertEquals(
        List.of(days("2024-02-01", "2024-07-31")),
        bounds(year + "EXTRACT(MONTH FROM created) IN (2, 3, 7)"));
    assertEquals(List.of(), bounds("EXTRACT(MONTH FROM created) = 2"));
  }

  @Test
  void numbersOutsideOfTheCalendarDropNoRow() throws SQLException {
    for (String all :
        List.of(
            "YEAR(created) > 0",
            "YEAR(created) < 10000",
            "YEAR(created) BETWEEN -5 AND 2000000000",
            "YEAR(created) = 2026 AND MONTH(created) < 13",
            "YEAR(created) = 2026 AND MONTH(created) BETWEEN 0 AND 12",
            "YEAR(created) = 2026 AND MONTH(created) = 11 AND DAY(created) < 32",
            "YEAR(created) = 2026 AND HOUR(created) < 24",
            "YEAR(created) = 2026 AND MINUTE(created) <= 60 AND SECOND(created) <= 60")) {
      assertEquals(10, session.run("SELECT id FROM charges WHERE " + all).size(), all);
    }
    for (String none :
        List.of(
            "YEAR(created) = 2000000000",
            "YEAR(created) < -2000000000",
            "YEAR(created) = 2026 AND MONTH(created) = 13",
            "YEAR(created) = 2026 AND MONTH(created) = 11 AND DAY(created) = 31")) {
      assertEquals(List.of(), session.run("SELECT id FROM charges WHERE " + none), none);
    }
  }

  @Test
  void aTimeInAZoneThatIsNullIsUnknown() throws SQLException {
    String zone = "created AT TIME ZONE CAST(NULL AS VARCHAR)";
    String late = zone + " >= CURRENT_TIMESTAMP";
    assertEquals(List.of(), session.run("SELECT id FROM charges WHERE " + late));
    assertEquals(List.of(), session.run("SELECT id FROM charges WHERE NOT (" + late + ")"));
    assertEquals(
        List.of(),
        session.run("SELECT id FROM charges WHERE " + zone + " > TIMESTAMP '2020-01-01 00:00:00'"));
  }

  @Test
  void aLimitTravelsWithLocalTimesThatClocksShowOnce() throws SQLException {
    String tokyo = "date(created AT TIME ZONE 'Asia/Tokyo')";
    assertEquals(2, limit(tokyo + " >= DATE '2026-11-13'"));
    assertEquals(2, limit(tokyo + " BETWEEN DATE '2026-11-13' AND DATE '2026-11-15'"));
    assertEquals(
        2,
        limit("date_trunc('month', created AT TIME ZONE 'America/New_York') = DATE '2026-11-01'"));
    assertEquals(2, limit("EXTRACT(YEAR FROM created AT TIME ZONE 'Asia/Kolkata') = 2026"));
    String berlin = "created AT TIME ZONE 'Europe/Berlin' >= TIMESTAMP '2026-10-25 ";
    assertEquals(2, limit(berlin + "01:59:59'"));
    assertEquals(-1, limit(berlin + "02:30:00'"), "an hour that clocks show twice");
    assertEquals(2, limit(berlin + "03:00:00'"));
    assertEquals(-1, limit("created AT TIME ZONE 'Europe/Berlin' >= CURRENT_TIMESTAMP"));
  }

  private long limit(String condition) throws SQLException {
    scanner.forget();
    session.run("SELECT id FROM charges WHERE " + condition + " LIMIT 2");
    return scanner.askedOnce().limit();
  }

  @Test
  void aZoneThatIsNoneIsAnErrorEvenWhereNoRowIsRead() {
    String none = "created AT TIME ZONE 'Asia/Nowhere' >= CURRENT_TIMESTAMP + INTERVAL '9' DAY";
    assertEquals("22023", session.state("SELECT id FROM charges WHERE " + none));
    assertEquals("22023", session.state("SELECT with_timezone(created, 'x') FROM charges LIMIT 0"));
    assertEquals(List.of(), scanner.asked());
  }
}
