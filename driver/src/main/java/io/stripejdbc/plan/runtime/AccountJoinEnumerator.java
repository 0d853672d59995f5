package io.stripejdbc.plan.runtime;

import io.stripejdbc.fetch.MemoryReservation;
import io.stripejdbc.plan.lookup.LookupPlan;
import io.stripejdbc.plan.lookup.LookupRequest;
import io.stripejdbc.plan.memory.RowSize;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.rel.core.JoinRelType;
import org.jspecify.annotations.Nullable;

/**
 * A join on the account alone: the driving rows are read first and say which accounts to ask, then
 * the other side streams past them, so that it is never held in memory.
 */
final class AccountJoinEnumerator implements Enumerator<@Nullable Object> {
  private final LookupPlan plan;
  private final ScanRuntime runtime;
  private final Enumerator<? extends @Nullable Object> left;
  private final Enumerable<? extends @Nullable Object> right;
  private final Map<List<String>, List<@Nullable Object[]>> driving = new LinkedHashMap<>();
  private final List<@Nullable Object[]> withoutAccount = new ArrayList<>();
  private final Set<List<String>> matched = new HashSet<>();
  private final Deque<@Nullable Object[]> ready = new ArrayDeque<>();
  private @Nullable Enumerator<? extends @Nullable Object> rows;
  private boolean ended;
  private @Nullable Object current;

  AccountJoinEnumerator(
      LookupPlan plan,
      ScanRuntime runtime,
      Enumerator<? extends @Nullable Object> left,
      Enumerable<? extends @Nullable Object> right) {
    this.plan = plan;
    this.runtime = runtime;
    this.left = left;
    this.right = right;
  }

  @Override
  public @Nullable Object current() {
    return current;
  }

  @Override
  public boolean moveNext() {
    if (rows == null && !ended) {
      rows = start();
    }
    while (ready.isEmpty() && !ended) {
      advance();
    }
    @Nullable Object[] row = ready.poll();
    if (row == null) {
      return false;
    }
    current = row.length == 1 ? row[0] : row;
    return true;
  }

  private @Nullable Enumerator<? extends @Nullable Object> start() {
    MemoryReservation memory = runtime.reservation(plan, "The join by account");
    memory.release(); // The join may run once more for each row of another.
    long joined = RowSize.of(new @Nullable Object[plan.leftColumns() + plan.rightColumns()]);
    while (left.moveNext()) {
      @Nullable Object[] row = LookupJoinRuntime.array(left.current(), plan.leftColumns()).clone();
      memory.add(RowSize.of(row) + joined);
      List<String> key = LookupRows.key(row, plan.leftKeys());
      if (key == null) {
        withoutAccount.add(row);
      } else {
        driving.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
      }
    }
    if (driving.isEmpty()) {
      end();
      return null;
    }
    Set<String> accounts = new LinkedHashSet<>();
    driving.keySet().forEach(key -> accounts.add(key.get(0)));
    runtime
        .lookup(plan.binding().id())
        .ask(new LookupRequest(Optional.of(accounts), Optional.empty(), -1));
    return right.enumerator();
  }

  private void advance() {
    Enumerator<? extends @Nullable Object> open = rows;
    if (open == null || !open.moveNext()) {
      end();
      return;
    }
    @Nullable Object[] row = LookupJoinRuntime.array(open.current(), plan.rightColumns());
    List<String> key = LookupRows.key(row, plan.rightKeys());
    if (key != null) {
      matched.add(key);
      driving.getOrDefault(key, List.of()).forEach(l -> ready.add(joined(l, row)));
    }
  }

  /** Of a left join the driving rows that met nothing come last. */
  private void end() {
    ended = true;
    if (plan.type() == JoinRelType.LEFT) {
      @Nullable Object[] nothing = new @Nullable Object[plan.rightColumns()];
      driving.forEach(
          (key, unmet) -> {
            if (!matched.contains(key)) {
              unmet.forEach(l -> ready.add(joined(l, nothing)));
            }
          });
      withoutAccount.forEach(l -> ready.add(joined(l, nothing)));
    }
  }

  static @Nullable Object[] joined(@Nullable Object[] left, @Nullable Object[] right) {
    @Nullable Object[] row = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, row, left.length, right.length);
    return row;
  }

  @Override
  public void reset() {
    throw new UnsupportedOperationException("a join by calls cannot be rewound");
  }

  @Override
  public void close() {
    Enumerator<? extends @Nullable Object> open = rows;
    rows = null;
    ended = true;
    left.close();
    if (open != null) {
      open.close();
    }
  }
}
