package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Values that came out wrong without a word, by kind; PostgreSQL gives the same where it has them.
 */
class ValueKindsTest {
  private final DialectFixture fixture = new DialectFixture();

  /** Pairs of an expression and its value, or the SQLState it fails with. */
  private void gives(String... pairs) {
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      String answer = fixture.run("select " + pairs[i]);
      boolean state = pairs[i + 1].matches("22[0-9A-Z]{3}|42[0-9A-Z]{3}|0A000");
      boolean right = state ? answer.startsWith(pairs[i + 1]) : answer.equals(pairs[i + 1]);
      if (!right) {
        wrong.add(pairs[i] + " gave " + answer + ", not " + pairs[i + 1]);
      }
    }
    assertEquals(List.of(), wrong);
  }

  private void answers(String expected, String sql, @Nullable Object... parameters) {
    assertEquals(expected, fixture.run(sql, parameters), sql);
  }

  @Test
  void aDateWithHoursIsATimestamp() {
    gives(
        "date '2026-01-01' + interval '8' hour", "2026-01-01 08:00:00",
        "date '2026-01-01' - interval '90' minute", "2025-12-31 22:30:00",
        "interval '1' second + date '2026-01-01'", "2026-01-01 00:00:01",
        "date '2026-01-01' + interval '1' day", "2026-01-02",
        "date '2026-01-01' + interval '1' month", "2026-02-01",
        "date '2026-01-01' + interval '8' hour > timestamp '2026-01-01 07:00:00'", "true");
  }

  @Test
  void timeEndsWithItsYears() {
    gives(
        "timestamp '2026-01-01 00:00:00' + interval '8000' year(4)", "22008",
        "date '2026-01-01' - interval '2026' year(4)", "22008",
        "date_add('year', 99999999, date '2026-01-01')", "22008",
        "from_unixtime(99999999999999)", "22008",
        "cast('2026-02-30' as date)", "22008",
        "date '10000-01-01'", "22008",
        "max(created + interval '8000' year(4)) from charges", "22008");
  }

  @Test
  void charactersAreCountedNotTheirHalves() {
    gives(
        "length('😀')", "1",
        "left('😀ab', 2)", "😀a",
        "right('a😀', 1)", "😀",
        "substr('😀ab', 2, 1)", "a",
        "substring('a😀b' from 2 for 1)", "😀",
        "position('b' in '😀b')", "2",
        "strpos('😀b', 'b')", "2",
        "lpad('😀', 3, 'x')", "xx😀",
        "rpad('😀ab', 2)", "😀a",
        "overlay('a😀bc' placing 'X' from 3 for 1)", "a😀Xc",
        "reverse('a😀')", "😀a",
        "translate('a😀', '😀', 'x')", "ax",
        "left('abc', -1)", "ab",
        "substring('abcdef' from 0 for 3)", "ab",
        "substring('abc', 2, -1)", "22011",
        "overlay('abc' placing 'X' from 0)", "22011");
  }

  @Test
  void nothingGatheredIsNull() {
    String none = " from charges where amount < 0";
    gives(
        "coalesce(string_agg(id, ','), 'none')" + none,
        "none",
        "coalesce(listagg(id, ','), 'none')" + none,
        "none",
        "array_agg(id) is null" + none,
        "true",
        "min_by(id, amount) is null" + none,
        "true",
        "max_by(id, cast(null as int)) is null from charges",
        "true",
        "string_agg(id, ',') filter (where amount < 0) is null from charges",
        "true");
  }

  @Test
  void rowsAreComparedFieldByField() {
    gives(
        "(1, 2) <> any (select 1, 3)",
        "true",
        "(1, 2) < any (select 1, 3)",
        "true",
        "(1, 2) <> all (select 1, 2)",
        "false",
        "(1, 2) >= any (select 1, cast(null as int))",
        "null",
        "(1, 2) is distinct from (1, 3)",
        "true",
        "(1, null) is not distinct from (1, null)",
        "true",
        "(1, null) < (2, 1)",
        "true",
        "(1, null) < (1, 2)",
        "null",
        "(1, 2) <> (1, null)",
        "null",
        "(1, 2) = (1, 2, 3)",
        "42804",
        "count(*) from (values (1, 3), (2, 1), (cast(null as int), 1)) as t (a, b)"
            + " where (a, b) > all (select c, d from (values (1, 2), (0, 5)) as u (c, d))",
        "2");
  }

  @Test
  void sumsOfQuotientsDoNotDrift() {
    gives(
        "sum(100 / 31.0) from unnest(sequence(1, 31)) as t (i)",
        "100",
        "round(sum(100 / 31.0), 12) from unnest(sequence(1, 31)) as t (i)",
        "100.000000000000",
        "1 / 3.0",
        "0.333333",
        "10 / 3.0 * 3",
        "10",
        "cast(2 / 3.0 as varchar)",
        "0.666667",
        "sum(a) from (select avg(i) as a from unnest(array[1, 2, 2]) as t (i)"
            + " union all select 1 / 3.0) as u",
        "2");
  }

  @Test
  void constantsHaveTheTextOfColumns() {
    for (String value :
        List.of(
            "true",
            "0.5",
            "-0.50",
            "1e0",
            "100",
            "date '2026-01-01'",
            "time '10:00:00'",
            "timestamp '2026-01-01 00:00:00.5'",
            "interval '1' day")) {
      String constant = fixture.run("select cast(" + value + " as varchar)");
      answers(
          constant,
          "select cast(x as varchar) from (select case when random() >= 0 then "
              + value
              + " end as x) as t");
    }
    gives("cast(true as varchar) || cast(0.5 as varchar)", "true0.5");
  }

  @Test
  void textThatIsATimeHasOneGrammar() {
    gives(
        "cast('2026-01-01T00:00:00Z' as timestamp)",
        "2026-01-01 00:00:00",
        "timestamp '2026-01-01T10:00+02:00'",
        "2026-01-01 08:00:00",
        "timestamp '2026-01-01 00:00 europe/BERLIN'",
        "2025-12-31 23:00:00",
        "cast('2026-01-01 10:00' as date)",
        "2026-01-01",
        "try_cast('x' as timestamp)",
        "null",
        "cast('x' as timestamp)",
        "22007",
        "to_timestamp(timestamp '2026-01-01 00:00:00')",
        "2026-01-01 00:00:00.000",
        "count(*) from charges where coalesce(created, '2026-01-01T00:00:00Z')"
            + " >= '2026-01-01T00:00:00.000Z'",
        fixture.run(
            "select count(*) from charges where created >= timestamp '2026-01-01 00:00:00'"),
        "count(*) from charges where created = currency",
        "22007");
  }

  @Test
  void anEscapeIsOneCharacterOrNone() {
    gives(
        "'a%' like 'a%' escape ''", "true",
        "'%_' like '%!_' escape 'ab'", "22019",
        "'a' like 'a!' escape '!'", "22025",
        "'a%' like 'a!%' escape '!'", "true");
  }

  @Test
  void formsOfOtherDialectsMeanWhatTheyMeanThere() {
    gives(
        "2 ^ 3", "8.0",
        "regexp_replace('abc', '(b)', '[\\1]')", "a[b]c",
        "regexp_replace('abc', '(b)', '[$1]')", "a[b]c",
        "regexp_replace('abc', '(b)', '\\10')", "ab0c");
  }

  @Test
  void pathsIntoJsonAreThoseOfTheStandard() {
    gives(
        "json_value('{\"order id\":\"A1\"}', '$.\"order id\"')", "A1",
        "json_exists('{\"a.b\":1}', '$.\"a.b\"')", "true",
        "json_value('{\"a\":[1,2,3]}', '$.a[last - 1]')", "2",
        "json_query('{\"a\":[1,2,3]}', '$.a[0 to 1]' with wrapper)", "[1,2]",
        "json_query('{\"a\":[{\"b\":1},{\"b\":2}]}', '$.a[*] ? (@.b > 1)')", "{\"b\":2}",
        "json_value('{\"a\":0.10000000000000000555}', '$.a')", "0.10000000000000000555",
        "json_value('{\"a\":\"5\"}', '$.a' returning bigint) + 1", "6",
        "json_value('{\"a\":\"x\"}', '$.a' returning bigint default 7 on error)", "7",
        "json_value('{\"a\":1}', 'strict $.b' error on error)", "2203A",
        "json_value('{\"a\":1}', '$.b' error on empty)", "22035",
        "json_value('{\"a\":[1,2]}', '$.a[*]' error on error)", "22034",
        "json_value('x', '$.a' error on error)", "22032",
        "json_value('{}', '$..a')", "22023");
    answers(
        "a|x; b|2",
        "select * from unnest(cast('{\"a\":\"x\",\"b\":2}' as map<varchar, varchar>)) as t (k, v)");
  }

  @Test
  void recursiveMembersGrowOrAreRefused() {
    String recursive = "with recursive t (n, s) as (select 1, 'a' union all select ";
    answers("abbb", recursive + "n + 1, s || 'b' from t where n < 4) select max(s) from t");
    for (String member :
        List.of(
            "sum(n), 'b' from t where n < 3 group by s",
            "max(n), 'b' from t where n < 3",
            "n + row_number() over (), s from t where n < 3",
            "distinct n + 1, s from t where n < 3",
            "n + 1, s from t where n < 3 and n in (select n from t)")) {
      String answer = fixture.run(recursive + member + ") select count(*) from t");
      assertTrue(answer.startsWith("0A000"), answer);
    }
  }

  @Test
  void parametersAreWhatTheirNeighboursAre() {
    String count = "select count(*) from charges where ";
    String usd = fixture.run(count + "currency = 'usd'");
    answers(usd, count + "currency = coalesce(?, currency)", "usd");
    answers(usd, count + "currency = nullif(?, '')", "usd");
    answers(usd, count + "currency like '%' || ? || '%'", "usd");
    answers(usd, count + "(currency = ?) = true", "usd");
    answers(usd, count + "? in (currency, 'x')", "usd");
    answers(usd, count + "(? is null or currency = ?)", "x", "usd");
    String more = fixture.run(count + "amount > 1000.5");
    answers(more, count + "amount > ?", new BigDecimal("1000.50"));
    answers(more, count + "amount > ?", "1000.5");
    answers(more, count + "amount > ?", 1000.5);
    answers(fixture.run(count + "amount + 5 > 1010"), count + "amount + ? > 1010", 5);
    answers("1190", "select amount * ? from charges where id = 'ch_0'", new BigDecimal("1.19"));
    answers("x|3|-3|qa", "select ?, ? + 1, -?, ? || 'a'", "x", 2, 3, "q");
    answers("1", "select json_value(?, ?)", "{\"a\":1}", "$.a");
    answers("ch_0", "select id from charges order by ?, id limit 1", "x");
    answers(
        "2026-01-01 00:00:00", "select date_trunc(?, timestamp '2026-01-31 10:00:00')", "month");
    answers("a|1; b|2", "select * from (values (?, 1), ('b', ?)) as t (a, b)", "a", 2);
  }
}
