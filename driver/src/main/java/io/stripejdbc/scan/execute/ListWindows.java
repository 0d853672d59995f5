package io.stripejdbc.scan.execute;

import io.stripejdbc.scan.ScanSpec.Bounds;
import io.stripejdbc.scan.task.ListPager;
import io.stripejdbc.scan.task.PageTask;
import io.stripejdbc.scan.window.ListSplitPolicy;
import io.stripejdbc.scan.window.ListSplitPolicy.Window;
import io.stripejdbc.scan.window.WindowSplitPolicy;
import io.stripejdbc.scan.window.WindowSplitPolicy.View;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** The windows of one list that is being read, newest first. Under the lock of its run. */
final class ListWindows {
  private final List<ListPager<?>> tasks = new ArrayList<>();
  private boolean planned;

  /**
   * @param task the list, not cut so far
   */
  ListWindows(ListPager<?> task) {
    tasks.add(task);
  }

  boolean hasEnded() {
    return tasks.stream().allMatch(task -> task.progress().hasEnded());
  }

  /** What is known of each. */
  List<Window> windows() {
    return tasks.stream()
        .map(
            task -> {
              View view = task.view();
              boolean asPlanned = planned && WindowSplitPolicy.isSure(view);
              return new Window(view, task.progress().hasEnded(), task.canBeCut(), asPlanned);
            })
        .toList();
  }

  /**
   * Pages expected, with those on their way.
   *
   * @param workers calls that can be in flight
   */
  double pagesToCome(int workers) {
    return ListSplitPolicy.pagesToCome(windows(), workers);
  }

  /** Whether it is known how its rows lie, and it has not been cut for that. */
  boolean isToBePlanned() {
    return !planned && tasks.size() == 1 && WindowSplitPolicy.isSure(tasks.get(0).view());
  }

  /**
   * Cuts it where whole pages end.
   *
   * @param pages pages of each window
   * @return the windows that were made
   */
  List<PageTask<?>> plan(int pages, IntSupplier numbers) {
    planned = true;
    List<PageTask<?>> made = new ArrayList<>();
    for (long second : WindowSplitPolicy.wholePages(tasks.get(0).view(), pages)) {
      made.add(cut(tasks.size() - 1, second, true, numbers.getAsInt()));
    }
    return made;
  }

  /** Makes a cut. */
  PageTask<?> cut(ListSplitPolicy.Cut cut, int number) {
    return cut(cut.window(), cut.second(), cut.even(), number);
  }

  /** Makes what is older than a second another window. */
  private PageTask<?> cut(int window, long second, boolean even, int number) {
    ListPager<?> task = tasks.get(window);
    View view = task.view();
    Bounds bounds = new Bounds(view.floor(), second - 1);
    ListPager<?> older = task.older(number, bounds, WindowSplitPolicy.before(view, even));
    task.progress().cut(second);
    tasks.add(window + 1, older);
    return older;
  }
}
