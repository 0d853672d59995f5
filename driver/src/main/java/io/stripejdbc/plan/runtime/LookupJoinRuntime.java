package io.stripejdbc.plan.runtime;

import io.stripejdbc.plan.lookup.LookupPlan;
import io.stripejdbc.plan.rel.StripeLookupJoin;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.function.Function0;
import org.jspecify.annotations.Nullable;

/** What generated code calls to run a {@link StripeLookupJoin}. */
public final class LookupJoinRuntime {
  private LookupJoinRuntime() {}

  /**
   * Joins; called by generated code, with the other side to be made for each request. Rows are
   * arrays, or the bare value where a side or the result has one column.
   */
  public static Enumerable<@Nullable Object> join(
      DataContext context,
      Enumerable<? extends @Nullable Object> left,
      Function0<Enumerable<? extends @Nullable Object>> rightRows,
      Object plan) {
    LookupPlan lookup = (LookupPlan) plan;
    Enumerable<? extends @Nullable Object> right = anew(rightRows);
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<@Nullable Object> enumerator() {
        ScanRuntime runtime = ScanRuntime.of(context);
        if (lookup.isByAccount()) {
          return new AccountJoinEnumerator(lookup, runtime, left.enumerator(), right);
        }
        LookupRows rows = new LookupRows(lookup, runtime, right);
        return new LookupJoinEnumerator(lookup, left.enumerator(), rows);
      }
    };
  }

  private static Enumerable<@Nullable Object> anew(
      Function0<Enumerable<? extends @Nullable Object>> rows) {
    return new AbstractEnumerable<>() {
      @Override
      @SuppressWarnings("unchecked") // An enumerator only gives out.
      public Enumerator<@Nullable Object> enumerator() {
        return (Enumerator<@Nullable Object>) rows.apply().enumerator();
      }
    };
  }

  /** A row as an array, whether it is one or a single value. */
  static @Nullable Object[] array(@Nullable Object row, int columns) {
    if (row instanceof @Nullable Object[] array && array.length == columns) {
      return array;
    }
    return new @Nullable Object[] {row};
  }
}
