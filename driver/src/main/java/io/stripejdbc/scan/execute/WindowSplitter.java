package io.stripejdbc.scan.execute;

import io.stripejdbc.scan.ScanSpec.Bounds;
import io.stripejdbc.scan.task.ListPager;
import io.stripejdbc.scan.task.PageTask;
import io.stripejdbc.scan.window.WindowSplitPolicy;
import io.stripejdbc.scan.window.WindowSplitPolicy.View;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives a free worker the older half of the largest window that is being read. Under the lock of
 * the run.
 */
final class WindowSplitter implements ScanRun.Splitter {
  /**
   * As many windows that were cut off as there are workers may turn out nearly empty, half as many
   * while the end of a list is only guessed at, and one more for so many pages: where a list is
   * dense here and empty there, splitting must not cost more than it saves.
   */
  private static final int POOR_SHARE = 8;

  /**
   * Where it is known how the rows lie, a window is made as large as whole pages allow but for so
   * much of one: 26 pages for eight workers are seven windows of 3.7 and not eight of 3.25, which
   * take the same four rounds and four calls more.
   */
  private static final double SPARE = 0.3;

  private final List<ListPager<?>> windows = new ArrayList<>();
  private final int workers;
  private final boolean whole;
  private long pages;
  private long poor;

  /**
   * @param workers calls that can be in flight at once
   * @param whole whether the reader is known to take every row
   */
  WindowSplitter(int workers, boolean whole) {
    this.workers = workers;
    this.whole = whole;
  }

  /** A window that may be split from now on. */
  void add(ListPager<?> task) {
    windows.add(task);
  }

  @Override
  public @Nullable PageTask<?> split(ScanRun run) {
    return maySplit(run) ? largest(run, WindowSplitPolicy.LEAST_PAGES) : null;
  }

  @Override
  public void balance(ScanRun run) {
    PageTask<?> split = maySplit(run) ? longest(run) : null;
    while (split != null) {
      run.addLast(split);
      split = maySplit(run) ? longest(run) : null;
    }
  }

  private boolean maySplit(ScanRun run) {
    if (!whole && !run.isReadOn()) {
      return false;
    }
    windows.removeIf(this::hasEnded);
    boolean guessed =
        windows.stream().anyMatch(task -> WindowSplitPolicy.isEndGuessed(task.view()));
    return poor + young() < (guessed ? workers / 2 : workers) + pages / POOR_SHARE;
  }

  /** Splits the largest window for a worker that has nothing else to do. */
  private @Nullable PageTask<?> largest(ScanRun run, double least) {
    ListPager<?> largest = null;
    double most = least;
    for (ListPager<?> task : windows) {
      double left = WindowSplitPolicy.pagesLeft(task.view());
      if (left >= most && task.canBeCut()) {
        largest = task;
        most = left;
      }
    }
    return largest == null
        ? null
        : split(largest, Math.max(2, WindowSplitPolicy.parts(largest.view(), share())), run);
  }

  /** Splits a window that would go on when all others have been read. */
  private @Nullable PageTask<?> longest(ScanRun run) {
    double share = share();
    for (ListPager<?> task : windows) {
      View view = task.view();
      long parts = WindowSplitPolicy.parts(view, share);
      if (parts > 1
          && task.canBeCut()
          && WindowSplitPolicy.pagesLeft(view) >= WindowSplitPolicy.LEAST_PAGES) {
        return split(task, parts, run);
      }
    }
    return null;
  }

  /** Pages for each call in flight; a window nothing is known of counts as the others do. */
  private double share() {
    double pages = 0;
    int known = 0;
    boolean sure = true;
    for (ListPager<?> task : windows) {
      View view = task.view();
      pages += WindowSplitPolicy.pagesToCome(view);
      known += WindowSplitPolicy.density(view) > 0 ? 1 : 0;
      sure &= WindowSplitPolicy.isSure(view);
    }
    double share = known == 0 ? 0 : pages / known * windows.size() / workers;
    return sure ? Math.max(share, Math.ceil(share) - SPARE) : share;
  }

  /** Keeps the account of a window that has been read. */
  private boolean hasEnded(ListPager<?> task) {
    View view = task.view();
    boolean ended = task.progress().hasEnded();
    if (ended) {
      pages += view.pages();
      poor += view.isCut() && view.rows() < WindowSplitPolicy.FULL_PAGE / 2 ? 1 : 0;
    }
    return ended;
  }

  private long young() {
    return windows.stream()
        .map(ListPager::view)
        .filter(view -> view.isCut() && view.pages() == 0)
        .count();
  }

  private @Nullable PageTask<?> split(ListPager<?> task, long parts, ScanRun run) {
    View view = task.view();
    long cut = WindowSplitPolicy.cut(view, parts);
    if (cut == Long.MIN_VALUE) {
      return null;
    }
    ListPager<?> older =
        task.older(
            run.nextNumber(), new Bounds(view.floor(), cut - 1), WindowSplitPolicy.before(view));
    task.progress().cut(cut);
    windows.add(older);
    return older;
  }
}
