package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What Trino has and the grammar below does not: right, or refused by name. */
class OtherDialectsTest {
  private final DialectFixture fixture = new DialectFixture();

  private void gives(String expected, String sql) {
    assertEquals(expected, fixture.run(sql), sql);
  }

  private void refused(String state, String word, String sql) {
    String answer = fixture.run(sql);
    assertTrue(answer.startsWith(state) && answer.contains(word), answer);
    assertTrue(answer.matches("(?s).*\\(line \\d+, column \\d+\\).*"), answer);
  }

  @Test
  void tryGivesNullForWhatFailsOnAValue() {
    gives("null|null|null", "select try(1 / 0), try(cast('abc' as bigint)), try('1x'::int)");
    gives("null; 2", "select try(4 / x) from (values (0), (2)) as t (x)");
    gives("null; 1", "select try(mod(5, x)) from (values (0), (2)) as t (x)");
    gives(
        "null|null|null|null|null",
        "select try(date_parse('x', '%Y-%m')), try(parse_datetime('x', 'yyyy')),"
            + " try(from_iso8601_timestamp('x')), try(from_iso8601_date('x')), try(json_parse('{'))");
    gives(
        "2026-01-31 00:00:00.000|{\"a\":1}|2.5",
        "select try(date_parse('31.01.2026', '%d.%m.%Y')), try(json_parse('{\"a\": 1}')),"
            + " try(10 / 4.0)");
    assertTrue(fixture.run("select date_parse('x', '%Y-%m')").startsWith("22007"));
  }

  @Test
  void textInQuotesIsItselfInAPattern() {
    gives("2026-Q1", "select to_char(timestamp '2026-01-31 10:05:00', 'YYYY\"-Q\"Q')");
    gives(
        "week 05 of 2026",
        "select to_char(timestamp '2026-01-31 10:05:00', '\"week \"IW\" of \"YYYY')");
  }

  @Test
  void ordinalityNumbersTheRows() {
    gives("a|1; b|2", "select * from unnest(array['a', 'b']) with ordinality as t (x, i)");
    gives(
        "2|b", "select i, x from unnest(array['a', 'b']) with ordinality as t (x, i) where i > 1");
    gives(
        "1|a|1; 1|b|2; 2|c|1",
        "select k, x, i from (values (1, array['a', 'b']), (2, array['c'])) as t (k, l)"
            + " cross join unnest(l) with ordinality as u (x, i) order by 1, 3");
    gives(
        "2026-01-01|1; 2026-01-02|2",
        "select * from unnest(sequence(date '2026-01-01', date '2026-01-02', interval '1' day))"
            + " with ordinality as t (d, i)");
    gives("a|1; b|2", "select * from unnest(map['a', 1, 'b', 2]) as t (k, v)");
  }

  @Test
  void whatIsInListsIsWrittenAsOutside() {
    gives(
        "[\"2026-01-01 00:00:00\"]|{\"a\":1.5}|[10]|[10.5]",
        "select array[timestamp '2026-01-01 00:00:00'], map['a', 1.50], array[1000 / 100.0],"
            + " array_agg(1050 / 100.0)");
  }

  @Test
  void severalPercentilesAreAnArray() {
    gives(
        "[1333,2332]|1333",
        "select approx_percentile(amount, array[0.5, 0.9]),"
            + " approx_percentile(amount, 0.5) from charges");
  }

  @Test
  void wholeMonthsEndWithTheMonth() {
    gives(
        "1|-1|1|0|1",
        "select date_diff('month', date '2026-01-31', date '2026-02-28'),"
            + " date_diff('month', date '2026-02-28', date '2026-01-31'),"
            + " date_diff('year', date '2024-02-29', date '2025-02-28'),"
            + " date_diff('month', timestamp '2026-01-15 10:00:00', timestamp '2026-02-15 09:00:00'),"
            + " date_diff('quarter', date '2026-01-31', date '2026-04-30')");
  }

  @Test
  void aMomentMayNameItsZone() {
    gives(
        "2026-01-01 00:00:00|2026-01-01 05:00:00|2025-12-31 22:00:00.500",
        "select timestamp '2026-01-01 00:00:00 UTC',"
            + " timestamp '2026-01-01 00:00:00 America/New_York',"
            + " timestamp '2026-01-01 00:00:00.5+02:00'");
    assertTrue(fixture.run("select timestamp '2026-01-01 10:00 Mars/Base'").startsWith("22007"));
  }

  @Test
  void lambdasAndPatternsOfRowsAreRefusedByName() {
    refused("42883", "'transform'", "select transform(array[1], x -> x + 1)");
    refused("42883", "'filter'", "select filter(array[1], x -> x > 1)");
    refused("42883", "'reduce'", "select reduce(array[1], 0, (s, x) -> s + x, s -> s)");
    refused("42883", "'any_match'", "select any_match(array[1], x -> x = 1)");
    refused("42883", "'zip_with'", "select zip_with(array[1], array[2], (x, y) -> x + y)");
    refused(
        "42883",
        "MATCH_RECOGNIZE",
        "select * from charges match_recognize (order by created measures a.id as x pattern (a b)"
            + " define b as b.amount > a.amount)");
  }

  @Test
  void whatToUseInsteadIsNamed() {
    refused("42883", "does not take these arguments", "select max_by(id, amount, 3) from charges");
    refused("42804", "INTERVAL '7' DAY", "select created - 7 from charges");
    refused("42804", "INTERVAL '7' DAY", "select current_date + 7.5");
    refused("42883", "split", "select string_to_array('a,b', ',')");
  }

