package io.stripejdbc.query;

import org.junit.jupiter.api.Test;

/** Series of numbers and times in FROM, and arrays without elements; values are PostgreSQL's. */
class SeriesTest extends SqlValuesFixture {
  @Test
  void aSeriesGoesDownOnlyWhereItsStepSaysSo() {
    gives("", "select * from generate_series(1, 0) g (n)");
    gives("3; 2; 1", "select * from generate_series(3, 1, -1) g (n)");
    gives("1; 2", "select n from generate_series(1, 2) g (n)");
  }

  @Test
  void fractionsAreRefused() {
    refused("22023 sequence takes whole numbers", "select * from generate_series(1.5, 3.5) g (n)");
    refused("22023 sequence takes whole numbers", "select sequence(1, 3.5)");
    gives("[1,2,3]", "select sequence(1.0, 3)");
  }

  @Test
  void lateralAndOrdinalityStandWithAFunction() {
    String rows = "select t.id, s.n from (values (1), (2)) t (id) ";
    gives(
        "1|1; 2|1; 2|2", rows + "cross join lateral generate_series(1, t.id) s (n) order by 1, 2");
    gives("1|1; 2|1; 2|2", rows + ", lateral generate_series(1, t.id) s (n) order by 1, 2");
    gives(
        "1|null; 2|2",
        rows + "left join lateral generate_series(2, t.id) s (n) on true order by 1, 2");
    gives("5|1; 6|2", "select * from generate_series(5, 6) with ordinality as t (a, n)");
  }

  @Test
  void anArrayWithoutElementsHasTheTypeOfItsCast() {
    gives("[]|0", "select array[]::int[], cardinality(array[]::text[])");
    gives("false|true", "select 1 = any(array[]::int[]), 1 <> all(cast(array[] as integer array))");
    refused("42804 An empty array has no type", "select array[]");
  }

  @Test
  void textsWithEscapesAreTextsLikeOthers() {
    gives(
        "true|true|xy|A|true",
        "select E'a\\nb' like 'a_b', 'a' = E'a', E'x' || 'y', U&'\\0041', E'a' in ('a', 'b')");
    gives("x; y", "select E'x' union select 'y' order by 1");
  }

  @Test
  void aNumberThatIsTooLargeIsOutOfRange() {
    refused("22003", "select '99999999999999999999'::bigint");
    refused("22003", "select cast(x as bigint) from (values ('99999999999999999999')) t (x)");
    refused("22003", "select '70000'::smallint");
    refused("22018", "select '9x'::bigint");
  }

  @Test
  void percentilesAndModesCountFromWhereTheirOrderBegins() {
    String from = " from (values (10), (30), (40), (50), (null)) t (v)";
    gives(
        "40|50|10",
        "select percentile_disc(0.5) within group (order by v desc),"
            + " percentile_disc(0) within group (order by v desc nulls last),"
            + " percentile_disc(1) within group (order by v desc)"
            + from);
    gives(
        "[10,50]|[50,10]",
        "select percentile_disc(array[0.1, 0.9]) within group (order by v),"
            + " percentile_cont(array[0, 1]) within group (order by v desc)"
            + from);
    gives(
        "10|50|null",
        "select mode() within group (order by v), mode() within group (order by v desc),"
            + " mode() within group (order by v) filter (where v < 0)"
            + from);
    gives("4", "select mode() within group (order by v) from (values (4), (2), (4)) t (v)");
  }
}
