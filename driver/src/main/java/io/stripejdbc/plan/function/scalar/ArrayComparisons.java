package io.stripejdbc.plan.function.scalar;

import io.stripejdbc.plan.function.time.TimeFunctions;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comparisons with the elements of an array: {@code x = ANY (array)}, {@code x > ALL (array)}. */
public final class ArrayComparisons {
  private ArrayComparisons() {}

  /**
   * Whether the value compares so with some element, or with all.
   *
   * @param value an array with the one value, which may be null
   * @param comparison name of the comparison, as {@code LESS_THAN}
   * @return null where neither is known
   */
  public static @Nullable Boolean quantified(
      List<?> value, List<?> elements, String comparison, boolean all) {
    Object left = value.get(0);
    boolean unknown = false;
    for (Object element : elements) {
      if (left == null || element == null) {
        unknown = true;
      } else if (holds(left, element, comparison) != all) {
        return !all;
      }
    }
    return unknown ? null : Boolean.valueOf(all);
  }

  private static boolean holds(Object left, Object right, String comparison) {
    return switch (comparison) {
      case "EQUALS" -> compare(left, right) == 0;
      case "NOT_EQUALS" -> compare(left, right) != 0;
      case "LESS_THAN" -> compare(left, right) < 0;
      case "LESS_THAN_OR_EQUAL" -> compare(left, right) <= 0;
      case "GREATER_THAN" -> compare(left, right) > 0;
      case "GREATER_THAN_OR_EQUAL" -> compare(left, right) >= 0;
      default -> throw new IllegalArgumentException(comparison);
    };
  }

  @SuppressWarnings("unchecked") // Of one type, as it is looked at first.
  private static int compare(Object left, Object right) {
    if (left instanceof Number one && right instanceof Number other) {
      return one instanceof Double || other instanceof Double
          ? Double.compare(one.doubleValue(), other.doubleValue())
          : exact(one).compareTo(exact(other));
    }
    if (left instanceof Comparable<?> one && left.getClass() == right.getClass()) {
      return ((Comparable<Object>) one).compareTo(right);
    }
    throw TimeFunctions.argument("A value cannot be compared with the elements of this array");
  }

  private static BigDecimal exact(Number number) {
    return number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(number.longValue());
  }
}
