package io.stripejdbc.query.direct;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.plan.memory.RowRetention;
import io.stripejdbc.plan.runtime.RowRetentionRuntime;
import io.stripejdbc.query.direct.SimpleSelect.SortKey;
import java.util.Comparator;
import java.util.List;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.EnumerableDefaults;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.function.Functions;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a read in an order, by the same sort and counted as the same memory as in a plan.
 *
 * @param limit the most rows, -1 for all
 */
record SortedRead(DirectRead read, Comparator<@Nullable Object[]> order, long limit)
    implements DirectRead {
  static SortedRead of(DirectRead read, List<SortKey> keys, long limit) {
    List<String> places = read.columns().stream().map(ColumnSpec::name).toList();
    Comparator<@Nullable Object[]> order =
        keys.stream()
            .map(key -> by(places.indexOf(key.column()), key.descending()))
            .reduce(Comparator::thenComparing)
            .orElseThrow();
    return new SortedRead(read, order, limit);
  }

  /** NULL is larger than any value, as elsewhere in the driver. */
  @SuppressWarnings("unchecked") // Values of one column are of one class, which can be compared.
  private static Comparator<@Nullable Object[]> by(int place, boolean descending) {
    Comparator<Object> values =
        (Comparator<Object>) (Comparator<?>) Functions.nullsComparator(descending, descending);
    return (one, other) -> values.compare(one[place], other[place]);
  }

  @Override
  public List<ColumnSpec> columns() {
    return read.columns();
  }

  @Override
  public Enumerator<@Nullable Object[]> open(DirectContext context) {
    Enumerable<@Nullable Object[]> rows =
        new AbstractEnumerable<>() {
          @Override
          public Enumerator<@Nullable Object[]> enumerator() {
            return read.open(context);
          }
        };
    Enumerable<@Nullable Object[]> counted =
        RowRetentionRuntime.counted(
            context, rows, RowRetention.sorted(limit >= 0), null, limit < 0 ? null : limit);
    return limit < 0
        ? EnumerableDefaults.orderBy(counted, row -> row, order).enumerator()
        : EnumerableDefaults.orderBy(counted, row -> row, order, 0, (int) limit).enumerator();
  }
}
