package io.stripejdbc.scan.execute;

import io.stripejdbc.scan.ScanSpec.Bounds;
import io.stripejdbc.scan.task.ListStrand;
import io.stripejdbc.scan.task.Strand;
import io.stripejdbc.scan.window.Windows;
import io.stripejdbc.scan.window.Windows.View;
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

  private final List<ListStrand<?>> windows = new ArrayList<>();
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
  void add(ListStrand<?> strand) {
    windows.add(strand);
  }

  @Override
  public @Nullable Strand<?> split(ScanRun run) {
    return maySplit(run) ? largest(run, Windows.LEAST_PAGES) : null;
  }

  @Override
  public void balance(ScanRun run) {
    Strand<?> split = maySplit(run) ? longest(run) : null;
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
    boolean guessed = windows.stream().anyMatch(strand -> Windows.isEndGuessed(strand.view()));
    return poor + young() < (guessed ? workers / 2 : workers) + pages / POOR_SHARE;
  }

  /** Splits the largest window for a worker that has nothing else to do. */
  private @Nullable Strand<?> largest(ScanRun run, double least) {
    ListStrand<?> largest = null;
    double most = least;
    for (ListStrand<?> strand : windows) {
      double left = Windows.pagesLeft(strand.view());
      if (left >= most && strand.canBeCut()) {
        largest = strand;
        most = left;
      }
    }
    return largest == null
        ? null
        : split(largest, Math.max(2, Windows.parts(largest.view(), share())), run);
  }

  /** Splits a window that would go on when all others have been read. */
  private @Nullable Strand<?> longest(ScanRun run) {
    double share = share();
    for (ListStrand<?> strand : windows) {
      View view = strand.view();
      long parts = Windows.parts(view, share);
      if (parts > 1 && strand.canBeCut() && Windows.pagesLeft(view) >= Windows.LEAST_PAGES) {
        return split(strand, parts, run);
      }
    }
    return null;
  }

  /** Pages for each call in flight; a window nothing is known of counts as the others do. */
  private double share() {
    double pages = 0;
    int known = 0;
    boolean sure = true;
    for (ListStrand<?> strand : windows) {
      View view = strand.view();
      pages += Windows.pagesToCome(view);
      known += Windows.density(view) > 0 ? 1 : 0;
      sure &= Windows.isSure(view);
    }
    double share = known == 0 ? 0 : pages / known * windows.size() / workers;
    return sure ? Math.max(share, Math.ceil(share) - SPARE) : share;
  }

  /** Keeps the account of a window that has been read. */
  private boolean hasEnded(ListStrand<?> strand) {
    View view = strand.view();
    boolean ended = strand.progress().hasEnded();
    if (ended) {
      pages += view.pages();
      poor += view.isCut() && view.rows() < Windows.FULL_PAGE / 2 ? 1 : 0;
    }
    return ended;
  }

  private long young() {
    return windows.stream()
        .map(ListStrand::view)
        .filter(view -> view.isCut() && view.pages() == 0)
        .count();
  }

  private @Nullable Strand<?> split(ListStrand<?> strand, long parts, ScanRun run) {
    View view = strand.view();
    long cut = Windows.cut(view, parts);
    if (cut == Long.MIN_VALUE) {
      return null;
    }
    ListStrand<?> older =
        strand.older(run.nextNumber(), new Bounds(view.floor(), cut - 1), Windows.before(view));
    strand.progress().cut(cut);
    windows.add(older);
    return older;
  }
}
