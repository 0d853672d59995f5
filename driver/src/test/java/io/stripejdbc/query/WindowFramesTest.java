package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Which rows a window function sees; the expected values are PostgreSQL's. */
class WindowFramesTest {
  private static final String NUMBERS = " from (values (1), (2), (4), (null)) as t (x) order by x";
  private static final String DAYS =
      " from (values (date '2026-01-01'), (date '2026-01-02'), (date '2026-01-09')) as t (d)"
          + " order by d";

  private final DialectFixture fixture = new DialectFixture();

  private void gives(String expected, String sql) {
    assertEquals(expected, fixture.run(sql), sql);
  }

  private void refused(String beginning, String sql) {
    String answer = fixture.run(sql);
    assertTrue(answer.startsWith(beginning), answer);
  }

  @Test
  void nthValueCountsWithinTheFrame() {
    gives("null; 2; 2; 2", "select nth_value(x, 2) over (order by x)" + NUMBERS);
    gives(
        "null; 2; 4; null", "select nth_value(x, 2) over (order by x rows 1 preceding)" + NUMBERS);
    gives(
        "null; 1; 1; 1",
        "select first_value(x) over (order by x rows between unbounded preceding and current row"
            + " exclude current row)"
            + NUMBERS);
    gives(
        "null; 1; 2; 4",
        "select last_value(x) over (order by x rows between unbounded preceding and current row"
            + " exclude current row)"
            + NUMBERS);
  }

  @Test
  void whatIsGatheredIsOfTheFrameAlone() {
    gives(
        "[1]; [1,2]; [2,4]; [4,null]",
        "select array_agg(x) over (order by x rows 1 preceding)" + NUMBERS);
    gives("[1]; [1,2]; [1,2,4]; [1,2,4,null]", "select array_agg(x) over (order by x)" + NUMBERS);
    gives(
        "1; 2; 3; 4", "select cardinality(map_agg(coalesce(x, 0), x) over (order by x))" + NUMBERS);
    gives("1; 2; 3; 3", "select cardinality(histogram(x) over (order by x))" + NUMBERS);
  }

  @Test
  void aDistanceIsCountedFromEachRowAndNotFromNull() {
    gives(
        "3; 3; 4; null",
        "select sum(x) over (order by x range between 1 preceding and 1 following)" + NUMBERS);
    gives(
        "2; 2; 1; 1",
        "select count(*) over (order by x range between 1 preceding and 1 following)" + NUMBERS);
    gives(
        "3; 2; 4; null",
        "select sum(x) over (order by x desc range between 1 preceding and current row)" + NUMBERS);
    gives(
        "1.00; 2.50; 2.25",
        "select sum(x) over (order by x range between 0.5 preceding and current row) from (values (1.0), (1.5), (2.25)) as t (x) order by x");
  }

  @Test
  void aDistanceOfDaysIsOfDates() {
    gives(
        "1; 2; 1",
        "select count(*) over (order by d range between interval '6' day preceding and current row)"
            + DAYS);
    gives(
        "2; 1; 1",
        "select count(*) over (order by d desc range between interval '6 days' preceding and current row)"
            + DAYS);
    gives(
        "1; 1; 1",
        "select count(*) over (order by d range between interval '23' hour preceding and current row)"
            + DAYS);
    gives(
        "1; 2; 1",
        "select count(*) over (order by cast(d as timestamp) range between interval '24' hour preceding and current row)"
            + DAYS);
  }

  @Test
  void distancesWithoutFixedLengthAreRefused() {
    refused(
        "0A000 OVER (… RANGE …) does not take months",
        "select count(*) over (order by d range between interval '1' month preceding and current row)"
            + DAYS);
    refused(
        "0A000 RANGE with UNBOUNDED",
        "select sum(x) over (order by x range between unbounded preceding and 1 following)"
            + NUMBERS);
    refused(
        "22023 A frame's distance",
        "select sum(x) over (order by x range between -1 preceding and current row)" + NUMBERS);
  }

  @Test
  void aNeighbourIsNullBesideADefaultThatIsNot() {
    gives("0; 1; 2; 4", "select lag(x, 1, 0) over (order by x)" + NUMBERS);
    gives("2; 4; 7; 0", "select coalesce(lead(x, 1, 0) over (order by x), 7)" + NUMBERS);
    gives("0.5; 1.0; 2.0; 4.0", "select lag(x, 1, 0.5) over (order by x)" + NUMBERS);
  }

