package io.stripejdbc.query;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

/** Results that were wrong without a word; the expected values are PostgreSQL's. */
class SqlSemanticsTest extends SqlValuesFixture {
  @Test
  void aRowIsInAQueryFieldByField() {
    String rows = " from (values (null, 5), ('c', 5), ('a', 1)) as t (g, x) where ";
    String others = "(select * from (values ('a', 1), ('d', 3), (null, 4)) as u (g, z))";
    gives("2", "select count(*)" + rows + "(g, x) not in " + others);
    gives("2", "select count(*)" + rows + "not ((g, x) in " + others + ")");
    gives("1", "select count(*)" + rows + "(g, x) in " + others);
    gives(
        "false|true",
        "select (1, 2) in (select cast(null as int), 3), (1, 2) not in (select cast(null as int), 3)");
    gives(
        "null|null",
        "select (1, 2) in (select cast(null as int), 2), (1, 2) not in (select 1, cast(null as int))");
    gives("true|false", "select (1, 2) = any (select 1, 2), (1, 2) <> all (select 1, 2)");
    gives(
        "false|true",
        "select (1, 2) = any (select 1, 2 where false), (1, 2) <> all (select 1, 2 where false)");
  }

  @Test
  void whatWithNamesIsOrderedByTheOrderBehindIt() {
    String rows =
        "with t (g, x) as (select * from (values ('a', 1), ('a', 2), ('b', 4)) as v (g, x)) ";
    gives("a|2; b|4", rows + "select distinct on (g) g, x from t order by g, x desc");
    gives("a|2; b|1", rows + "select g, count(*) from t group by all order by all");
  }

  @Test
  void aParameterKeepsItsDigits() {
    gives("2.5", "select 5 / ?", new BigDecimal("2.0"));
    gives("2", "select 5 / ?", new BigDecimal("2"));
    gives("63.31", "select sum(amount) / ? from charges", new BigDecimal("100.00"));
    gives("3", "select count(*) from charges where amount > ?", new BigDecimal("1000.00"));
    gives(
        "true|false",
        "select date '2026-01-01' < ?, date '2026-01-01' = ?",
        LocalDateTime.parse("2026-01-01T09:00:00"),
        LocalDateTime.parse("2026-01-01T09:00:00"));
    gives("true", "select date '2026-01-01' = ?", LocalDateTime.parse("2026-01-01T00:00:00"));
  }

  @Test
  void doublesAreNumbersOrErrors() {
    for (String none :
        new String[] {
          "sqrt(-1)", "ln(0)", "log10(-1)", "acos(2)", "power(-8, 0.5)", "power(0, -1)"
        }) {
      refused("22023", "select " + none);
    }
    for (String large :
        new String[] {"exp(1000)", "1e308 * 10", "power(10, 400)", "-1e308 - 1e308"}) {
      refused("22003", "select " + large);
    }
    refused("22012", "select 1e0 / 0");
    gives("2.0|3.0|3.0|0.0", "select sqrt(4), log2(8), log10(1000), ln(1)");
  }

  @Test
  void gatheredValuesMayBeNull() {
    String rows = " from (values (1, 1), (null, 5), (3, null)) as t (x, y)";
    gives("[1,null,3]", "select array_agg(x)" + rows);
    gives("[1,3]", "select array_agg(x) filter (where x is not null)" + rows);
    gives("null|1", "select max_by(x, y), min_by(x, y)" + rows);
    gives("{\"1\":1,\"3\":null}", "select map_agg(x, y)" + rows);
    gives("null", "select array_agg(x) from (values (1)) as t (x) where x > 1");
  }

  @Test
  void aRowIsNullIfAllOfItIsAndIsNotIfNoneIs() {
    gives(
        "false|true; false|false; true|false",
        "select (a, b) is null, (a, b) is not null from (values (1, 2), (1, null), (null, null))"
            + " as t (a, b) order by a, b");
    gives(
        "1",
        "select count(*) from (values (1, 2), (1, null), (null, null)) as t (a, b)"
            + " where not ((a, b) is null) and not ((a, b) is not null)");
  }

