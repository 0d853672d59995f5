package io.stripejdbc.query.error;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Exceptions of the JDK and of Calcite's functions as errors with sentences of ours. */
class RuntimeErrorsTest {
  private static String told(Throwable thrown) {
    var failure = FailureBoundary.translate(thrown);
    return failure.getSQLState() + " " + failure.getMessage();
  }

  private static Throwable thrown(Executable code) {
    try {
      code.execute();
    } catch (Throwable t) {
      return t;
    }
    throw new AssertionError("nothing was thrown");
  }

  @Test
  void aDivisionIsToldFromANumberThatIsTooLarge() {
    String division = "22012 Division by zero.";
    long zero = System.nanoTime() == 0 ? 1 : 0;
    assertEquals(division, told(thrown(() -> System.out.print(1 / zero))));
    assertEquals(division, told(thrown(() -> System.out.print(1 % zero))));
    assertEquals(division, told(thrown(() -> BigDecimal.ZERO.divide(BigDecimal.ZERO))));
    assertEquals(division, told(thrown(() -> BigDecimal.ONE.remainder(BigDecimal.ZERO))));
    // The JVM's own, of compiled code that has failed often: neither text nor place.
    ArithmeticException bare = new ArithmeticException();
    bare.setStackTrace(new StackTraceElement[0]);
    assertEquals(division, told(bare));
    String large = "22003 A number is outside of the range of its type";
    assertEquals(large + ".", told(thrown(() -> Math.addExact(Long.MAX_VALUE, 1))));
    assertEquals(large + ".", told(thrown(() -> Math.multiplyExact(Integer.MAX_VALUE, 2))));
    assertEquals(large + ": 99999.", told(new ArithmeticException("Value 99999 out of range")));
  }

  @Test
  void ofAnothersSentenceOnlyTheValuesAreShown() {
    assertEquals(
        "22007 A text is no date or time: 'x'.",
        told(new IllegalArgumentException("Invalid DATE value, 'x'")));
    assertEquals(
        "22018 A text cannot be read as a number: 'x'; TRY_CAST gives NULL for such.",
        told(thrown(() -> Long.parseLong("x"))));
    assertEquals(
        "22018 A text cannot be read as a number; TRY_CAST gives NULL for such.",
        told(thrown(() -> new BigDecimal("abc"))));
  }
}