  @Test
  void aFrameMayHaveNoRows() {
    String rows = " from (values (1, 'a'), (2, 'b'), (3, 'c')) as t (x, s) order by x";
    String behind = " over (order by x rows between 2 following and 3 following)";
    gives("c; null; null", "select first_value(s)" + behind + rows);
    gives("3; null; null", "select last_value(x)" + behind + rows);
    gives(
        "none; 2; 2", "select coalesce(nth_value(x, 2) over (order by x)::varchar, 'none')" + rows);
    gives(
        "none; none; none",
        "select coalesce(first_value(x) over (order by x rows between current row and current row exclude current row)::varchar, 'none')"
            + rows);
    gives("3; null; null", "select sum(x)" + behind + rows);
  }

  @Test
  void whatExcludeLeavesEmptyIsNull() {
    String frame =
        "(x) over (order by x rows between current row and 1 following exclude current row)";
    gives("2; 4; null; null", "select sum" + frame + NUMBERS);
    gives(
        "1; 1; 1; 0",
        "select count(*) over (order by x rows between current row and 1 following exclude current row)"
            + NUMBERS);
    refused("0A000 OVER (… EXCLUDE …)", "select sum" + frame + " from (values (1), (2)) as t (x)");
  }

  @Test
  void aFrameChangesNothingOfWhatLooksAtTheWholePartition() {
    String frame = " over (order by x rows between 1 preceding and current row)";
    gives("1; 2; 3; 4", "select row_number()" + frame + NUMBERS);
    gives("null; 1; 2; 4", "select lag(x)" + frame + NUMBERS);
    gives("1; 2; 3; 4", "select rank() over (order by x range unbounded preceding)" + NUMBERS);
    refused(
        "42601 SQL does not parse (line 1, column 32): a frame counts in ROWS or RANGE",
        "select sum(x) over (order by x groups 1 preceding)" + NUMBERS);
  }

  @Test
  void excludeIsRefusedWhereTheFrameIsTheSameForSeveralRows() {
    for (String frame :
        new String[] {
          "rows between unbounded preceding and unbounded following exclude current row",
          "rows between 1 preceding and 1 following exclude current row",
          "range between unbounded preceding and current row exclude ties",
          "range between unbounded preceding and unbounded following exclude group"
        }) {
      refused(
          "0A000 EXCLUDE is supported in frames of ROWS",
          "select sum(x) over (order by x " + frame + ")" + NUMBERS);
    }
    gives(
        "null; 1; 3; 7",
        "select sum(x) over (order by x range between unbounded preceding and current row exclude group)"
            + NUMBERS);
  }

  @Test
  void aWindowThatIsMadeOfAnotherKeepsItsFrame() {
    String ids = " from (values (1), (2), (3), (4)) as t (id) window w as (order by id)";
    gives(
        "1|1; 2|2; 3|2; 4|2",
        "select id, count(*) over (w rows between 1 preceding and current row)"
            + ids
            + " order by id");
    gives(
        "1|1; 2|2; 3|2; 4|2",
        "select id, count(*) over (w range between 1 preceding and current row)"
            + ids
            + " order by id");
    gives(
        "1|1; 2|3; 3|5; 4|7",
        "select id, sum(id) over v" + ids + ", v as (w rows 1 preceding) order by id");
    gives(
        "1|null; 2|1; 3|3; 4|5",
        "select id, sum(nullif(id, 9)) over (w rows between 2 preceding and current row"
            + " exclude current row)"
            + ids
            + " order by id");
  }

  @Test
  void eachValueIsCountedOnce() {
    String texts =
        " from (values (1, 'a'), (2, null), (3, 'a'), (4, 'b')) as t (id, k) order by id";
    gives("2; 2; 2; 2", "select count(distinct k) over ()" + texts);
    gives("1; 1; 1; 2", "select count(distinct k) over (order by id)" + texts);
    gives(
        "0; 0; 1; 2", "select count(distinct k) filter (where id > 2) over (order by id)" + texts);
    gives("2; 2; 2; 2", "select approx_distinct(k) over ()" + texts);
    gives("b; b; b; b", "select max(distinct k) over ()" + texts);
    refused(
        "0A000 DISTINCT in 'sum(…) OVER (…)' is not", "select sum(distinct id) over ()" + texts);
    refused("0A000 DISTINCT in", "select array_agg(distinct k) over ()" + texts);
    refused("0A000 DISTINCT in", "select count(distinct id, k) over ()" + texts);
  }

  @Test
  void noNumberOfRowsAwayIsNothing() {
    gives("null; null; null; null", "select lag(x, null) over (order by x)" + NUMBERS);
    gives("null; null; null; null", "select lead(x, null, 5) over (order by x)" + NUMBERS);
    gives(
        "1; null",
        "select lag(x, y) over (order by x) from (values (1, 0), (2, cast(null as integer)))"
            + " as t (x, y) order by x");
  }
}
