package io.stripejdbc.query;

import org.junit.jupiter.api.Test;

/** Dates and intervals at the ends of their ranges, of constants and of what a row brings. */
class EndsOfTimeTest extends SqlValuesFixture {
  @Test
  void aDateBeyondTheYearsIsAnError() {
    for (String wrong :
        new String[] {
          "x + interval '9999' year",
          "x + interval '7990' year",
          "x + interval '100000' month",
          "x + n * interval '1' year",
          "x + n * interval '1' month * 12",
          "x + n * interval '1000' day",
          "date_add('year', n, x)",
          "x - interval '2026' year",
          "ceil(date '9999-12-31' to year)",
          "ceil(timestamp '9999-12-31 10:00:00' to month)",
          "ceil(x + interval '7973' year to year)"
        }) {
      for (String type : new String[] {"date '2026-01-02'", "timestamp '2026-01-02 00:00:00'"}) {
        refused("22008", "select " + wrong + " from (values (" + type + ", 9999)) as v (x, n)");
      }
    }
    gives(
        "9999-01-02", "select x + interval '7973' year from (values (date '2026-01-02')) as v (x)");
    gives("2027-01-01", "select ceil(x to year) from (values (date '2026-01-02')) as v (x)");
    gives("2027-01-01", "select date(ceil(created to year)) from charges where id = 'ch_1'");
  }

  @Test
  void anIntervalThatIsTooLongIsAnError() {
    for (String wrong :
        new String[] {
          "n * interval '1' day",
          "interval '1' day * n",
          "n * interval '1' month",
          "interval '1' month * 99999999999.0",
          "interval '99999' day * 99999999",
          "cast(n as interval second)",
          "cast(n as interval year)",
          "n * interval '0.001' second + interval '1' second",
          "-(n - 1) * interval '0.001' second - interval '2' second"
        }) {
      refused("22008", "select " + wrong + " from (values (9223372036854775807)) as v (n)");
    }
    gives(
        "99999999999 00:00:00", "select n * interval '1' day from (values (99999999999)) as v (n)");
    gives(
        "5 00:00:00|1-1",
        "select cast(n as interval day), cast(n + 8 as interval month) from (values (5)) as v (n)");
    gives(
        "3 00:00:00|-0-1",
        "select x + x + x, y - y - y from (values (interval '1' day, interval '1' month)) as v (x, y)");
  }

  @Test
  void intervalsOfSeveralUnitsMeetInAUnion() {
    gives("1 00:00:00; 0 02:00:00", "select interval '1' day union all select interval '2' hour");
    gives("1.0; 1.0", "select cast(1 as real) union all select 1");
    gives("1-0; 0-2", "select interval '1' year union all select interval '2' month");
  }

  @Test
  void roundingToAnyNumberOfDigitsIsQuick() {
    String values = " from (values (1.5, 15, 1.5e0)) as v (x, n, d)";
    gives(
        "1.5|15|1.5",
        "select round(x, 2147483647), round(n, 2147483647), round(d, 2147483647)" + values);
    gives(
        "0|0|0.0",
        "select round(x, -2147483648), round(n, -2147483648), round(d, -2147483648)" + values);
  }

  @Test
  void numbersOfWindowsAreFromOneOn() {
    String over = " over (order by x) from (values (1)) as v (x)";
    refused("22023 nth_value counts from 1", "select nth_value(x, 0)" + over);
    refused("22023 nth_value counts from 1", "select nth_value(x, -1)" + over);
    refused("22023 nth_value counts from 1", "select nth_value(x, 0) ignore nulls" + over);
    refused("22023 Function 'NTILE'", "select ntile(0)" + over);
    refused(
        "22003 A frame's distance",
        "select sum(x) over (order by x range between 9223372036854775807 preceding and current row)"
            + " from (values (5)) as v (x)");
  }
}