  @Test
  void theNearestNameIsNamed() {
    refused("42883", "'date_trunc'", "select dat_trunc('month', created) from charges");
    refused("42883", "'count_if'", "select count_iff(paid) from charges");
    refused("42S22", "'amount'", "select amout from charges");
    refused("42S02", "'charges'", "select id from charge");
    refused("42S02", "'sigma.charges_metadata'", "select value from charges_metadata");
    refused(
        "42S02", "'sigma.connected_account_charges'", "select id from connected_account_charges");
    refused("42S02", "only Sigma does", "select fee_name from icplus_fees");
    refused("42S02", "by their id alone", "select id from connected_account_tax_transactions");
    refused("3F000", "'stripe'", "select id from stripee.charges");
  }

  @Test
  void arraysStandSideBySide() {
    gives(
        "1|a; 2|b; 3|null",
        "select * from unnest(array[1, 2, 3], array['a', 'b']) as t (x, y) order by x");
    gives(
        "1|true|1; null|false|2",
        "select x, y, n from unnest(array[1], array[true, false]) with ordinality as t (x, y, n)"
            + " order by n");
    gives("2", "select count(*) from unnest(cast(null as integer array), array[1, 2]) as t (x, y)");
    assertTrue(fixture.run("select * from unnest(array[1], 5)").startsWith("42804 UNNEST takes"));
  }

  @Test
  void aggregatesOverPairsAreExact() {
    String pairs = " from (values (1, 2), (2, 4), (3, 7), (null, 1)) as t (x, y)";
    gives("1.666666666667|2.5", "select covar_pop(y, x), covar_samp(y, x)" + pairs);
    gives(
        "2.5|-0.666666666667|0.986842|3|2|4.333333333333",
        "select regr_slope(y, x), regr_intercept(y, x), round(regr_r2(y, x), 6), regr_count(y, x),"
            + " regr_avgx(y, x), regr_avgy(y, x)"
            + pairs);
    gives("2|12.666666666667|5", "select regr_sxx(y, x), regr_syy(y, x), regr_sxy(y, x)" + pairs);
    gives("0.993399", "select round(corr(y, x), 6)" + pairs);
    gives(
        "none|0|true",
        "select coalesce(cast(corr(y, x) as varchar), 'none'), regr_count(y, x),"
            + " covar_samp(y, x) is null"
            + pairs
            + " where x > 5");
    gives("null|1", "select corr(y, x), regr_r2(y, x) from (values (1, 2), (2, 2)) as t (x, y)");
  }

  @Test
  void intervalsMayBeCasts() {
    gives("2026-01-02 00:00:00", "select timestamp '2026-01-01 00:00:00' + '1 day'::interval");
    gives(
        "2025-11-29 00:00:00",
        "select timestamp '2026-01-01 00:00:00' - cast('1 month 2 days' as interval)");
    gives(
        "2025-12-30 22:00:00",
        "select timestamp '2026-01-01 00:00:00' + interval '1 day 2 hours ago'");
    refused("42000", "INTERVAL", "select (id || ' days')::interval from charges");
  }

  @Test
  void valuesOfRecursiveQueriesGrowWhateverTheyBeganAs() {
    String grows = " union all select n + 1, s || 'b' from t where n < 4) select max(s) from t";
    for (String first :
        new String[] {
          "select 1, 'a'",
          "values (1, 'a')",
          "select 1, lower('A')",
          "select 1, x from (values ('a')) as v (x)",
          "select 1, cast('a' as varchar(1))"
        }) {
      gives("abbb", "with recursive t (n, s) as (" + first + grows);
    }
    gives(
        "3.375",
        "with recursive t (n, f) as (select 1, 1.0 union all select n + 1, f * 1.5 from t"
            + " where n < 4) select max(f) from t");
    refused("0A000", "name the columns", "with recursive t as (select * from charges" + grows);
  }

  @Test
  void anArrowGivesListsAndMapsAsText() {
    gives(
        "[1,{\"c\":\"x\"}]|x|null|{\"b\":1}",
        "select '{\"a\":[1,{\"c\":\"x\"}]}' ->> 'a', '{\"a\":\"x\"}' ->> 'a', '{\"a\":null}' ->> 'a',"
            + " '{\"a\":{\"b\":1}}' #>> '{a}'");
  }

  @Test
  void lettersAreMappedOneByOneAndAnyCharactersTrimmed() {
    gives("ß|ÄB|😀A", "select upper('ß'), upper('äb'), upper('😀a')");
    gives(
        "a|xa|a|ax",
        "select btrim('xyaxy', 'yx'), rtrim('xaxy', 'yx'), ltrim('xa', 'x'), ltrim('  ax')");
    gives("2", "select mode() within group (order by x) from (values (1), (2), (2)) as t (x)");
    gives("2026-01-01 10:00:00.5", "select cast('2026-01-01 10:00:00.5' as timestamp)");
  }

  @Test
  void aConditionOnWhatTakesThePlaceOfNullIsTrueForNoNull() {
    String rows = " from (values (1), (2), (null)) as t (x) where ";
    gives("1", "select x" + rows + "coalesce(x, 2) <> 2");
    gives("1", "select x" + rows + "case when x is not null then x else 2 end not in (2, 5)");
    gives("1", "select x from (select x, coalesce(x, 2) as c" + rows + "true) as u where c <> 2");
    gives("1", "select sum(case when coalesce(x, 2) <> 2 then 1 else 0 end)" + rows + "true");
  }
}
