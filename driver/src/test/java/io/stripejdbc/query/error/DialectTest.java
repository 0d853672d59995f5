package io.stripejdbc.query.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.query.DialectFixture;
import io.stripejdbc.query.parser.Dialect;
import io.stripejdbc.query.parser.SqlTokens;
import io.stripejdbc.query.parser.StripeSqlParserImpl;
import io.stripejdbc.scan.ScanSpec.Bounds;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserImplFactory;
import org.junit.jupiter.api.Test;

/** The SQL that people bring along from Trino and PostgreSQL means what it means there. */
class DialectTest {
  private final DialectFixture fixture = new DialectFixture();

  private void gives(String rows, String sql) {
    assertEquals(rows, fixture.run(sql), sql);
  }

  /** The text is read as the other one, in which quotes and brackets say what is meant. */
  private static void reads(String expected, String sql) {
    assertEquals(tree(expected), tree(sql), sql);
  }

  /** The tree of a statement as text; names of columns that have none are left out. */
  private static String tree(String sql) {
    try {
      SqlNode tree = Dialect.parse(SqlTokens.of(sql));
      return tree.toSqlString(c -> c.withAlwaysUseParentheses(true))
          .getSql()
          .replaceAll("AS \"[^\"]*[^a-zA-Z_\"][^\"]*\"", "");
    } catch (SqlParseException e) {
      throw new AssertionError(
          SqlErrorMapper.parse(e, SqlTokens.of(sql)).getMessage() + " " + sql, e);
    }
  }

  @Test
  void reservedWordsAreNamesWhereOnlyANameCanStand() {
    reads("select \"date\", \"interval\" from t", "select date, interval from t");
    reads("select t.\"date\" from t", "select t.date from t");
    reads("select a as \"order\", b \"date\" from t", "select a as order, b date from t");
    reads("select a from t order by \"date\" desc", "select a from t order by date desc");
    reads(
        "select \"Date\", count(*) from t group by \"Date\"",
        "select Date, count(*) from t group by Date");
    reads(
        "select a from t where \"date\" >= date '2026-01-01' and \"date\" < now()",
        "select a from t where date >= date '2026-01-01' and date < now()");
    reads(
        "select case when \"date\" is null then \"default\" else \"end\" end as \"end\" from t",
        "select case when date is null then default else \"end\" end as end from t");
    reads(
        "with \"date\" as (select 1 as x) select x from \"date\"",
        "with date as (select 1 as x) select x from date");
    reads(
        "with \"current\" as (select 1 as x) select c.x from \"current\" c",
        "with current as (select 1 as x) select c.x from current c");
    reads(
        "select date(created) \"date\", count(*) from t",
        "select date(created) date, count(*) from t");
    reads(
        "select \"next\", \"row\", \"range\", \"partition\", \"rows\", \"window\" from \"order\"",
        "select next, row, range, partition, rows, window from order");
    reads(
        "select r.a from t \"row\" join u as \"next\" on \"row\".x = \"next\".x",
        "select r.a from t row join u as next on row.x = next.x");
  }

  @Test
  void wordsOfTheGrammarStayWords() throws SqlParseException {
    for (String sql :
        new String[] {
          "select cast(a as date), a::date, a::timestamp, try_cast(a as time) from t",
          "select date '2026-01-01', timestamp '2026-01-01 00:00:00', interval '1' day",
          "select a from t order by b limit 5 offset 2",
          "select sum(a) over (order by b rows between 1 preceding and current row) from t",
          "select a from t left join u on t.x = u.x",
          "select case when -a > 0 then -1 else -2 end from t",
          "select a is distinct from -1, b in (1), not -c from t",
          "select interval -'1' day, interval - '2' month from t",
          "select listagg(a, ',') within group (order by b) from t",
          "select count(*) from t group by grouping sets ((a), ())",
          "select extract(year from created) from t fetch first 5 rows only",
          "select a from t where b = any (select c from u) union all select 1",
          "select 'it''s at time zone', '->>' from t -- , date from t"
        }) {
      Dialect.parse(SqlTokens.of(sql));
    }
  }

  @Test
  void anUnfinishedStatementHasNoAliasAtItsEnd() {
    for (String end : List.of("limit", "order", "group", "where", "left", "offset", "join", "on")) {
      String answer = fixture.run("select id from charges " + end);
      assertTrue(answer.startsWith("42601"), answer);
    }
  }

