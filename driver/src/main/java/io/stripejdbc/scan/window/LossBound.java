package io.stripejdbc.scan.window;

import io.stripejdbc.scan.window.ListSplitPolicy.Workers;

/**
 * How many pages may be lost with a list, by how many pages it has as far as is known: arithmetic
 * whose numbers were chosen by the simulation (docs/design/reading-lists.md).
 *
 * @param base pages whatever the list has
 * @param baseOfProbes the same for windows that may be empty
 * @param eachOfProbes one page more for each so many of the first thirty, for such windows
 * @param eachOfLong one page more for each so many beyond
 * @param eachOfLongProbes the same for such windows
 * @param beyond how far more pages than are known windows are compared with
 * @param share the same of what each worker is expected to read
 */
record LossBound(
    double base,
    double baseOfProbes,
    double eachOfProbes,
    double eachOfLong,
    double eachOfLongProbes,
    double beyond,
    double share) {
  private static final LossBound FEW = new LossBound(0.46, 0.26, 5, 22.5, 35, 2, 1.5);

  /** With more workers calls are spent for time. */
  private static final LossBound MANY = new LossBound(1.8, 1.6, 5.3, 14, 14, 2.6, 2.6);

  /** Pages from where on fewer more may be lost. */
  private static final double LONG_PAGES = 30;

  /** Pages of the first thirty for which one may be lost. */
  private static final double EACH = 10;

  /** Pages more that may be lost of a list that comes evenly, has long been so, or has a burst. */
  private static final double EXTRA_OF_STEADY = 1.5;

  private static final double EXTRA_OF_LONG = 1.2;

  private static final double EXTRA_OF_BURST = 0.3;

  static LossBound of(Workers workers) {
    return workers.areMany() ? MANY : FEW;
  }

  /** Pages that may be lost with a list of so many: about one where there are several lists. */
  double pages(double pages, Workers workers) {
    return workers.oneList()
        ? base + Math.min(LONG_PAGES, pages) / EACH + beyondLong(pages) / eachOfLong
        : 1.4 + Math.max(0, pages - 20) / 15;
  }

  /** The same for a window that may be empty: by what is known, whatever is to be expected. */
  double pagesOfProbes(double pages, Workers workers) {
    return workers.oneList()
        ? baseOfProbes
            + Math.min(LONG_PAGES, pages) / eachOfProbes
            + beyondLong(pages) / eachOfLongProbes
        : pages(pages, workers);
  }

  private static double beyondLong(double pages) {
    return Math.max(0, pages - LONG_PAGES);
  }

  /**
   * Pages more that may be lost by one list: where its rows come evenly, since then fewer are lost
   * than is expected, when it has some thirty pages and when nearly all of a hundred are known; and
   * while a burst is read, of which most may be still to come.
   */
  static double extra(ListEstimate list, Workers workers) {
    if (workers.areMany() || !workers.oneList()) {
      return 0;
    }
    double pages = list.read() + list.left();
    double begun = between(pages, 10, 24);
    if (list.isSteady()) {
      double ended = between(pages, 35, 50);
      return EXTRA_OF_STEADY * Math.min(begun, 1 - ended) + EXTRA_OF_LONG * between(pages, 80, 100);
    }
    return list.hasBurst() ? EXTRA_OF_BURST * begun : 0;
  }

  /** 0 up to a number, 1 from another one on. */
  private static double between(double number, double from, double to) {
    return Math.max(0, Math.min(1, (number - from) / (to - from)));
  }
}
