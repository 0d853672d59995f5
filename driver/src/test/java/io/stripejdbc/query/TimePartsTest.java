package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** EXTRACT of times and intervals, before 1970 and below zero too; the values are PostgreSQL's. */
class TimePartsTest extends SqlValuesFixture {
  private static final String ROWS =
      " from (values (timestamp '1969-12-31 23:59:59.500'), (timestamp '1900-01-01 00:00:00.001'))"
          + " as v (t)";

  @Test
  void secondsKeepTheirFraction() {
    gives("-0.5; -2208988799.999", "select extract(epoch from t)" + ROWS);
    gives("59.5; 0.001", "select extract(second from t)" + ROWS);
    gives("59500; 1", "select extract(milliseconds from t)" + ROWS);
    gives("59500000; 1000", "select date_part('microseconds', t)" + ROWS);
    gives("59; 0", "select second(t)" + ROWS);
    gives("59|23|31", "select extract(minute from t), hour(t), day(t)" + ROWS + " limit 1");
    gives(
        "7.5|36000.5|7",
        "select extract(second from time '10:00:07.5'), extract(epoch from time '10:00:00.5'), second(time '10:00:07.5')");
    gives(
        "-1.75|1767225600",
        "select date_part('epoch', timestamp '1969-12-31 23:59:58.250'), extract(epoch from date '2026-01-01')");
  }

  @Test
  void wholeSecondsAreWholeNumbers() {
    gives(
        "1767225661|1",
        "select extract(epoch from timestamp '2026-01-01 00:01:01'), extract(second from timestamp '2026-01-01 00:01:01')");
    gives("-1", "select extract(epoch from timestamp '1969-12-31 23:59:59')");
  }

  @Test
  void hoursOfAnIntervalWithoutDaysAreAllItsHours() {
    gives(
        "25|30",
        "select extract(hour from interval '25:30' hour to minute), extract(minute from interval '25:30' hour to minute)");
    gives(
        "49|-49",
        "select extract(hour from interval '49' hour), extract(hour from interval '-49' hour)");
    gives(
        "2|3",
        "select extract(day from interval '2 03:00' day to minute), extract(hour from interval '2 03:00' day to minute)");
    gives("25", "select date_part('hour', x) from (values (interval '25' hour)) as v (x)");
  }

  @Test
  void partsOfANegativeIntervalAreNegative() {
    gives(
        "-1.5|-30.5|-1",
        "select extract(second from interval '-1.5' second), extract(second from interval '-90.5' second), extract(minute from interval '-90.5' second)");
    gives(
        "-1.5|93784.5",
        "select extract(epoch from interval '-1.5' second), extract(epoch from interval '1 02:03:04.5' day to second)");
    gives(
        "65707200|-31557600",
        "select extract(epoch from interval '25' month), extract(epoch from interval '-1' year)");
    refused("42804", "select extract(day from interval '49' hour)");
  }

  @Test
  void aPartInAConditionStillReachesTheApi() {
    String condition = "extract(year from created) = 2026 and date_part('month', created) = 2";
    gives("1", "select count(*) from charges where " + condition);
    String plan = fixture.run("explain plan for select id from charges where " + condition);
    assertTrue(plan.contains("least=1769904000, greatest=1772323199"), plan);
  }
}
