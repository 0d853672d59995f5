package io.stripejdbc.query;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** {@code mod} and {@code %} of all kinds of numbers. */
class RemaindersTest extends SqlValuesFixture {
  @Test
  void ofDoublesNothingIsCut() {
    gives("1.0E-308|1.0E-308", "select mod(1e-308, 7), 1e-308 % 7");
    gives(
        "1.5; -1.25; 1.0E-200", "select x % 2 from (values (5.5e0), (-7.25e0), (1e-200)) as v (x)");
    gives("1.0", "select mod(1e18, 7)");
    gives("0.0|null", "select mod(5, 2.5e0), mod(cast(null as double), 2)");
    gives("0.5", "select 2.5 % cast(1 as real)");
  }

  @Test
  void ofDecimalsAndWholeNumbersItIsExact() {
    gives("1|-1|1.25|-1.25", "select mod(7, 3), -7 % 3, mod(5.25, 2), mod(-5.25, 2)");
    gives("0|2", "select mod(-9223372036854775808, -1), 9223372036854775807 % 2.5");
    gives("1", "select ? % 2", 5);
    gives("1.5", "select mod(?, 2)", new BigDecimal("3.5"));
  }

  @Test
  void byZeroItIsAnError() {
    for (String zero : new String[] {"mod(5, 0)", "5e0 % 0", "mod(5.5, 0)", "mod(5, 0e0)"}) {
      refused("22012", "select " + zero);
    }
  }
}
