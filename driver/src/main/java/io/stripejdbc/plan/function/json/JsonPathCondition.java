package io.stripejdbc.plan.function.json;

import io.stripejdbc.error.DriverFailure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A condition in a filter of a SQL/JSON path: true, false, or null for unknown. What does not fit a
 * path inside of it is unknown, not an error, also in strict mode (ISO/IEC 9075-2, 9.39).
 */
@FunctionalInterface
interface JsonPathCondition {
  @Nullable Boolean test(@Nullable Object item, SqlJsonPath.Context context);

  /** An operand: the items that a path from the item ({@code @}) or the root leads to. */
  @FunctionalInterface
  interface Operand {
    List<@Nullable Object> items(@Nullable Object item, SqlJsonPath.Context context);
  }

  /** An operand that is a constant. */
  static Operand constant(@Nullable Object value) {
    List<@Nullable Object> items = new ArrayList<>();
    items.add(value);
    return (item, context) -> items;
  }

  /** An operand that is a path. */
  static Operand path(boolean fromRoot, List<SqlJsonPath.Step> steps) {
    return (item, context) -> {
      List<@Nullable Object> start = new ArrayList<>();
      start.add(fromRoot ? context.root() : item);
      List<@Nullable Object> found = SqlJsonPath.follow(steps, start, context);
      if (context.strict()) {
        return found;
      }
      List<@Nullable Object> opened = new ArrayList<>();
      for (Object each : found) {
        if (each instanceof List<?> list) {
          opened.addAll(list);
        } else {
          opened.add(each);
        }
      }
      return opened;
    };
  }

  /** True when some pair of items compares so; unknown when none does and some cannot. */
  static JsonPathCondition compare(Operand left, Operand right, String operator) {
    IntPredicate holds =
        switch (operator) {
          case "==" -> sign -> sign == 0;
          case "!=", "<>" -> sign -> sign != 0;
          case "<" -> sign -> sign < 0;
          case "<=" -> sign -> sign <= 0;
          case ">" -> sign -> sign > 0;
          default -> sign -> sign >= 0;
        };
    boolean equality = operator.equals("==") || operator.equals("!=") || operator.equals("<>");
    return unlessItFails(
        (item, context) -> {
          boolean unknown = false;
          List<@Nullable Object> others = right.items(item, context);
          for (Object one : left.items(item, context)) {
            for (Object other : others) {
              Integer sign = sign(one, other, equality);
              unknown |= sign == null;
              if (sign != null && holds.test(sign)) {
                return true;
              }
            }
          }
          return unknown ? null : Boolean.FALSE;
        });
  }

  private static JsonPathCondition unlessItFails(JsonPathCondition condition) {
    return (item, context) -> {
      try {
        return condition.test(item, context);
      } catch (DriverFailure doesNotFit) {
        return null;
      }
    };
  }

  private static @Nullable Integer sign(
      @Nullable Object one, @Nullable Object other, boolean equality) {
    if (one instanceof BigDecimal left && other instanceof BigDecimal right) {
      return left.compareTo(right);
    }
    if (one instanceof String left && other instanceof String right) {
      return left.compareTo(right);
    }
    if (one instanceof Boolean left && other instanceof Boolean right && equality) {
      return Boolean.compare(left, right);
    }
    boolean bothThere = one != null && other != null;
    if (bothThere || !equality || isStructured(one) || isStructured(other)) {
      return null;
    }
    boolean bothNull = one == null && other == null;
    return bothNull ? 0 : 1;
  }

  private static boolean isStructured(@Nullable Object item) {
    return item instanceof Map || item instanceof List;
  }

  /** {@code a && b}. */
  static JsonPathCondition and(JsonPathCondition one, JsonPathCondition other) {
    return (item, context) -> {
      Boolean left = one.test(item, context);
      Boolean right = other.test(item, context);
      if (Boolean.FALSE.equals(left) || Boolean.FALSE.equals(right)) {
        return false;
      }
      boolean unknown = left == null || right == null;
      return unknown ? null : Boolean.TRUE;
    };
  }

  /** {@code a || b}. */
  static JsonPathCondition or(JsonPathCondition one, JsonPathCondition other) {
    return not(and(not(one), not(other)));
  }

  /** {@code !a}. */
  static JsonPathCondition not(JsonPathCondition one) {
    return (item, context) -> {
      Boolean value = one.test(item, context);
      return value == null ? null : Boolean.valueOf(!value);
    };
  }

  /** {@code exists (path)}. */
  static JsonPathCondition exists(Operand path) {
    return unlessItFails((item, context) -> !path.items(item, context).isEmpty());
  }

  /** {@code path starts with "text"}. */
  static JsonPathCondition startsWith(Operand path, String start) {
    return unlessItFails(
        (item, context) -> {
          boolean unknown = false;
          for (Object each : path.items(item, context)) {
            if (each instanceof String text && text.startsWith(start)) {
              return true;
            }
            unknown |= !(each instanceof String);
          }
          return unknown ? null : Boolean.FALSE;
        });
  }

  /** {@code (a) is unknown}. */
  static JsonPathCondition unknown(JsonPathCondition one) {
    return (item, context) -> one.test(item, context) == null;
  }
}