  @Test
  void datesAreCutToEveryUnitOfDays() {
    String days = " from (values (date '2024-08-29')) as t (d)";
    gives(
        "2024-01-01|2024-07-01|2024-08-01|2024-08-26|2024-08-29|2024-08-29",
        "select date_trunc('year', d), date_trunc('quarter', d), date_trunc('month', d),"
            + " date_trunc('week', d), date_trunc('day', d), date_trunc('hour', d)"
            + days);
    gives(
        "2024-01-01|2024-07-01|2024-08-01|2024-08-25|2024-08-29|2024-08-29",
        "select floor(d to year), floor(d to quarter), floor(d to month), floor(d to week),"
            + " floor(d to day), floor(d to hour)"
            + days);
    gives(
        "2025-01-01|2024-10-01|2024-09-01|2024-08-29|2024-08-29",
        "select ceil(d to year), ceil(d to quarter), ceil(d to month), ceil(d to day),"
            + " ceil(d to second)"
            + days);
  }

  @Test
  void aDateHasNoHours() {
    gives(
        "2026-12-31|2026-12-31",
        "select date_trunc('hour', date '2026-12-31'), date_trunc('second', date '2026-12-31')");
    gives(
        "2026-01-01 01:00:00",
        "select date_trunc('minute', d) + interval '1 hour' from (values (date '2026-01-01')) as t (d)");
  }

  @Test
  void textOfALengthIsOfCharacters() {
    gives("😀b|😀", "select s::varchar(2), s::varchar(1) from (values ('😀bc')) as t (s)");
    gives(
        "true|ab|1|ab",
        "select 'a'::char(3) = 'a', 'a'::char(3) || 'b', length('a'::char(3)), 'abcd'::char(2)");
    gives("😀|A", "select chr(128512), chr(65)");
    refused("22023", "select chr(55296)");
    refused("22023", "select chr(0)");
  }

  @Test
  void anIntervalHasOneText() {
    gives(
        "3 00:00:00|1-2|-0 00:00:01.500",
        "select interval '3' day::varchar, cast(interval '14' month as varchar), cast(interval '-1.5' second as varchar)");
    gives("3 00:00:00|1-2", "select interval '3' day, interval '14' month");
  }

  @Test
  void toCharIsPostgresqls() {
    gives(
        "2026-W01|05.01.2026|I   ",
        "select to_char(date '2026-01-05', 'YYYY\"-W\"WW'), to_char(date '2026-01-05', 'dd.mm.yyyy'), to_char(date '2026-01-05', 'RM')");
    gives(
        "1|January the 5th",
        "select to_char(date '2026-01-05', 'FMWW'), to_char(date '2026-01-05', 'FMMonth \"the\" FMDDth')");
    refused("22023 to_char does not take 'TM'", "select to_char(date '2026-01-05', 'TMMonth')");
  }

  @Test
  void replacementsTakeLettersOfPostgresql() {
    gives(
        "bbb|baa|axcABC|axcx",
        "select regexp_replace('aaa', 'a', 'b', 'g'), regexp_replace('aaa', 'a', 'b', 'c'), regexp_replace('abcABC', 'B', 'x', 'i'), regexp_replace('abcB', 'B', 'x', 'gi')");
    gives("true|false", "select regexp_like('abc', 'B', 'i'), regexp_like('abc', 'B', 'c')");
    refused("22023", "select regexp_replace('aaa', 'a', 'b', 'q')");
  }

  @Test
  void aParameterIsWhatTheOtherQueryOfAUnionHas() {
    gives("true", "select 3 = any (select ? union select 5)", 3);
    gives("3; 5", "select ? union select 5 order by 1", 3);
    gives("5; 10", "select 5 union select ? order by 1", "10");
    gives(
        "true",
        "select date '2026-01-01' = any (select ? union select date '2026-01-02')",
        LocalDateTime.parse("2026-01-01T00:00:00"));
    gives("2; 1; 3", "select x from (values (1), (2), (3)) as t (x) order by x % ?, x", 2);
  }

  @Test
  void numbersOfWindowFunctionsMayBeParameters() {
    String rows = " from (values (1), (2), (3)) as t (x) order by x";
    gives("7; 7; 1", "select lag(x, ?, ?) over (order by x)" + rows, 2, 7);
    gives("null; 2; 2", "select nth_value(x, ?) over (order by x)" + rows, 2);
  }

  @Test
  void nullWithoutATypeIsNull() {
    gives("null|null|null|null", "select abs(null), sign(null), trunc(null, 1), mod(null, null)");
    gives("null|null|null|null", "select sum(null), min(null), bool_and(null), any_value(null)");
    refused("42804", "select map_keys(null)");
    refused("42804", "select * from unnest(null)");
  }

