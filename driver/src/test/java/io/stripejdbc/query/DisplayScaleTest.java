package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** How many digits after the point an amount of money is shown with. */
class DisplayScaleTest {
  private final DialectFixture fixture = new DialectFixture();

  private void gives(String expected, String sql) {
    assertEquals(expected, fixture.run(sql), sql);
  }

  @Test
  void moneyHasTheDigitsOfItsCurrency() {
    gives(
        "12.34|12.30|1234|1.230",
        "select major_units(1234, 'usd'), major_units(1230, 'usd'), major_units(1234, 'jpy'),"
            + " major_units(1230, 'kwd')");
    gives(
        "jpy|1333; usd|49.98",
        "select currency, sum(major_units(amount, currency)) from charges"
            + " where amount is not null group by currency order by 1");
    gives(
        "jpy|0; usd|1199.52",
        "select currency, 24 * sum(case when paid then major_units(amount, currency) else 0 end)"
            + " from charges group by 1 order by 1");
    gives(
        "13.33", "select major_units(1333, min(currency) || '') / 1 from charges where id='ch_0'");
    gives(
        "10.00",
        "select m from (select id, major_units(amount, 'usd') as m from charges) t where id = 'ch_0'");
    gives(
        "ch_0: 10.00 usd",
        "select id || ': ' || major_units(amount, currency) || ' ' || currency"
            + " from charges where id = 'ch_0'");
    gives("10|10.5", "select concat('', 1000 / 100.0), cast(1050 / 100.0 as varchar)");
  }

  @Test
  void aCurrencyThatAConditionNamesIsKnownWhetherItIsShownOrNot() {
    String amounts = " from (values (1000, 'kwd'), (20500, 'kwd'), (7, 'jpy')) as t (a, c)";
    gives(
        "20.500; 1.000", "select major_units(a, c)" + amounts + " where c = 'kwd' order by 1 desc");
    gives(
        "21.500|20.500|10.75",
        "select sum(m), max(m), avg(m) from (select major_units(a, c) as m, c"
            + amounts
            + ") as t where 'kwd' = c");
    gives(
        "21.500", "select cast(sum(major_units(a, c)) as varchar)" + amounts + " where c = 'kwd'");
    gives(
        "21.500",
        "select s from (select c, sum(major_units(a, c)) as s"
            + amounts
            + " group by c) as t where c = 'kwd'");
    gives("28.50", "select sum(major_units(a, c))" + amounts + " where c in ('kwd', 'jpy')");
  }
}