  @Test
  void everyReservedWordCanBeAnAliasAndAColumn() throws SqlParseException {
    SqlParserImplFactory factory = StripeSqlParserImpl.FACTORY;
    for (String word : factory.getParser(new StringReader("")).getMetadata().getTokens()) {
      if (word.matches("[A-Z_]+")) {
        tree("select t." + word + ", 1 as " + word + " from t");
      }
    }
    for (String word :
        List.of("date", "value", "start", "end", "method", "period", "day", "year", "interval")) {
      String sql =
          "select %1$s, count(*) as x from t where %1$s > 1 group by %1$s order by %1$s"
              .formatted(word);
      tree(sql);
    }
  }

  @Test
  void operatorsBindAsInPostgreSql() {
    reads("select (7) / (cast(2 as decimal(4, 1)))", "select 7 / 2::decimal(4,1)");
    reads("select -(cast(1 as bigint))", "select -1::bigint");
    reads("select a || cast(b as varchar)", "select a || b::varchar");
    reads("select cast(x as date) = cast(y as date)", "select x::date = y::date");
    reads("select cast(a.b[1] as int) + 1", "select a.b[1]::int + 1");
    reads("select power(2, 3) * 2, power(-2, 2)", "select 2 ^ 3 * 2, -2 ^ 2");
    reads("select (1 + 2) || 'x'", "select 1 + 2 || 'x'");
    reads("select (a || 'x') like ('b' || '%')", "select a || 'x' like 'b' || '%'");
    reads("select (json_get_text(m, 'a')) = ('x')", "select m ->> 'a' = 'x'");
    reads("select json_get_text(m, 'a') || 'x'", "select m ->> 'a' || 'x'");
    reads("select json_get_text(json_get(m, 'a'), 0)", "select m #>> '{a,0}'");
    reads("select a + (at_timezone(b, 'UTC'))", "select a + b at time zone 'UTC'");
    reads("select not (a <> b)", "select not a != b");
    gives(
        "3.5|4.5|8.0|3x",
        "select 7 / 2::decimal(4,1), 5 - 2::decimal(5,1) / 4, 2 ^ 3, 1 + 2 || 'x'");
  }

  @Test
  void aQueryNeedsNoTableForItsConditions() {
    gives("1", "select 1 where exists (select 1 from charges)");
    gives("", "select 1 where 1 = 2");
  }

  @Test
  void intervalsAreSpelledInEveryWay() {
    reads("select interval '7' DAY", "select interval '7 days'");
    reads("select interval '21' DAY", "select interval '3 weeks'");
    reads("select interval '18' MONTH", "select interval '1 year 6 months'");
    reads("select interval '93600' SECOND", "select interval '1 day 2 hours'");
    reads("select interval '95400' SECOND", "select interval '1 day 02:30:00'");
    reads("select interval '-3' MONTH", "select interval '-1 quarter'");
    gives("0 02:30:00|1-2", "select interval '2:30' hour to minute, interval '1-2' year to month");
    gives("2026-03-14", "select current_date - interval '7 days'");
    gives("2026-04-21", "select current_date + interval '1' month");
    gives("2026-02-28", "select date '2026-01-31' + interval '1 month'");
    gives("2026-03-03", "select date '2026-01-31' + interval '1 month 3 days'");
    assertTrue(fixture.run("select interval '1 month 3 days'").startsWith("42000 An interval"));
    assertTrue(fixture.run("select interval '1 moon'").startsWith("42000 INTERVAL"));
  }

  @Test
  void whatStandsBehindItsOperandBecomesACall() {
    reads("select at_timezone(a.b, 'UTC')", "select a.b AT TIME ZONE 'UTC'");
    reads(
        "select at_timezone(at_timezone(x, 'UTC'), 'Asia/Tokyo')",
        "select x at time zone 'UTC' at time zone 'Asia/Tokyo'");
    reads("select json_get_text(json_get(m, 'a'), 'b')", "select m -> 'a' ->> 'b'");
    reads("select lower(json_get_text(m, 'a'))", "select lower(m ->> 'a')");
    reads("select at_timezone(f(a, (b)), 'UTC') + 1", "select f(a, (b)) at time zone 'UTC' + 1");
    reads(
        "select at_timezone(cast(a as timestamp), z.zone)",
        "select a::timestamp at time zone z.zone");
    reads(
        "select at_timezone(case when a then b end, 'UTC')",
        "select case when a then b end at time zone 'UTC'");
    gives(
        "09:00",
        "select date_format(timestamp '2026-01-01 00:00:00' at time zone 'Asia/Tokyo', '%H:%i')");
  }

  @Test
  void deepNestingIsReadInTimeThatGrowsWithIt() {
    String deep = "(".repeat(1000) + "1" + ")".repeat(1000);
    reads("select 1", "select " + deep);
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
    assertTrue(fixture.run("select current_date - 7").startsWith("42804"));
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
