package io.stripejdbc.query;

import io.stripejdbc.plan.function.StripeOperatorTable;
import io.stripejdbc.query.rewrite.FunctionRewriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSyntax;

/** Seeded expressions over values of every type: casts, operators, and every function there is. */
final class RandomExpressions {
  private static final List<List<String>> VALUES =
      List.of(
          List.of("0", "1", "-1", "7", "2147483647", "9223372036854775807", "cast(3 as smallint)"),
          List.of("0.5", "-12.345", "1.50", "99999999999999999999", "0.000001", "-0.5", "2.675"),
          List.of("1e0", "-2.5e0", "1e300", "1e-300", "0e0", "cast(0.1 as real)", "1.5e10"),
          List.of("''", "'a'", "'Ab c'", "'😀b'", "' 12 '", "'-1.5'", "'a,b,c'", "'%_'"),
          List.of("'{\"a\":[1,2.50],\"b\":null}'", "'$.a'", "'[1,2,3]'", "'day'", "'UTC'"),
          List.of(
              "'2026-01-31T10:00:00.1235Z'", "'2026-02-28'", "'10:11:12.5'", "'1 day'", "'true'"),
          List.of("true", "false"),
          List.of("date '2024-02-29'", "date '2026-12-31'", "date '0001-01-01'"),
          List.of(
              "timestamp '2026-01-31 23:59:59'",
              "timestamp '2026-02-28 10:11:12.545'",
              "timestamp '1969-12-31 23:59:59.999'"),
          List.of("time '10:11:12'", "time '23:59:59.999'"),
          List.of("interval '1' day", "interval '-1.5' second", "interval '2:03' hour to minute"),
          List.of("interval '1' month", "interval '-1-2' year to month"),
          List.of("array[1, null, 3]", "array['b', 'a']", "array[1.5, 2.25]"),
          List.of("map['a', 1]"));

  private static final List<String> TYPES =
      List.of(
          "smallint",
          "int",
          "bigint",
          "decimal(10, 2)",
          "decimal(38, 0)",
          "real",
          "double",
          "varchar",
          "varchar(3)",
          "char(4)",
          "boolean",
          "date",
          "time",
          "time(0)",
          "time(1)",
          "timestamp",
          "timestamp(0)",
          "timestamp(1)",
          "timestamp(3)");

  private static final List<String> OPERATORS =
      List.of("+", "-", "*", "/", "%", "^", "||", "=", "<>", "<", ">=", "is distinct from", "like");

  private static final List<String> UNITS =
      List.of(
          "year", "quarter", "month", "week", "day", "hour", "minute", "second", "dow", "epoch");

  /** Where dates, timestamps, times and intervals are among the values. */
  private static final int FIRST_OF_TIME = 7;

  private static final int OF_TIME = 5;

  private final Random random;
  private final List<String> functions = functions();

  RandomExpressions(long seed) {
    this.random = new Random(seed);
  }

  /**
   * An expression.
   *
   * @param text with {@code {0}}, {@code {1}} … in the places of its values
   */
  record Expression(String text, List<String> values) {
    String with(List<String> operands) {
      String result = text;
      for (int i = 0; i < values.size(); i++) {
        result = result.replace("{" + i + "}", operands.get(i));
      }
      return result;
    }
  }

  /** The next expression, of one operation or of one upon others. */
  Expression next() {
    List<String> values = new ArrayList<>();
    return new Expression(operation(values, random.nextInt(3) == 0 ? 2 : 1), values);
  }

  private String operand(List<String> values, int depth) {
    if (depth > 0 && random.nextInt(2) == 0) {
      return operation(values, depth);
    }
    return value(values, VALUES.get(random.nextInt(VALUES.size())));
  }

  private String value(List<String> values, List<String> kind) {
    String value = pick(kind);
    // Else a unit behind it would be read as a part of it.
    values.add(value.startsWith("interval") ? "(" + value + ")" : value);
    return "{" + (values.size() - 1) + "}";
  }

  private String time(List<String> values) {
    return value(values, VALUES.get(FIRST_OF_TIME + random.nextInt(OF_TIME)));
  }

  /** Two values side by side, mostly of one kind. */
  private String pair(List<String> values, int depth) {
    String operator = pick(OPERATORS);
    if (random.nextInt(2) == 0) {
      return operand(values, depth) + " " + operator + " " + operand(values, depth);
    }
    List<String> kind = VALUES.get(random.nextInt(VALUES.size()));
    return value(values, kind) + " " + operator + " " + value(values, kind);
  }

  private String operation(List<String> values, int depth) {
    int below = depth - 1;
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> "cast(" + operand(values, below) + " as " + pick(TYPES) + ")";
      case 3, 4 -> "(" + pair(values, below) + ")";
      case 5 -> "(" + time(values) + " " + pick(List.of("+", "-")) + " " + time(values) + ")";
      case 6 -> "extract(" + pick(UNITS) + " from " + time(values) + ")";
      case 7 -> "floor(" + time(values) + " to " + pick(UNITS) + ")";
      default -> function(values, below);
    };
  }

  private String function(List<String> values, int depth) {
    String function = pick(functions);
    List<String> arguments = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      arguments.add(operand(values, depth));
    }
    return function + "(" + String.join(", ", arguments) + ")";
  }

  private String pick(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static List<String> functions() {
    TreeSet<String> names = new TreeSet<>(FunctionRewriter.names());
    TreeSet<String> aggregates = new TreeSet<>(List.of("approx_distinct", "arbitrary"));
    aggregates.addAll(List.of("min_by", "max_by", "count_if", "median", "bool_and", "bool_or"));
    for (SqlOperator operator : StripeOperatorTable.INSTANCE.getOperatorList()) {
      String name = operator.getName().toLowerCase(Locale.ROOT);
      if (operator.isAggregator() || operator.requiresOver()) {
        aggregates.add(name);
      } else if (operator instanceof SqlFunction
          && operator.isDeterministic()
          && operator.getSyntax() == SqlSyntax.FUNCTION
          && name.matches("\\w+")) {
        names.add(name);
      }
    }
    names.removeAll(aggregates);
    names.removeAll(List.of("random", "rand", "rand_integer", "now", "current_timestamp"));
    // Of these the grammar takes other forms for constants than for columns.
    names.removeAll(List.of("position", "json_object"));
    return List.copyOf(names);
  }
}
