package io.stripejdbc.query.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.query.DialectFixture;
import io.stripejdbc.scan.ScanSpec.Bounds;
import java.time.Instant;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

/** The SQL that people bring along from Trino and PostgreSQL means what it means there. */
class DialectTest {
  private final DialectFixture fixture = new DialectFixture();

  private void gives(String rows, String sql) {
    assertEquals(rows, fixture.run(sql), sql);
  }

  @Test
  void timeIsUtcInAnyZoneOfTheProgram() {
    TimeZone before = TimeZone.getDefault();
    try {
      for (String zone : new String[] {"Pacific/Chatham", "America/New_York", "UTC"}) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        gives(
            "2026-03-21|2026-03-21 12:30:00|2026-03-01 00:00:00",
            "select current_date, current_timestamp, date_trunc('month', now())");
        gives("2026-03-22", "select max(date(created)) from charges");
        gives("1774137600", "select extract(epoch from max(created)) from charges");
        gives(
            "2026-03-21 20:00:00",
            "select max(created) at time zone 'America/New_York' from charges");
      }
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void numbersAreExactAndPlain() {
    gives("10", "select amount / 100.0 from charges where id = 'ch_0'");
    gives("10.5|0.333333|12.5", "select 1050 / 100.0, 1 / 3.0, 25 / 2.0");
    gives("13", "select amount / 100 from charges where id = 'ch_1'");
    gives("1582.75", "select avg(amount) from charges");
    gives("333.333333333333", "select amount * 1.0 / 3 from charges where id = 'ch_0'");
    gives(
        "1.01|12.35|3",
        "select cast(1.005 as decimal(10,2)), cast('12.345' as decimal(10,2)),"
            + " cast(2.5 as integer)");
    gives("ch_0", "select id from charges where amount / 100.0 = 10");
    gives("0.3|1.2100|-3", "select 0.1 + 0.2, 1.10 * 1.10, -7 / 2");
  }

  @Test
  void spreadIsComputedFromExactSums() {
    gives(
        "2.333333333333|1.555555555556|1.527525231652|1.247219128925",
        "select variance(x), var_pop(x), stddev(x), stddev_pop(x) from (values (1), (2), (4)) t (x)");
    gives(
        "null|0|null|0",
        "select var_samp(x), var_pop(x), stddev_samp(x), stddev_pop(x)"
            + " from (values (1.5)) as t (x)");
    gives(
        "true|false",
        "select cast(paid as varchar), (not paid) || '' from charges" + " where id = 'ch_0'");
  }

  @Test
  void overflowIsAnError() {
    assertTrue(fixture.run("select 9223372036854775807 + 1").startsWith("22003"));
    assertTrue(fixture.run("select 9223372036854775807 + amount from charges").startsWith("22003"));
    assertTrue(fixture.run("select sum(9223372036854775807) from charges").startsWith("22003"));
    assertTrue(fixture.run("select cast(99999999999 as integer)").startsWith("22003"));
    assertTrue(fixture.run("select abs(-9223372036854775807 - 1)").startsWith("22003"));
    gives("7|7|null", "select abs(-7), abs(7), abs(cast(null as bigint))");
    assertTrue(fixture.run("select amount / 0 from charges").startsWith("22012"));
    assertTrue(fixture.run("select amount / 0.0 from charges").startsWith("22012"));
  }

  private Bounds range(String condition) {
    fixture.run("select id from charges where " + condition);
    assertEquals(1, fixture.asked.size());
    return fixture.asked.get(0).ranges().values().iterator().next();
  }

  private static long second(String instant) {
    return Instant.parse(instant).getEpochSecond();
  }

  @Test
  void conditionsOnTimeStillReachTheApi() {
    long january = second("2026-01-01T00:00:00Z");
    long february = second("2026-02-01T00:00:00Z");
    Bounds month = new Bounds(january, february - 1);
    assertEquals(month, range("date_trunc('month', created) = date '2026-01-01'"));
    assertEquals(month, range("date_trunc('month', created) = timestamp '2026-01-01 00:00:00'"));
    assertEquals(month, range("date(created) between date '2026-01-01' and date '2026-01-31'"));
    assertEquals(month, range("created >= date '2026-01-01' and created < date '2026-02-01'"));
    assertEquals(month, range("created between '2026-01-01' and '2026-01-31 23:59:59'"));
    assertEquals(
        second("2026-03-14T12:30:00Z"), range("created >= now() - interval '7 days'").least());
    assertEquals(
        second("2026-03-14T00:00:00Z"),
        range("created >= date_add('day', -7, current_date)").least());
    assertEquals(second("2026-01-01T00:00:00Z"), range("year(created) = 2026").least());
  }

  @Test
  void conditionsOnThisMonthAndOnLocalTimeReachTheApiToo() {
    long march = second("2026-03-01T00:00:00Z");
    Bounds month = new Bounds(march, second("2026-04-01T00:00:00Z") - 1);
    assertEquals(month, range("date_trunc('month', created) = date_trunc('month', now())"));
    assertEquals(
        second("2026-01-01T00:00:00Z"),
        range("date_trunc('month', created) >= date_trunc('month', now() - interval '2 months')")
            .least());
    assertEquals(
        march - 1,
        range("date_trunc('month', created) <= date_trunc('month', now() - interval '1' month)")
            .greatest());
    assertEquals(
        new Bounds(second("2026-02-28T15:00:00Z"), second("2026-03-31T15:00:00Z") - 1),
        range("date_trunc('month', created at time zone 'Asia/Tokyo') = date '2026-03-01'"));
    assertEquals(
        new Bounds(second("2026-02-28T15:00:00Z"), second("2026-03-31T15:00:00Z") - 1),
        range(
            "date(created at time zone 'Asia/Tokyo') between date '2026-03-01' and"
                + " date '2026-03-31'"));
    gives(
        "1",
        "select count(distinct date_trunc('month', created) = date_trunc('month', now()))"
            + " from charges where not (date_trunc('month', created) > date_trunc('month', now()))"
            + " and id = 'ch_0'");
    assertTrue(
        fixture
            .run(
                "select date_trunc('month', created) from charges group by 1"
                    + " having date_trunc('month', created) <= date_trunc('month', now())")
            .startsWith("2026"));
  }

  @Test
  void faultsSayWhereAndWhatWasMeant() {
    gives(
        "42S22 No column 'customer_id' in 'charges'; did you mean 'customer'? (line 2, column 8)",
        "select id,\n     c.customer_id from charges c");
    gives(
        "42S02 No table 'charge' in schema 'stripe'; did you mean 'charges'? (line 1, column 15)",
        "select * from charge");
    gives(
        "3F000 No schema 'strpe'; did you mean 'stripe'? (line 1, column 15)",
        "select * from strpe.charges");
    gives(
        "42702 Column 'id' is in several tables (a, b); write it with its table"
            + " (line 1, column 8)",
        "select id from charges a join charges b on a.id = b.id");
    gives(
        "42883 No function 'splitt'; did you mean 'split'? (line 1, column 8)",
        "select splitt(id, ',') from charges");
    gives(
        "42883 Function 'datediff' is not supported; use date_diff('day', from, to)"
            + " (line 1, column 8)",
        "select datediff(day, created, now()) from charges");
    gives(
        "42000 EXISTS takes a query, as in EXISTS (SELECT …) (line 1, column 30)",
        "select id from charges where exists customer");
    gives(
        "42000 'id' must be in GROUP BY or inside an aggregate function (line 1, column 8)",
        "select id, count(*) from charges");
    assertTrue(fixture.run("select id frm charges x y").startsWith("42601"));
    assertTrue(fixture.run("select current_date - 1.5").startsWith("42804"));
  }

  @Test
  void placesAreThoseOfTheUsersText() {
    // Quotes put in before it move the parser's column, not the user's.
    gives(
        "42S22 No column 'custmer' in 'charges'; did you mean 'customer'? (line 1, column 23)",
        "select date, interval,custmer from charges");
  }

  @Test
  void nothingDangerousIsInTheOperatorTable() {
    Set<String> refused =
        Set.of(
            "compress('a')",
            "extractvalue('a','b')",
            "xmltransform('a','b')",
            "sleep(1)",
            "existsnode('a','b')",
            "uuid()");
    for (String call : refused) {
      assertTrue(fixture.run("select " + call).startsWith("42883"), call);
    }
    for (String call :
        Set.of(
            "repeat('ab', 100000000)",
            "lpad('a', 100000000)",
            "space(100000000)",
            "cardinality(sequence(1, 100000000))",
            "rpad('a', 2000000, 'b')")) {
      assertTrue(fixture.run("select " + call).startsWith("22023"), call);
    }
  }

  @Test
  void windowsGroupsAndRecursionAreThere() {
    gives(
        "ch_0|1000; ch_1|1333; ch_2|1666; ch_3|1666; ch_4|2332",
        "select id, last_value(amount) ignore nulls over (order by created) from charges");
    gives(
        "null|1|6331; jpy|0|1333; usd|0|4998",
        "select currency, grouping(currency), sum(amount) from charges group by cube(currency)");
    gives(
        "1; 2; 3",
        "with recursive t(n) as (select 1 union all select n + 1 from t where n < 3)"
            + " select * from t");
    gives(
        "ch_3; ch_4",
        "select id from charges"
            + " qualify row_number() over (partition by currency order by created desc) = 1");
    gives(
        "5|4|2|4",
        "select count(*), count(amount), approx_distinct(currency), count_if(paid)"
            + " from charges;");
  }
}
