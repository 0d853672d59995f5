package io.stripejdbc.scan.request;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.fetch.PageRequest.Parameter;
import io.stripejdbc.scan.RangeUnion;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.ScanSpec.Bounds;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The restrictions of a question as tests of rows, for answers that no parameter restricted: an
 * object asked for by its id, a child that came with its parent.
 *
 * <p>Only exact filters are tested: what an inexact one keeps is decided above the scan anyway.
 */
public final class ResidualFilter implements Predicate<@Nullable Object[]> {
  private final List<Predicate<@Nullable Object[]>> tests = new ArrayList<>();
  private final BitSet columns = new BitSet();

  /**
   * The tests of a question's filters on rows of these columns.
   *
   * @throws IllegalArgumentException when a filtered column is not among them
   */
  public static Predicate<@Nullable Object[]> of(ScanSpec spec, List<ColumnSpec> columns) {
    for (String filtered : columns(spec)) {
      if (columns.stream().noneMatch(column -> column.name().equals(filtered))) {
        throw new IllegalArgumentException("no column " + filtered);
      }
    }
    return filters(spec, RowLayout.of(spec.table(), columns, List.of()));
  }

  private static List<String> columns(ScanSpec spec) {
    List<String> names = new ArrayList<>();
    spec.equals().keySet().forEach(filter -> names.add(filter.column()));
    spec.ranges().keySet().forEach(filter -> names.add(filter.column()));
    return names;
  }

  /**
   * Whether rows of a list that was asked without a filter tell which of them meet it, and none is
   * hidden without it.
   */
  public static boolean tells(TableSpec table, FilterSpec filter) {
    ColumnSpec column = table.column(filter.column()).orElse(null);
    boolean splits =
        table.variants().size() > 1
            && table.variants().stream().anyMatch(v -> v.containsKey(filter.parameter()));
    boolean known =
        switch (filter.operator()) {
          case RANGE, EQUAL, ANY_OF -> true;
          case RANGE_SUFFIX, AFTER_BEFORE -> false;
        };
    return filter.exact()
        && !filter.reveals()
        && !filter.reorders()
        && !splits
        && known
        && column != null
        && column.role() == ColumnSpec.Role.FIELD
        && column.type() != ColumnType.DECIMAL
        && column.type() != ColumnType.JSON;
  }

  /** Tests of nothing. */
  public ResidualFilter() {}

  /** Tests of everything the filters ask for. */
  public static ResidualFilter filters(ScanSpec spec, RowLayout layout) {
    ResidualFilter residualFilter = new ResidualFilter();
    residualFilter.add(spec, layout);
    return residualFilter;
  }

  /** Adds tests of everything the filters ask for. */
  public void add(ScanSpec spec, RowLayout layout) {
    for (Map.Entry<FilterSpec, Set<String>> filter : spec.equals().entrySet()) {
      if (filter.getKey().exact()) {
        oneOf(layout, filter.getKey().column(), filter.getValue());
      }
    }
    for (Map.Entry<FilterSpec, Bounds> filter : spec.ranges().entrySet()) {
      if (filter.getKey().exact()) {
        RangeUnion all = new RangeUnion(List.of(filter.getValue()));
        RangeUnion several = spec.unions().getOrDefault(filter.getKey(), all);
        within(layout, filter.getKey().column(), several.intersect(all));
      }
    }
  }

  /**
   * Tests of the parameter that tells a table's lists from each other ({@code active} of prices):
   * of a list without it nothing is known.
   *
   * @param sent parameters of the list
   */
  public static ResidualFilter variant(TableSpec table, List<Parameter> sent, RowLayout layout) {
    ResidualFilter residualFilter = new ResidualFilter();
    for (FilterSpec filter : splitting(table)) {
      sent.stream()
          .filter(parameter -> parameter.name().equals(filter.parameter()))
          .forEach(
              parameter ->
                  residualFilter.oneOf(layout, filter.column(), Set.of(parameter.value())));
    }
    return residualFilter;
  }

  /**
   * Tests of the values that a list was asked for: those of other values are rows of other lists.
   *
   * @param sent parameters of the list
   */
  public static ResidualFilter list(TableSpec table, List<Parameter> sent, RowLayout layout) {
    ResidualFilter residualFilter = new ResidualFilter();
    for (FilterSpec filter : table.filters()) {
      Set<String> values =
          sent.stream()
              .filter(parameter -> isSentBy(filter, parameter.name()))
              .map(Parameter::value)
              .collect(Collectors.toSet());
      if (filter.exact() && !values.isEmpty()) {
        residualFilter.oneOf(layout, filter.column(), values);
      }
    }
    return residualFilter;
  }

  private static boolean isSentBy(FilterSpec filter, String name) {
    return switch (filter.operator()) {
      case EQUAL -> name.equals(filter.parameter());
      case ANY_OF -> name.startsWith(filter.parameter() + "[");
      case RANGE, RANGE_SUFFIX, AFTER_BEFORE -> false;
    };
  }

  /** The exact filters by which a table is made up of several lists. */
  static List<FilterSpec> splitting(TableSpec table) {
    List<Map<String, String>> variants = table.variants();
    return table.filters().stream()
        .filter(filter -> filter.exact() && filter.operator() == FilterSpec.Operator.EQUAL)
        .filter(filter -> variants.size() > 1)
        .filter(filter -> variants.stream().anyMatch(v -> v.containsKey(filter.parameter())))
        .toList();
  }

  /** Adds: the column has one of these values, written as a parameter. */
  public void oneOf(RowLayout layout, String column, Set<String> values) {
    int index = layout.ordinal(column);
    if (index >= 0) {
      columns.set(index);
      ColumnType type = layout.columns().get(index).type();
      if (type == ColumnType.DECIMAL) {
        tests.add(row -> row[index] instanceof BigDecimal value && isAmong(value, values));
      } else {
        tests.add(row -> row[index] != null && values.contains(text(row[index], type)));
      }
    }
  }

  private static boolean isAmong(BigDecimal value, Set<String> values) {
    return values.stream().anyMatch(one -> value.compareTo(new BigDecimal(one)) == 0);
  }

  private void within(RowLayout layout, String column, RangeUnion wanted) {
    int index = layout.ordinal(column);
    if (index >= 0) {
      columns.set(index);
      ColumnType type = layout.columns().get(index).type();
      tests.add(row -> row[index] instanceof Long value && wanted.contains(number(value, type)));
    }
  }

  private static String text(Object value, ColumnType type) {
    return value instanceof Long number ? Long.toString(number(number, type)) : value.toString();
  }

  private static long number(long value, ColumnType type) {
    boolean time = type == ColumnType.TIMESTAMP || type == ColumnType.INSTANT;
    return time ? Math.floorDiv(value, TimeUnit.SECONDS.toMillis(1)) : value;
  }

  /** Whether every row meets it. */
  public boolean isEmpty() {
    return tests.isEmpty();
  }

  /** Positions of the columns that it looks at. */
  public BitSet columns() {
    return (BitSet) columns.clone();
  }

  @Override
  public boolean test(@Nullable Object[] row) {
    for (Predicate<@Nullable Object[]> test : tests) {
      if (!test.test(row)) {
        return false;
      }
    }
    return true;
  }
}
