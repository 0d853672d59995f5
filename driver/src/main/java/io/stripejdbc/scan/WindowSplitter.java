package io.stripejdbc.scan;

import io.stripejdbc.scan.ScanSpec.Bounds;
import io.stripejdbc.scan.Windows.View;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives a free worker the older half of the largest window that is being read. Under the lock of
 * the run.
 */
final class WindowSplitter implements ScanRun.Splitter {
  /**
   * Windows that may turn out nearly empty, and one more for so many pages: where a list is dense
   * here and empty there, splitting must not cost more than it saves.
   */
  private static final int MOST_POOR = 16;

  private static final int POOR_SHARE = 8;

  private final List<ListStrand<?>> windows = new ArrayList<>();
  private long pages;
  private long poor;

  /** A window that may be split from now on. */
  void add(ListStrand<?> strand) {
    windows.add(strand);
  }

  @Override
  public @Nullable Strand<?> split(ScanRun run) {
    if (!run.isReadOn()) {
      return null;
    }
    windows.removeIf(this::hasEnded);
    if (poor + young() >= MOST_POOR + pages / POOR_SHARE) {
      return null;
    }
    ListStrand<?> largest = null;
    double most = Windows.LEAST_PAGES;
    for (ListStrand<?> strand : windows) {
      double left = Windows.pagesLeft(strand.view());
      if (left >= most) {
        largest = strand;
        most = left;
      }
    }
    return largest == null ? null : split(largest, run);
  }

  /** Keeps the account of a window that has been read. */
  private boolean hasEnded(ListStrand<?> strand) {
    View view = strand.view();
    boolean ended = strand.progress().hasEnded();
    if (ended) {
      pages += view.pages();
      poor += view.rows() < ListStrand.FULL_PAGE / 2 ? 1 : 0;
    }
    return ended;
  }

  private long young() {
    return windows.stream().filter(strand -> strand.view().pages() == 0).count();
  }

  private @Nullable Strand<?> split(ListStrand<?> strand, ScanRun run) {
    View view = strand.view();
    long cut = Windows.cut(view);
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
