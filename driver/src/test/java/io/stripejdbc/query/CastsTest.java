package io.stripejdbc.query;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** Casts and intervals that lost digits without a word; the values are PostgreSQL's. */
class CastsTest extends SqlValuesFixture {
  private static final String TIMES =
      " from (values (timestamp '2026-02-28 10:11:12.545'), (null)) as t (x) order by 1";

  @Test
  void aBinaryFractionIsRoundedToAWholeNumber() {
    gives(
        "2|3|-3|0",
        "select cast(1.5e0 as int), cast(2.5e0 as bigint), cast(-2.5e0 as smallint), cast(0.49999999999999994e0 as int)");
    gives("2; 3", "select cast(x as int) from (values (2.4e0), (2.6e0)) as t (x) order by 1");
    refused("22003", "select cast(x as int) from (values (1e30), (1e0)) as t (x)");
  }

  @Test
  void aNumberIsNoTimestamp() {
    refused("42804", "select cast(5 as timestamp)");
    refused("42804", "select cast(amount as timestamp) from charges");
    refused("42804", "select cast(created as bigint) from charges");
    refused("42804", "select cast(created as decimal(20, 2)) from charges");
  }

  @Test
  void aTimestampKeepsItsFraction() {
    gives(
        "2026-02-28 10:11:12.345", "select cast(timestamp '2026-02-28 10:11:12.345' as timestamp)");
    gives("2026-02-28 10:11:12.545; null", "select cast(x as timestamp)" + TIMES);
    gives("true", "select cast('2026-02-28 10:11:12.345' as time) = time '10:11:12.345'");
  }

  @Test
  void aTimestampIsRoundedToTheDigitsThatAreNamed() {
    gives("2026-02-28 10:11:13; null", "select cast(x as timestamp(0))" + TIMES);
    gives("2026-02-28 10:11:12.5; null", "select cast(x as timestamp(1))" + TIMES);
    gives(
        "2026-02-28 10:11:13; null",
        "select cast(x as timestamp(0)) from (values ('2026-02-28 10:11:12.545'), (null)) as t (x) order by 1");
  }

  @Test
  void anIntervalKeepsItsFraction() {
    String rows =
        " from (values (timestamp '2026-02-28 10:11:12', 1.5), (null, 2.25)) as t (x, y) order by 1";
    gives("2026-02-28 10:11:12.5; null", "select x + interval '0.5 seconds'" + rows);
    gives("2026-02-28 10:11:10.75; null", "select x - interval '1.25' second" + rows);
    gives("2026-02-28 10:11:12.25; null", "select x + interval '250 milliseconds'" + rows);
    gives("2026-03-01 22:11:12; null", "select x + y * interval '1 day'" + rows);
    gives("2026-02-28 22:11:12; null", "select x + interval '1 day' / 2.0" + rows);
    gives(
        "2026-03-01 22:11:12; null",
        "select x + ? * interval '1 day'" + rows,
        new BigDecimal("1.5"));
    gives("2026-04-28 10:11:12; null", "select x + 2.0 * interval '1 month'" + rows);
    refused("22023", "select x + y * interval '1 month'" + rows);
    gives("true", "select interval '1 second' * 0.5 = interval '0.5 seconds'");
  }

  @Test
  void aConstantIsRoundedAsAColumnIs() {
    gives(
        "2026-02-28 10:11:13|2026-02-28 10:11:12.5|1970-01-01 00:00:00",
        "select cast(timestamp '2026-02-28 10:11:12.545' as timestamp(0)),"
            + " timestamp '2026-02-28 10:11:12.545'::timestamp(1),"
            + " timestamp '1969-12-31 23:59:59.999'::timestamp(0)");
    gives(
        "true|true|true",
        "select cast(time '10:11:12.545' as time(0)) = time '10:11:13',"
            + " cast('10:11:12.545' as time(1)) = time '10:11:12.5',"
            + " cast(time '23:59:59.96' as time(1)) = time '00:00:00'");
    gives("true; null", "select cast(x as time(0)) = time '10:11:13'" + TIMES);
    refused("22003", "select 1e300::real");
    refused("22003", "select cast(x as real) from (values (1e300), (null)) as t (x)");
  }

