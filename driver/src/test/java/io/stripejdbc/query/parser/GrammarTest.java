package io.stripejdbc.query.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.query.DialectFixture;
import io.stripejdbc.query.error.SqlErrorMapper;
import java.io.StringReader;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserImplFactory;
import org.junit.jupiter.api.Test;

/** Texts are read as in Trino and PostgreSQL: words, operators, intervals, what stands behind. */
class GrammarTest {
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
    reads("select json_text_at(m, '{a,0}')", "select m #>> '{a,0}'");
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
}
