package io.stripejdbc.scan.execute;

import io.stripejdbc.scan.task.ListPager;
import io.stripejdbc.scan.task.PageTask;
import io.stripejdbc.scan.window.ListSplitPolicy;
import io.stripejdbc.scan.window.ListSplitPolicy.Cut;
import io.stripejdbc.scan.window.ListStatistics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cuts lists into windows for workers that are free: where it is known how the rows of a list lie,
 * before it is read and where whole pages end; else one window after the other, while it is read.
 * Under the lock of the run.
 */
final class WindowSplitter implements ScanRun.Splitter {
  private final Map<ListStatistics.Reading, ListWindows> lists = new LinkedHashMap<>();
  private final int workers;
  private final boolean whole;

  /**
   * @param workers calls that can be in flight at once
   * @param whole whether the reader is known to take every row
   */
  WindowSplitter(int workers, boolean whole) {
    this.workers = workers;
    this.whole = whole;
  }

  /** A list, or a part of it, that may be split from now on. */
  void add(ListPager<?> task) {
    lists.put(task.reading(), new ListWindows(task));
  }

  @Override
  public @Nullable PageTask<?> split(ScanRun run) {
    if (!whole && !run.isReadOn()) {
      return null;
    }
    List<PageTask<?>> planned = plan(run);
    if (!planned.isEmpty()) {
      planned.subList(1, planned.size()).forEach(run::addLast);
      return planned.get(0);
    }
    return cut(run);
  }

  /** Cuts lists of which it is known how their rows lie, each once. */
  @Override
  public void balance(ScanRun run) {
    if (whole || run.isReadOn()) {
      plan(run).forEach(run::addLast);
    }
  }

  private List<PageTask<?>> plan(ScanRun run) {
    lists.values().removeIf(ListWindows::hasEnded);
    List<PageTask<?>> all = new ArrayList<>();
    for (ListWindows list : lists.values()) {
      if (list.isToBePlanned()) {
        all.addAll(list.plan((int) Math.max(1, Math.ceil(pages() / workers)), run::nextNumber));
      }
    }
    return all;
  }

  private double pages() {
    return lists.values().stream().mapToDouble(list -> list.pagesToCome(workers)).sum();
  }

  private @Nullable PageTask<?> cut(ScanRun run) {
    double pages = pages();
    ListSplitPolicy.Workers free =
        new ListSplitPolicy.Workers(workers, pages / workers, lists.size() == 1);
    Cut best = null;
    ListWindows its = null;
    for (ListWindows list : lists.values()) {
      Cut cut = ListSplitPolicy.next(list.windows(), free);
      if (cut != null && (best == null || cut.pages() > best.pages())) {
        best = cut;
        its = list;
      }
    }
    return best == null || its == null ? null : its.cut(best, run.nextNumber());
  }
}