  @Test
  void aConstantWithAFractionOfAnIntervalKeepsIt() {
    gives(
        "2026-01-01 00:00:00.25",
        "select timestamp '2026-01-01 00:00:00' + 0.25 * interval '1 second'");
    gives("2026-01-01 00:00:00.36", "select date '2026-01-01' + 0.0001 * interval '1 hour'");
    gives(
        "2026-01-01 00:00:01.500",
        "select (timestamp '2026-01-01 00:00:00' + interval '1 second' / 2 * 3)::varchar");
    gives(
        "-1.50|-2; null|null",
        "select cast(y as decimal(10, 2)), cast(y as decimal(9, 0)) from (values (interval '-1.5' second), (null)) as t (y)");
    gives("-1.50", "select cast(interval '-1.5' second as decimal(10, 2))");
  }

  @Test
  void aDateIsNoTimeOfDay() {
    refused("22007", "select cast('2026-02-28' as time)");
    refused("22007", "select cast(x as time) from (values ('2026-02-28'), (null)) as t (x)");
    gives("null", "select try_cast('2026-02-28' as time)");
    for (String unit : new String[] {"month", "year", "week", "quarter"}) {
      refused("42804 A TIME has no " + unit, "select date_trunc('" + unit + "', time '10:11:12')");
    }
    gives("true", "select date_trunc('hour', time '10:11:12') = time '10:00:00'");
  }

  @Test
  void doublesAndDecimalsStandInOneColumnOfValues() {
    gives(
        "1.0|a; 2.0|b; null|c; -3.0|d",
        "select x, y from (values (1e0, 'a'), (2, 'b'), (null, 'c'), (-3, 'd')) as t (x, y)");
    gives("4.5", "select sum(x) from (values (1), (1.5), (2e0)) as t (x)");
    refused(
        "22003 Numeric overflow",
        "select x from (values (99999999999999999999999999999999999999), (1.5)) as t (x)");
  }

  @Test
  void aTimeLiteralNeedsNoSeconds() {
    gives("true|true", "select time '10:00' = time '10:00:00', time '9:30' = time '09:30:00'");
    refused("22007", "select time '25:00'");
    gives("1969-12-31 23:59:59", "select cast(timestamp '1969-12-31 23:59:59.5' as timestamp(0))");
  }

  @Test
  void aTextOfANumberTooLargeForDoubleIsAnError() {
    refused("22003", "select cast('1e400' as double)");
    refused("22003", "select cast(x as double) from (values ('-1e400'), ('1')) as t (x)");
    gives(
        "1.5; NaN; null",
        "select try_cast(x as double) from (values ('1.5'), ('NaN'), ('1e999')) as t (x)");
    gives("NaN|-Infinity", "select cast('NaN' as double), cast('-Infinity' as double)");
    gives("1.5|-100.0", "select cast('1.5' as double), cast(' -1e2 ' as double)");
    refused("22003", "select json_value('{\"a\":1e400}', '$.a' returning double error on error)");
    gives("null", "select json_value('{\"a\":1e400}', '$.a' returning double)");
  }

  @Test
  void aTextOfJsonIsCastAsAnyOther() {
    String json = "'{\"a\":\"2026-01-01T12:00:00+02:00\"}'";
    gives("2026-01-01 10:00:00", "select json_value(" + json + ", '$.a' returning timestamp(0))");
    gives(
        "2026-01-01",
        "select json_value(x, '$.a' returning date) from (values (" + json + ")) t (x)");
    gives("true", "select json_value('{\"a\":\"yes\"}', '$.a' returning boolean)");
    gives("null", "select json_value('{\"a\":\"x\"}', '$.a' returning timestamp)");
    refused(
        "22007", "select json_value('{\"a\":\"x\"}', '$.a' returning timestamp error on error)");
  }
}
