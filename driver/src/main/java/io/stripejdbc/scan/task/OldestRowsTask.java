package io.stripejdbc.scan.task;

import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.PagedResult;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.scan.ScanSpec.Bounds;
import io.stripejdbc.scan.ScanSpec.FetchHint.ListEnd;
import io.stripejdbc.scan.request.RequestStep;
import io.stripejdbc.scan.window.ListStatistics;
import io.stripejdbc.scan.window.OldestRowSearch;
import io.stripejdbc.scan.window.WindowSplitPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The oldest rows of a list, or its newest page besides: windows of {@code created} that are asked
 * for one after the other, each by a task of its own, until those rows have come. Gives out the
 * rows of windows that were read to their end.
 */
public final class OldestRowsTask<P extends PagedResult> extends PageTask<P> {
  /** Opens the reading of one window of the list. */
  public interface Opener<P extends PagedResult> {
    /**
     * Opens it.
     *
     * @param limit rows wanted at most
     * @param newest whether these have to be the newest
     */
    PageTask<P> open(Bounds window, long limit, boolean newest, PageConsumer<P> consumer);
  }

  private static final long PAGE = WindowSplitPolicy.FULL_PAGE;

  private final RequestStep step;
  private final PageConsumer<P> consumer;
  private final ListStatistics statistics;
  private final Opener<P> opener;
  private final OldestRowSearch search;
  private final boolean both;
  private boolean newestRead;
  private boolean ended;
  private long oldest = Long.MAX_VALUE;
  private @Nullable WindowRows window;
  private @Nullable PageTask<P> reads;

  /**
   * Creates one.
   *
   * @param statistics tells where the list began when it was read before, and is told
   * @param wanted rows, at least 1
   * @param end which rows; not the newest alone
   */
  public OldestRowsTask(
      TaskRequest<P> request,
      int number,
      ListStatistics statistics,
      long wanted,
      ListEnd end,
      Opener<P> opener) {
    super(request.target(), number);
    this.step = request.step();
    this.consumer = request.consumer();
    this.statistics = statistics;
    this.opener = opener;
    this.both = end == ListEnd.BOTH;
    ListStatistics.Begin begin =
        statistics.begin(request.target().account(), step.template(), wanted);
    this.search =
        new OldestRowSearch(
            step.window(),
            wanted,
            end == ListEnd.OLDEST_AND_TIES,
            begin.second(),
            begin.accountMade());
  }

  @Override
  public @Nullable TaskCall<P> next() {
    TaskCall<P> call = reading().next();
    return call == null ? null : call.by(this);
  }

  private PageTask<P> reading() {
    PageTask<P> task = reads == null ? open() : reads;
    reads = task;
    return task;
  }

  @Override
  public boolean isAtHand() {
    return !ended && reading().isAtHand();
  }

  @Override
  public long bytesToUnpack() {
    return ended ? 0 : reading().bytesToUnpack();
  }

  @Override
  public boolean cachesAnswer() {
    return !ended && reading().cachesAnswer();
  }

  /** The newest page is the first window of the search, unless that begins elsewhere. */
  private PageTask<P> open() {
    boolean newest = both && !newestRead;
    newestRead = true;
    boolean searched = !newest || search.beginsWithAll();
    Bounds asked = searched ? Objects.requireNonNull(search.next()) : step.window();
    long limit = searched ? search.limit() : PAGE;
    WindowRows rows = new WindowRows(limit, newest, searched);
    window = rows;
    return opener.open(asked, limit, newest, rows);
  }

  @Override
  public boolean answered(P answer) {
    return Objects.requireNonNull(reads).answered(answer) || goesOn();
  }

  /** A window was read; whether there is another. */
  private boolean goesOn() {
    WindowRows rows = Objects.requireNonNull(window);
    Objects.requireNonNull(reads).close();
    reads = null;
    window = null;
    boolean complete = rows.count < rows.limit;
    boolean beginning =
        rows.searched ? search.answered(rows.count, complete, rows.newest, rows.oldest) : complete;
    ended = rows.searched ? search.isDone() : complete;
    oldest = beginning ? Math.min(oldest, rows.oldest) : oldest;
    if (beginning || rows.isNewest) {
      rows.giveOut();
    }
    if (ended && oldest != Long.MAX_VALUE && step.window().least() <= 0) {
      statistics.began(target().account(), step.template(), oldest);
    }
    return !ended;
  }

  @Override
  public Verdict failed(CallFailure failure) {
    Verdict verdict = Objects.requireNonNull(reads).failed(failure);
    return verdict == Verdict.END && goesOn() ? Verdict.GO_ON : verdict;
  }

  @Override
  public boolean held() {
    return reads != null && reads.held();
  }

  @Override
  public void forget() {
    if (reads != null) {
      reads.forget();
    }
  }

  @Override
  public void close() {
    if (reads != null) {
      reads.close();
    }
  }

  /** The rows of one window, kept until it is known whether they are given out. */
  private final class WindowRows extends PageConsumer.Forwarding<P> {
    private final long limit;
    private final boolean isNewest;
    private final boolean searched;
    private final List<Runnable> takes = new ArrayList<>();
    private long count;
    private long newest = Long.MIN_VALUE;
    private long oldest = Long.MAX_VALUE;

    WindowRows(long limit, boolean isNewest, boolean searched) {
      super(consumer);
      this.limit = limit;
      this.isNewest = isNewest;
      this.searched = searched;
    }

    void giveOut() {
      takes.forEach(Runnable::run);
    }

    @Override
    public void take(
        PageTask<?> from, P page, List<Integer> kept, RequestStep part, RowContext context) {
      count += kept.size();
      for (int position : kept) {
        long second = layout().created(page.rows().get(position), Long.MIN_VALUE);
        newest = Math.max(newest, second);
        oldest = Math.min(oldest, second);
      }
      takes.add(() -> consumer.take(OldestRowsTask.this, page, kept, part, context));
    }
  }
}
