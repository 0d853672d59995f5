package io.stripejdbc.plan.runtime;

import io.stripejdbc.plan.lookup.LookupPlan;
import io.stripejdbc.plan.memory.RowSize;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.rel.core.JoinRelType;
import org.jspecify.annotations.Nullable;

/**
 * Takes driving rows in batches, has their keys looked up, and gives out joined rows in the driving
 * side's order.
 */
final class LookupJoinEnumerator implements Enumerator<@Nullable Object> {
  private static final int LARGEST_BATCH = 1000;
  private static final int GROWTH = 4;

  private final LookupPlan plan;
  private final Enumerator<? extends @Nullable Object> left;
  private final LookupRows rows;
  private final Deque<@Nullable Object[]> ready = new ArrayDeque<>();
  private final long rowBytes;
  private int batch;
  private boolean leftEnded;
  private @Nullable Object current;

  LookupJoinEnumerator(
      LookupPlan plan, Enumerator<? extends @Nullable Object> left, LookupRows rows) {
    this.plan = plan;
    this.left = left;
    this.rows = rows;
    this.batch = plan.firstBatch();
    this.rowBytes = RowSize.of(new @Nullable Object[plan.leftColumns() + plan.rightColumns()]);
  }

  @Override
  public @Nullable Object current() {
    return current;
  }

  @Override
  public boolean moveNext() {
    while (ready.isEmpty() && !leftEnded) {
      joinBatch(nextBatch());
    }
    @Nullable Object[] row = ready.poll();
    if (row == null) {
      return false;
    }
    rows.memory().subtract(rowBytes);
    current = row.length == 1 ? row[0] : row;
    return true;
  }

  private List<@Nullable Object[]> nextBatch() {
    List<@Nullable Object[]> taken = new ArrayList<>();
    while (taken.size() < batch && !leftEnded) {
      if (left.moveNext()) {
        taken.add(LookupJoinRuntime.array(left.current(), plan.leftColumns()).clone());
      } else {
        leftEnded = true;
      }
    }
    batch = nextSize();
    return taken;
  }

  /** Below a LIMIT the next few rows may be all that is missing; else batches grow. */
  private int nextSize() {
    return plan.growing() ? Math.min(LARGEST_BATCH, batch * GROWTH) : batch;
  }

  private void joinBatch(List<@Nullable Object[]> taken) {
    List<List<String>> keys = new ArrayList<>();
    for (@Nullable Object[] row : taken) {
      List<String> key = LookupRows.key(row, plan.leftKeys());
      if (key != null) {
        keys.add(key);
      }
    }
    rows.require(keys);
    taken.forEach(this::joinRow);
    rows.forgetPassing();
  }

  private void joinRow(@Nullable Object[] row) {
    List<@Nullable Object[]> matches = rows.matches(LookupRows.key(row, plan.leftKeys()));
    switch (plan.type()) {
      case SEMI -> addIf(!matches.isEmpty(), row);
      case ANTI -> addIf(matches.isEmpty(), row);
      default -> {
        matches.forEach(match -> add(AccountJoinEnumerator.joined(row, match)));
        addIf(
            plan.type() == JoinRelType.LEFT && matches.isEmpty(),
            AccountJoinEnumerator.joined(row, new @Nullable Object[plan.rightColumns()]));
      }
    }
  }

  private void addIf(boolean condition, @Nullable Object[] row) {
    if (condition) {
      add(row);
    }
  }

  /** A thousand rows of one side can meet any number of the other's. */
  private void add(@Nullable Object[] row) {
    rows.memory().add(rowBytes);
    ready.add(row);
  }

  @Override
  public void reset() {
    throw new UnsupportedOperationException("a lookup join cannot be rewound");
  }

  @Override
  public void close() {
    left.close();
  }
}