  @Test
  void arraysOfQueriesAreInTheirOrder() {
    gives(
        "[2,1]|[1,2]",
        "select array(select x from (values (1), (2)) as t (x) order by x desc), array(select 2 union select 1 order by 1)");
    refused(
        "0A000 ORDER BY does not take arrays",
        "select array_agg(x) from (values (1)) as t (x) group by x order by 1");
  }

  @Test
  void aSubQueryOfSeveralRowsIsNoValue() {
    refused("21000", "select (select x from (values (1), (2)) as t (x))");
    gives(
        "1; null",
        "select (select x from (values (1, 1)) as t (x, z) where z = y) from (values (1), (3)) as u (y) order by 1");
  }

  @Test
  void periodsThatOnlyTouchDoNotOverlap() {
    String first = "select (date '2026-01-01', interval '3 days') overlaps ";
    gives("false", first + "(date '2026-01-04', interval '3 days')");
    gives("true", first + "(date '2026-01-03', date '2026-01-09')");
    gives("true", first + "(date '2026-01-01', date '2026-01-01')");
    gives("false", first + "(date '2026-01-09', date '2026-01-04')");
  }

  @Test
  void anAggregateOfACorrelatedQueryKeepsItsOrder() {
    String rows = " from (values (1), (2), (3)) as t (a)";
    String inner =
        " from (values (1, 100), (1, 101), (1, 99), (3, 300)) as u (a, c) where u.a = t.a";
    gives(
        "1|101,100,99|[99,100,101]; 2|null|null; 3|300|[300]",
        "select a, (select string_agg(c::varchar, ',' order by c desc)"
            + inner
            + "), (select array_agg(c order by c)"
            + inner
            + ")"
            + rows
            + " order by a");
    gives(
        "1|101,100,99|99,100,101; 2|null|null; 3|300|300",
        "select t.a, x.s, x.r"
            + rows
            + " left join lateral (select string_agg(c::varchar, ',' order by c desc) as s,"
            + " string_agg(c::varchar, ',' order by c) as r"
            + inner
            + ") x on true order by 1");
  }

  @Test
  void aTextWithoutASeparatorIsJoinedAllTheSame() {
    gives(
        "ab;c|cb,a|ab;c",
        "select string_agg(x, s), string_agg(x, s order by x desc),"
            + " listagg(x, s) within group (order by x)"
            + " from (values ('a', ','), ('b', null), (null, ';'), ('c', ';')) as t (x, s)");
    gives("null", "select string_agg(x, ',') from (values (cast(null as varchar))) as t (x)");
  }

  @Test
  void aPathCountsFromTheEndToo() {
    gives("4|3", "select '[1,[2,3],{\"a\":4}]' #>> '{-1,a}', '[1,[2,3],{\"a\":4}]' #> '{1,-1}'");
  }

  @Test
  void functionsThatLackAnArgumentSayWhichOneTheyTake() {
    refused(
        "42883 Function 'json_query' takes JSON and a path",
        "select json_query(metadata) from charges");
    refused(
        "42883 Function 'json_value' takes JSON and a path",
        "select json_value(metadata) from charges");
    refused(
        "42883 Function 'ceil' takes a number, or a time",
        "select ceil(amount, amount) from charges");
    refused("42804 Function 'floor' takes a number or a time", "select floor(interval '1' month)");
    gives("a|b", "select trim('xax', 'x'), trim(x, y) from (values ('xyb', 'xy')) as t (x, y)");
    gives("1 00:00:00-0-2", "select concat_ws('-', interval '1' day, interval '2' month)");
  }

  @Test
  void groupingIsTheSameWhereNoTwoRowsAreOfAGroup() {
    String rows = " from (values (1, 'a', 'x'), (2, 'a', 'y')) as t (v, g, h) group by ";
    gives("a|x|0; a|y|0", "select g, h, grouping(g)" + rows + "g, h, () order by 1, 2");
    gives("a|0|0; a|0|0", "select g, grouping(g, h), grouping(h)" + rows + "(g, h)");
    gives("a|1; a|1", "select g, grouping(g) + 1" + rows + "g, h");
    gives("a|0; a|0; a|1; null|3", "select g, grouping(g, h)" + rows + "rollup(g, h) order by 2");
  }
}
