package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Comparisons with the elements of arrays and lists of rows; the values are PostgreSQL's. */
class ArrayComparisonsTest extends SqlValuesFixture {
  private static final String ROWS =
      " from (values (1, 1), (null, 3), (4, null)) as v (x, y) order by y nulls last";

  private static final String ARRAYS =
      " from (values (1, array[1, 2]), (null, array[3]), (4, null), (5, array[null, 6])) as v (x, a)"
          + " order by x";

  @Test
  void aValueIsComparedWithEachElement() {
    gives("true; null; false", "select x = any (array[1, 2])" + ROWS);
    gives("false; null; true", "select x <> all (array[1, 2])" + ROWS);
    gives("true; null; null", "select x = any (array[y, 2])" + ROWS);
    gives("null; null; true", "select x > any (array[1, null, 3])" + ROWS);
    gives(
        "1",
        "select count(*) from (values (1), (2), (null)) as v (x) where x = any (array[?, ?])",
        1,
        5);
    gives(
        "true|null|null",
        "select 1 = any (array[1, null]), 2 = any (array[1, null]), 1 = all (array[1, null])");
  }

  @Test
  void aValueIsComparedWithAnArrayOfTheRow() {
    gives("true; null; null; null", "select x = any (a)" + ARRAYS);
    gives("false; null; null; null", "select x < all (a)" + ARRAYS);
    gives("true|false", "select 2 = any (sequence(1, 3)), 2.5 = any (sequence(1, 3))");
    gives("true", "select null = any (array_agg(amount)) is null from charges");
    gives(
        "2026-01-01",
        "select d from (values (date '2026-01-01', array[date '2026-01-01']), (date '2026-01-02', array[date '2026-01-01'])) as v (d, a) where d = any (a)");
  }

  @Test
  void anArrayOfNoElementsDecidesWithoutAValue() {
    gives(
        "false|true",
        "select cast(null as varchar) = any (regexp_extract_all('a', 'x')),"
            + " cast(null as varchar) <> all (regexp_extract_all('a', 'x'))");
  }

  @Test
  void aConditionOnAnArrayReachesTheApi() {
    String plan =
        fixture.run(
            "explain plan for select id from charges where id = any (array['ch_1', 'ch_2'])");
    assertTrue(plan.contains("ch_1"), plan);
    gives(
        "ch_1; ch_2", "select id from charges where id = any (array['ch_1', 'ch_2']) order by id");
  }

  @Test
  void aRowIsInAListFieldByField() {
    gives("true; false; false", "select (x, y) in ((1, 1), (2, 2))" + ROWS);
    gives(
        "1",
        "select count(*) from (values (1, 1), (null, 3), (4, null)) as v (x, y) where (x, y) not in ((1, 1), (2, null))");
    gives(
        "1",
        "select count(*) from (values (1, 1), (null, 3), (4, null)) as v (x, y) where (x, y) in ((1, 1), (4, 5))");
  }

  @Test
  void numbersAndTimesHaveNoTypeInCommon() {
    for (String query :
        new String[] {
          "select 1 union select date '2026-01-01'",
          "select amount from charges except select timestamp '2026-01-01 00:00:00'",
          "select coalesce(amount, created) from charges",
          "select case when amount > 1 then amount else created end from charges",
          "select * from (values (1), (date '2026-01-01')) as t (x)"
        }) {
      assertTrue(fixture.run(query).startsWith("42"), query);
    }
  }

  @Test
  void nullElementsSurviveACastOfTheirArray() {
    String rows = " from (values (array[1, null]), (null), (array[%s])) as v (a)";
    gives("1|null; null|null; 2|null", "select a[1], a[2]" + rows.formatted("2"));
    gives("1|null; null|null; 2|null", "select a[1], a[2]" + rows.formatted("cast(2 as bigint)"));
    gives(
        "null|1",
        "select cast(array['1', null] as integer array)[2], cast(array['1', null] as integer array)[1]");
    gives("null", "select cast(array['2026-01-01', null] as date array)[2]");
  }

  @Test
  void aTextOfAnArrayIsOne() {
    gives("true; null; false", "select x = any ('{1,2}')" + ROWS);
    gives("false; null; true", "select x <> all ('{1, 2}')" + ROWS);
    gives(
        "true|true|true|null|true",
        "select 'a' = any ('{a,c}'), 'a,b' = any ('{\"a,b\"}'), 'x\"y' = any ('{\"x\\\"y\"}'),"
            + " 'b' = any ('{a,NULL}'), 'null' = any ('{\"null\"}')");
    gives("true", "select date '2026-01-01' = any ('{2026-01-01,2026-01-02}')");
    gives("ch_1; ch_2", "select id from charges where id = any ('{ch_1,ch_2}') order by id");
    for (String wrong : new String[] {"1,2", "{1,2", "{1,,2}", "{{1},{2}}", "{1}2", "", "{}"}) {
      String answer = fixture.run("select 1 = any ('" + wrong + "')");
      assertTrue(answer.startsWith("22018"), wrong + ": " + answer);
    }
    String column = fixture.run("select 'a' = any (currency) from charges");
    assertTrue(column.startsWith("42804 ANY and ALL take an array"), column);
  }

  @Test
  void aParameterMayStandOnEitherSide() {
    gives("true", "select 'a' = any (?)", "{a}");
    gives("true|false", "select ? = any (array['a', 'b']), ? = any (array[1, 2])", "b", 3);
    gives("true; null; null; false", "select ? = any (a)" + ARRAYS, 2);
    gives("false; null; null; true", "select ? <> all (a)" + ARRAYS.replace(", 6", ""), 2);
    gives("true; false; false", "select coalesce(y, 9) = any (array[?, 5])" + ROWS, 1);
    gives(
        "a", "select x from (values ('a'), ('b')) as v (x) where x = any (array[?, ?])", "a", "c");
    gives("1; 4", "select x from (values (1), (2), (4)) as v (x) where x = any (?)", "{1,4}");
    gives(
        "1; 4", "select x from (values (1), (2), (4)) as v (x) where x = any (?::int[])", "{1,4}");
    gives(
        "a",
        "select x from (values ('a'), ('b')) as v (x) where x = any (cast(? as text[]))",
        "{a}");
    gives("ch_1; ch_2", "select id from charges where id = any (?) order by id", "{ch_1,ch_2}");
    String wrong = fixture.run("select x from (values (1)) as v (x) where x = any (?)", "1,2");
    assertTrue(wrong.startsWith("22032"), wrong);
  }
}
