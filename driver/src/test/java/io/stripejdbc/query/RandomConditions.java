package io.stripejdbc.query;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.TableSpec;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Random conditions of one table, some of which need a planner, with values of each type. */
final class RandomConditions {
  private static final List<String> SIGNS = List.of("=", "<>", "!=", "<", "<=", ">", ">=", "=");
  private static final List<String> TEXTS =
      List.of("platform", "acct_1", "ch_1", "ch_4", "usd", "cus_1", "succeeded", "failed", "");
  private static final List<String> ODD_TEXTS =
      List.of("usd ", "USD", "it''s", "ü", "_", "%", "processing", "true", "5");
  private static final List<String> TIMES =
      List.of("2026-11-19 22:00:00", "2026-11-20 00:00:00", "2026-11-19 17:00:00");

  private final Random random;
  private final TableSpec table;

  RandomConditions(Random random, TableSpec table) {
    this.random = random;
    this.table = table;
  }

  /**
   * A condition.
   *
   * @param parameters what each {@code ?} may be given, in order
   */
  record Condition(String text, List<Supplier<@Nullable Object>> parameters) {
    List<@Nullable Object> values() {
      List<@Nullable Object> values = new ArrayList<>();
      parameters.forEach(each -> values.add(each.get()));
      return values;
    }
  }

  Condition next(boolean parameters) {
    List<Supplier<@Nullable Object>> given = new ArrayList<>();
    List<String> conjuncts = new ArrayList<>();
    int many = 1 + random.nextInt(3);
    for (int i = 0; i < many; i++) {
      conjuncts.add(conjunct(parameters, given));
    }
    return new Condition(String.join(" AND ", conjuncts), given);
  }

  private String conjunct(boolean parameters, List<Supplier<@Nullable Object>> given) {
    ColumnSpec column = column();
    String name = column.name().equals("data_load_time") ? "t.data_load_time" : column.name();
    Supplier<String> value =
        () -> {
          if (parameters && random.nextInt(3) > 0) {
            given.add(() -> parameter(column));
            return "?";
          }
          return literal(column);
        };
    return switch (random.nextInt(9)) {
      case 0 -> name + " IN (" + list(value) + ")";
      case 1 -> name + " BETWEEN " + value.get() + " and " + value.get();
      case 2 -> name + (random.nextBoolean() ? " IS NULL" : " is not null");
      case 3 -> random.nextBoolean() ? truth(name) : name + " NOT IN (" + list(value) + ")";
      case 4 -> "(" + name + " = " + value.get() + ")";
      default -> name + " " + one(SIGNS) + " " + value.get();
    };
  }

  /** Columns that Stripe filters by are more often taken. */
  private ColumnSpec column() {
    boolean filtered = random.nextBoolean() && !table.filters().isEmpty();
    return filtered
        ? table.column(one(table.filters()).column()).orElseGet(() -> one(table.columns()))
        : one(table.columns());
  }

  private String truth(String name) {
    return one(
        List.of(name, "NOT " + name, name + " = TRUE", name + " = false", name + " IS TRUE"));
  }

  private String list(Supplier<String> value) {
    return IntStream.range(0, 1 + random.nextInt(4))
        .mapToObj(i -> value.get())
        .collect(Collectors.joining(", "));
  }

  private String literal(ColumnSpec column) {
    return switch (column.type()) {
      case VARCHAR, JSON -> "'" + text(column) + "'";
      case BIGINT -> random.nextInt(8) == 0 ? "-1" : Integer.toString(10 * random.nextInt(12));
      case BOOLEAN -> random.nextBoolean() ? "TRUE" : "false";
      case DECIMAL -> "1.50";
      case TIMESTAMP, INSTANT ->
          switch (random.nextInt(4)) {
            case 0 -> "'" + one(TIMES) + "'";
            case 1 -> "DATE '2026-11-20'";
            case 2 -> "'2026-11-19'";
            default -> "TIMESTAMP '" + one(TIMES) + "'";
          };
    };
  }

  private String text(ColumnSpec column) {
    List<String> known = table.filter(column.name()).map(FilterSpec::values).orElse(List.of());
    if (!known.isEmpty() && random.nextInt(3) > 0) {
      return one(known);
    }
    return one(random.nextInt(4) == 0 ? ODD_TEXTS : TEXTS);
  }

  private @Nullable Object parameter(ColumnSpec column) {
    if (random.nextInt(12) == 0) {
      return null;
    }
    return switch (column.type()) {
      case VARCHAR, JSON -> text(column).replace("''", "'");
      case BIGINT ->
          one(List.<Object>of(10L * random.nextInt(12), 20, "30", new BigDecimal("10.5"), 20.0));
      case BOOLEAN -> random.nextBoolean();
      case DECIMAL -> new BigDecimal("1.50");
      case TIMESTAMP, INSTANT ->
          one(
              List.<Object>of(
                  LocalDateTime.parse(one(TIMES).replace(' ', 'T')),
                  LocalDateTime.parse("2026-11-19T22:00:00.500"),
                  java.time.LocalDate.parse("2026-11-20"),
                  "2026-11-19 22:00:00"));
    };
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
