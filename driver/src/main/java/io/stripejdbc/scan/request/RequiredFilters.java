package io.stripejdbc.scan.request;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.scan.ScanSpec;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a question has to say before Stripe takes it: refused by name, and before a call is made.
 */
final class RequiredFilters {
  private final ScanSpec spec;
  private final TableSpec table;

  private RequiredFilters(ScanSpec spec) {
    this.spec = spec;
    this.table = spec.table();
  }

  /**
   * Checks a question.
   *
   * @throws DriverFailure FILTER_REQUIRED when a value is missing that Stripe asks for,
   *     BAD_ARGUMENT when a time is none that it takes
   */
  static void check(ScanSpec spec) {
    RequiredFilters required = new RequiredFilters(spec);
    required.columns();
    spec.equals().forEach(required::needs);
    spec.equals().forEach(required::aligns);
  }

  private void columns() {
    for (String column : table.required()) {
      boolean parent =
          spec.parents().isPresent()
              && table.parents().stream().anyMatch(p -> p.column().equals(column));
      boolean id = spec.ids().isPresent() && column.equals("id");
      if (!isFiltered(column) && !isImplied(column) && !parent && !id) {
        throw new DriverFailure(
            DriverError.FILTER_REQUIRED,
            "Table '%s' can be read only with a value for '%s': add %s = … to WHERE"
                .formatted(table.name(), column, column));
      }
    }
  }

  private Stream<FilterSpec> filters() {
    return Stream.concat(spec.equals().keySet().stream(), spec.ranges().keySet().stream());
  }

  private boolean isFiltered(String column) {
    return filters().anyMatch(filter -> filter.column().equals(column));
  }

  /** Whether its parameter goes along with one that is given. */
  private boolean isImplied(String column) {
    Optional<String> parameter = table.filter(column).map(FilterSpec::parameter);
    return parameter.isPresent()
        && filters().anyMatch(filter -> filter.terms().with().containsKey(parameter.get()));
  }

  private void needs(FilterSpec filter, Set<String> values) {
    for (Map.Entry<String, String> need : filter.terms().needs().entrySet()) {
      boolean given = filters().anyMatch(each -> each.parameter().equals(need.getValue()));
      if (values.contains(need.getKey()) && !given) {
        String column =
            table.filters().stream()
                .filter(each -> each.parameter().equals(need.getValue()))
                .map(FilterSpec::column)
                .findFirst()
                .orElse(need.getValue());
        throw new DriverFailure(
            DriverError.FILTER_REQUIRED,
            "Table '%s' can be read with %s = '%s' only with a value for '%s': add %s = … to WHERE"
                .formatted(table.name(), filter.column(), need.getKey(), column, column));
      }
    }
  }

  private void aligns(FilterSpec filter, Set<String> values) {
    for (Map.Entry<String, String> align : filter.terms().aligns().entrySet()) {
      if (values.contains(align.getKey())) {
        long seconds = Long.parseLong(align.getValue());
        spec.equals()
            .forEach((time, given) -> aligned(time, given, filter, align.getKey(), seconds));
      }
    }
  }

  private void aligned(
      FilterSpec time, Set<String> given, FilterSpec filter, String value, long seconds) {
    boolean sent =
        RequestPlanner.role(table, time.column()) == ColumnSpec.Role.PARAMETER
            && table
                .column(time.column())
                .filter(c -> c.type() == ColumnType.TIMESTAMP)
                .isPresent();
    if (sent && given.stream().anyMatch(one -> Long.parseLong(one) % seconds != 0)) {
      throw new DriverFailure(
          DriverError.BAD_ARGUMENT,
          "Table '%s' with %s = '%s' takes for '%s' whole multiples of %d seconds (UTC) only"
              .formatted(table.name(), filter.column(), value, time.column(), seconds));
    }
  }
}
