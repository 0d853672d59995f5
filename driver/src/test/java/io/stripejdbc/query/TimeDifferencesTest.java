package io.stripejdbc.query;

import org.junit.jupiter.api.Test;

/** The minus sign between times, parts of what it gives, and parts that a parameter names. */
class TimeDifferencesTest extends SqlValuesFixture {
  private static final String PAIR =
      " from (values (timestamp '2026-01-03 10:00:00.250', timestamp '2025-12-31 09:00:00'),"
          + " (null, null)) t (a, b)";

  @Test
  void betweenTimestampsIsAnInterval() {
    gives("3 01:00:00.250; null", "select a - b" + PAIR);
    gives("262800.25; null", "select extract(epoch from a - b)" + PAIR);
    gives("3|1; null|null", "select extract(day from a - b), extract(hour from a - b)" + PAIR);
    gives("2026-01-03 10:00:00.250", "select a" + PAIR + " where a - b > interval '3 days'");
    gives("2025-12-31 09:00:00", "select b" + PAIR + " order by a - b limit 1");
    gives(
        "2026-01-06 11:00:00.000",
        "select timestamp '2026-01-03 10:00:00' + (timestamp '2026-01-03 10:00:00'"
            + " - timestamp '2025-12-31 09:00:00')");
    gives("1 12:00:00", "select timestamp '2026-01-02 12:00:00' - date '2026-01-01'");
    gives("true", "select now() - now() = interval '0' second");
  }

  @Test
  void betweenDatesIsANumberOfDays() {
    String days =
        " from (values (date '2026-03-01', date '2026-02-27'), (null, date '2026-01-01'))";
    gives("2|-2|false; null|null|true", "select a - b, b - a, a - b is null" + days + " t (a, b)");
    gives("2026-03-01", "select a" + days + " t (a, b) where a - b < 3 order by a - b");
    gives(
        "2.5",
        "select avg(a - b) from (values (date '2026-01-03'), (date '2026-01-04')) t (a),"
            + " (values (date '2026-01-01')) u (b)");
    gives("3652058", "select date '9999-12-31' - date '0001-01-01'");
    gives("2026-03-03", "select date '2026-03-01' + (date '2026-03-01' - date '2026-02-27')");
  }

  @Test
  void aWholeNumberBesideADateIsDays() {
    gives(
        "2026-03-01|2026-03-01|2026-02-28",
        "select date '2026-02-28' + 1, 1 + date '2026-02-28', date '2026-03-01' - 1");
    gives(
        "2026-03-05; null",
        "select d + n from (values (date '2026-02-28', 5), (null, 1)) t (d, n)");
    gives("1", "select count(*) from (values (current_date)) t (d) where d > current_date - 30");
    gives("2026-01-02", "select d from (values (date '2026-01-02')) t (d) order by d + 1");
    gives("2026-01-06", "select date '2026-01-01' + ?::int", 5);
    gives("2025-12-27", "select date '2026-01-01' - cast(? as bigint)", 5);
    refused("22008", "select date '2026-01-01' + 99999999999");
    refused("22", "select date '2026-01-01' + 9223372036854775807");
    refused("42804 To a date", "select date '2026-01-01' + 1.5");
    refused("42804 To a date", "select timestamp '2026-01-01 00:00:00' + 1");
    refused("42804 From a date", "select timestamp '2026-01-01 00:00:00' - 1");
  }

  @Test
  void aPartThatAParameterNamesKeepsItsFraction() {
    String part = "select date_part(?, timestamp '2026-01-03 10:11:12.345')";
    gives("12.345", part, "second");
    gives("12345", part, "milliseconds");
    gives("1767435072.345", part, "epoch");
    gives("2026", part, "year");
    gives("202", part, "decade");
  }

  @Test
  void unitsAreLongToo() {
    gives(
        "2020-01-01 00:00:00|1901-01-01 00:00:00|2001-01-01 00:00:00",
        "select date_trunc('decade', timestamp '2026-05-03 10:00:00'),"
            + " date_trunc('century', timestamp '2000-05-03 10:00:00'),"
            + " date_trunc('millennium', timestamp '2001-05-03 10:00:00')");
    gives(
        "20|2",
        "select date_part('century', date '2000-05-03'), date_part('millennium', date '2000-01-01')");
  }

  @Test
  void aDayEndsBeforeTwentyFour() {
    refused("22007", "select time '24:00'");
    refused("22008", "select cast(x as time) from (values ('24:00')) t (x)");
    gives("0", "select cast('23:59:59.9999' as time)");
  }
}
