package io.stripejdbc.plan.runtime;

import io.stripejdbc.fetch.MemoryReservation;
import io.stripejdbc.plan.expand.LookupState;
import io.stripejdbc.plan.lookup.LookupPlan;
import io.stripejdbc.plan.lookup.LookupRequest;
import io.stripejdbc.plan.memory.RowSize;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** Makes the requests of a lookup join and gathers their rows by key. */
final class LookupReader {
  /** Requests that run side by side; each is a scan of one account. */
  private static final int AT_ONCE = 32;

  private final LookupPlan plan;
  private final ScanRuntime runtime;
  private final Enumerable<? extends @Nullable Object> right;
  private final MemoryReservation memory;

  /**
   * @param memory the account of the rows that are gathered
   */
  LookupReader(
      LookupPlan plan,
      ScanRuntime runtime,
      Enumerable<? extends @Nullable Object> right,
      MemoryReservation memory) {
    this.plan = plan;
    this.runtime = runtime;
    this.right = right;
    this.memory = memory;
  }

  /** Whether the pages read so far have saved as many lookups, but for a few. */
  static boolean isPaying(long rowsRead, long hits) {
    return rowsRead / LookupRows.ROWS_PER_PAGE <= hits + LookupRows.FEW;
  }

  /** What came of a request. */
  record Found(LookupState.Asked asked, Map<List<String>, List<@Nullable Object[]>> rows) {}

  /** The rows of several requests, which run side by side: all begin before the first is read. */
  List<Found> rows(List<LookupRequest> requests) {
    return rows(requests, Collections.nCopies(requests.size(), Set.of()));
  }

  /**
   * The rows of several requests, each given up once its pages bring too few of the wanted keys.
   *
   * @param wanted the keys that pay for the pages of each request, empty for a request that is read
   *     as far as it allows
   */
  List<Found> rows(List<LookupRequest> requests, List<Set<List<String>>> wanted) {
    List<Found> found = new ArrayList<>();
    for (int from = 0; from < requests.size(); from += AT_ONCE) {
      int to = Math.min(requests.size(), from + AT_ONCE);
      found.addAll(together(requests.subList(from, to), wanted.subList(from, to)));
    }
    return found;
  }

  private List<Found> together(List<LookupRequest> requests, List<Set<List<String>>> wanted) {
    List<Found> found = new ArrayList<>();
    List<Enumerator<? extends @Nullable Object>> open = new ArrayList<>();
    try {
      for (LookupRequest request : requests) {
        found.add(new Found(runtime.lookup(plan.binding().id()).ask(request), new HashMap<>()));
        open.add(right.enumerator());
      }
      for (int i = 0; i < open.size(); i++) {
        read(open.get(i), found.get(i), wanted.get(i));
      }
    } finally {
      open.forEach(Enumerator::close);
    }
    return found;
  }

  private void read(
      Enumerator<? extends @Nullable Object> rows, Found found, Set<List<String>> wanted) {
    long hits = 0;
    while (!found.asked().isSpent() && rows.moveNext()) {
      @Nullable Object[] row = LookupJoinRuntime.array(rows.current(), plan.rightColumns());
      List<String> key = LookupRows.key(row, plan.rightKeys());
      if (key != null) {
        List<@Nullable Object[]> kept = List.<@Nullable Object[]>of(row.clone());
        memory.add(RowSize.ofRows(kept));
        found.rows().computeIfAbsent(key, k -> new ArrayList<>()).addAll(kept);
        hits += wanted.contains(key) ? 1 : 0;
      }
      if (!wanted.isEmpty() && !isPaying(found.asked().rowsRead().get(), hits)) {
        found.asked().giveUp();
      }
    }
  }
}
