package io.stripejdbc.plan.function.scalar;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.plan.function.time.TimeFunctions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions on arrays and maps. */
public final class ArrayFunctions {
  /** Elements a sequence may have; a day for each in 270 years. */
  private static final int LONGEST = 100_000;

  private ArrayFunctions() {}

  /** Element of this number from 1, from the end when negative; null when there is none. */
  public static @Nullable Object elementAt(List<?> list, long number) {
    long position = number > 0 ? number - 1 : list.size() + number;
    return number != 0 && position >= 0 && position < list.size() ? list.get((int) position) : null;
  }

  /** The value under a key; null when there is none. */
  public static @Nullable Object elementAt(Map<?, ?> map, Object key) {
    return map.get(key);
  }

  /** The elements of several arrays side by side, NULL where one is shorter or is none. */
  public static List<Object> zip(Object[] arrays) {
    int longest = 0;
    for (Object array : arrays) {
      longest = Math.max(longest, array instanceof List<?> list ? list.size() : 0);
    }
    List<Object> rows = new ArrayList<>(longest);
    for (int i = 0; i < longest; i++) {
      @Nullable Object[] row = new @Nullable Object[arrays.length];
      for (int a = 0; a < arrays.length; a++) {
        row[a] = arrays[a] instanceof List<?> list && i < list.size() ? list.get(i) : null;
      }
      rows.add(row);
    }
    return rows;
  }

  /**
   * The elements of a cast array, NULL where they were so before.
   *
   * @param cast computes an element when it is asked for, and fails on those that are NULL
   */
  public static List<@Nullable Object> withNullsOf(List<?> before, List<?> cast) {
    List<@Nullable Object> elements = new ArrayList<>(before.size());
    for (int i = 0; i < before.size(); i++) {
      elements.add(before.get(i) == null ? null : cast.get(i));
    }
    return elements;
  }

  /** Whether the array holds a value. */
  public static boolean contains(List<?> list, Object value) {
    Object wanted = comparable(value);
    return list.stream().anyMatch(e -> e != null && wanted.equals(comparable(e)));
  }

  /** The elements as text, one after the other; null elements are left out. */
  public static String join(List<?> list, String separator) {
    return join(list, separator, null);
  }

  /** The elements as text, with a word for null elements. */
  public static String join(List<?> list, String separator, @Nullable String forNull) {
    StringBuilder text = new StringBuilder();
    boolean first = true;
    for (Object element : list) {
      Object shown = element == null ? forNull : element;
      if (shown != null) {
        text.append(first ? "" : separator)
            .append(shown instanceof BigDecimal number ? number.toPlainString() : shown);
        first = false;
        TextLength.check("array_join", text.length());
      }
    }
    return text.toString();
  }

  /** From one to the other, both included, in steps of 1, of a day for dates. */
  public static List<Object> sequence(Object from, Object to) {
    if (from instanceof Number && to instanceof Number) {
      return sequence(from, to, whole(from) <= whole(to) ? 1L : -1L);
    }
    return sequence(from, to, Duration.ofDays(1));
  }

  /** From one to the other, both included, in steps of a number or an interval. */
  public static List<Object> sequence(Object from, Object to, Object step) {
    if (from instanceof Number && to instanceof Number && step instanceof Number) {
      return numbers(whole(from), whole(to), whole(step));
    }
    if (step instanceof TemporalAmount amount) {
      return times(time(from), time(to), amount, from instanceof LocalDate);
    }
    throw TimeFunctions.argument(
        "sequence takes three whole numbers, or two times and an interval");
  }

  private static List<Object> numbers(long from, long to, long step) {
    if (step == 0) {
      throw TimeFunctions.argument("The step of a sequence must not be 0");
    }
    List<Object> list = new ArrayList<>();
    for (long at = from; step > 0 ? at <= to : at >= to; at = Math.addExact(at, step)) {
      add(list, at);
    }
    return list;
  }

  /** Each element is counted from the start, so that months keep the 31st where there is one. */
  private static List<Object> times(
      LocalDateTime from, LocalDateTime to, TemporalAmount step, boolean dates) {
    List<Object> list = new ArrayList<>();
    boolean up = !from.plus(step).isBefore(from);
    if (from.plus(step).equals(from)) {
      throw TimeFunctions.argument("The step of a sequence must not be 0");
    }
    LocalDateTime at = from;
    for (int i = 1; up ? !at.isAfter(to) : !at.isBefore(to); i++) {
      add(list, dates ? (Object) (int) at.toLocalDate().toEpochDay() : TimeFunctions.millis(at));
      at = from.plus(times(step, i));
    }
    return list;
  }

  private static TemporalAmount times(TemporalAmount step, int factor) {
    return step instanceof Period months
        ? months.multipliedBy(factor)
        : ((Duration) step).multipliedBy(factor);
  }

  private static void add(List<Object> list, Object value) {
    if (list.size() >= LONGEST) {
      throw TimeFunctions.argument("A sequence has at most %d elements".formatted(LONGEST));
    }
    list.add(value);
  }

  private static LocalDateTime time(Object value) {
    if (value instanceof LocalDate date) {
      return date.atStartOfDay();
    }
    if (value instanceof LocalDateTime time) {
      return time;
    }
    throw TimeFunctions.argument("sequence takes whole numbers or times");
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }

  /** A whole number, whatever its type. */
  private static long whole(Object value) {
    try {
      return new BigDecimal(value.toString()).longValueExact();
    } catch (ArithmeticException e) {
      throw new DriverFailure(
          DriverError.BAD_ARGUMENT,
          "sequence takes whole numbers or times, not %s".formatted(value),
          0,
          e);
    }
  }

  private static Object comparable(Object value) {
    return value instanceof Integer || value instanceof Long
        ? BigDecimal.valueOf(number(value))
        : value instanceof BigDecimal decimal ? decimal.stripTrailingZeros() : value;
  }
}
