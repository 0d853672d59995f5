package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Window functions, over rows that the SQL itself brings. */
class WindowsTest {
  private static final String ROWS =
      " from (values (1, 5), (2, null), (3, 7), (4, 9), (5, null)) as t (k, a) order by k";

  private final DialectFixture fixture = new DialectFixture();

  private void gives(String expected, String sql) {
    assertEquals(expected, fixture.run(sql), sql);
  }

  @Test
  void ranksMayBeFractions() {
    String rows = " from (values (1), (2), (2), (4)) as t (a) order by a";
    gives(
        "0.0; 0.3333333333333333; 0.3333333333333333; 1.0",
        "select percent_rank() over (order by a)" + rows);
    gives("0.25; 0.75; 0.75; 1.0", "select cume_dist() over (order by a)" + rows);
    gives("1; 1; 2; 2", "select ntile(2) over (order by a)" + rows);
    gives(
        "1; 1; 2; 2; 3; 4",
        "select ntile(4) over (order by k)"
            + " from (values (1), (2), (3), (4), (5), (6)) as t (k) order by k");
    gives("1; 2", "select ntile(5) over (order by k) from (values (1), (2)) as t (k) order by k");
    gives(
        "0.0|1.0; 0.0|1.0; 0.0|1.0; 0.0|1.0",
        "select percent_rank() over w, cume_dist() over w"
            + rows.replace(" order by a", " window w as (partition by a order by a)"));
  }

  @Test
  void neighboursMayBeTheNearestThatAreThere() {
    gives("null; 5; 5; 7; 9", "select lag(a) ignore nulls over (order by k)" + ROWS);
    gives("7; 7; 9; null; null", "select lead(a) ignore nulls over (order by k)" + ROWS);
    gives("null; null; null; 5; 7", "select lag(a, 2) ignore nulls over (order by k)" + ROWS);
    gives("9; 9; 0; 0; 0", "select lead(a, 2, 0) ignore nulls over (order by k)" + ROWS);
    gives("null; 5; null; 7; 9", "select lag(a) over (order by k)" + ROWS);
    gives("null; 5; null; 7; 9", "select lag(a) respect nulls over (order by k)" + ROWS);
    gives("5; 5; 5; 5; 5", "select first_value(a) ignore nulls over (order by k)" + ROWS);
    gives("5; 5; 7; 9; 9", "select last_value(a) ignore nulls over (order by k)" + ROWS);
    gives(
        "7; 7; 7; 7; 7",
        "select nth_value(a, 2) ignore nulls over (order by k rows between unbounded preceding"
            + " and unbounded following)"
            + ROWS);
  }

  @Test
  void sumsThatLeaveTheirTypeAreAnError() {
    String rows = " from (values (9223372036854775807), (1)) as t (a)";
    assertTrue(fixture.run("select sum(a) over ()" + rows).startsWith("22003"));
    assertTrue(fixture.run("select sum(a) over (order by a)" + rows).startsWith("22003"));
    gives(
        "9223372036854775807; 9223372036854775808",
        "select sum(cast(a as decimal(38, 0))) over (order by a desc)" + rows + " order by 1");
    gives("5; 5; 12; 21; 21", "select sum(a) over (order by k)" + ROWS);
    gives("null; null", "select sum(a) over () from (values (cast(null as bigint)), (null)) t (a)");
    gives(
        "5; 5; 7; 16; 9",
        "select sum(a) over (order by k rows between 1 preceding and current row)" + ROWS);
  }

  @Test
  void aFilterGoesWithAWindow() {
    gives(
        "2|16; 2|16; 2|16; 2|16; 2|16",
        "select count(*) filter (where a > 5) over (), sum(a) filter (where a > 5) over ()" + ROWS);
  }

  @Test
  void whatHasNoWindowSaysSo() {
    String refused = fixture.run("select string_agg(id, ',') over () from charges");
    assertTrue(refused.startsWith("42883") && refused.contains("'string_agg'"), refused);
  }
}
