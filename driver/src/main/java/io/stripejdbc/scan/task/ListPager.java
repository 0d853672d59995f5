package io.stripejdbc.scan.task;

import io.stripejdbc.cache.segment.TimeRange;
import io.stripejdbc.catalog.TableSpec.Paging;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.BodyReader;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.PageRequest;
import io.stripejdbc.fetch.PageRequest.Parameter;
import io.stripejdbc.fetch.PagedResult;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.scan.ScanSpec.Bounds;
import io.stripejdbc.scan.request.AccountScope;
import io.stripejdbc.scan.request.RequestStep;
import io.stripejdbc.scan.request.RequestTarget;
import io.stripejdbc.scan.request.RequestTemplate;
import io.stripejdbc.scan.request.ResidualFilter;
import io.stripejdbc.scan.request.RowLayout;
import io.stripejdbc.scan.rows.SeenIds;
import io.stripejdbc.scan.window.ListStatistics;
import io.stripejdbc.scan.window.NewestRows;
import io.stripejdbc.scan.window.PageCursor;
import io.stripejdbc.scan.window.WindowProgress;
import io.stripejdbc.scan.window.WindowSplitPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one list, or of one window of it, newest first.
 *
 * <p>A window can lose its older half to another task while it is read ({@link
 * WindowProgress#cut}): it then goes on with its cursor and stops where the other one begins.
 */
public final class ListPager<P extends PagedResult> extends PageTask<P> {
  private RequestStep step;
  private final PageConsumer<P> consumer;
  private final RowContext context;
  private final PageCursor cursor;
  private final PageCheck check;
  private final RepetitionCheck repetition = new RepetitionCheck();
  private final WindowProgress progress;
  private final long limit;
  private final long pageLimit;
  private final ListStatistics.Reading reading;
  private final WindowSplitPolicy.Before inherited;
  private final PageTask<P> outward;
  private final @Nullable CacheWriter writer;
  private final @Nullable NewestRows newest;
  private final boolean newestWanted;
  private long given;
  private long read;
  private int beyond;
  private boolean narrowed;
  private boolean closed;
  private boolean wholly;
  private boolean sendsLimit = true;
  private PageSize size;
  private @Nullable CachedRemainder<P> cachedRemainder;

  /**
   * Creates one.
   *
   * @param wanted how many rows are wanted
   * @param seen ids that were read of the list, by whichever of its tasks
   * @param reading where the list is expected to end
   * @param inherited what was known of the window this one was cut from
   * @param outward in whose name it gives its rows, null for its own
   * @param writer caches what it reads, null for nobody
   */
  public ListPager(
      TaskRequest<P> request,
      int number,
      RowLimit wanted,
      SeenIds seen,
      ListStatistics.Reading reading,
      WindowSplitPolicy.Before inherited,
      @Nullable PageTask<P> outward,
      @Nullable CacheWriter writer) {
    super(request.target(), number);
    this.step = request.step();
    this.consumer = request.consumer();
    this.context = request.context();
    this.limit = wanted.rows();
    // What was given out before comes again, and does not count.
    this.pageLimit = limit < 0 ? -1 : limit + seen.embedded();
    this.size = new PageSize(pageLimit, -1);
    this.reading = reading;
    this.inherited = inherited;
    this.outward = outward == null ? this : outward;
    this.writer = writer;
    this.newestWanted = wanted.newest();
    this.newest = newestWanted && limit >= 0 ? new NewestRows(limit + seen.embedded()) : null;
    RequestTemplate list = step.template();
    this.check =
        new PageCheck(
            consumer,
            ResidualFilter.variant(list.table(), list.parameters(), consumer.layout()),
            seen,
            number);
    this.cursor = new PageCursor(step.window(), step.isWindowed(), consumer.layout());
    this.progress = new WindowProgress(step.window());
    seen.opened();
  }

  static List<Integer> all(int size) {
    return IntStream.range(0, size).boxed().toList();
  }

  /** What is known of the window. */
  public WindowSplitPolicy.View view() {
    return progress.view(reading, inherited);
  }

  /** The reading of the list that this window is a part of. */
  public ListStatistics.Reading reading() {
    return reading;
  }

  /** A task for an older part of this one's window. */
  public ListPager<P> older(int number, Bounds window, WindowSplitPolicy.Before before) {
    reading.opened();
    CacheWriter its = writer == null ? null : writer.split(window.greatest() + 1);
    return new ListPager<>(
        new TaskRequest<>(target(), step.over(window), consumer, context),
        number,
        new RowLimit(limit, newestWanted, false),
        check.seen(),
        reading,
        before,
        null,
        its);
  }

  /** Whether another task may take its older part; not where cursors did not stand it. */
  public boolean canBeCut() {
    return !wholly;
  }

  /** Rows given out. */
  long given() {
    return given;
  }

  public WindowProgress progress() {
    return progress;
  }

  private Paging paging() {
    return step.template().table().paging();
  }

  @Override
  public TaskCall<P> next() {
    cachedRemainder = cachedRemainder == null ? rest() : cachedRemainder;
    if (cachedRemainder != null) {
      return cachedRemainder.next(this);
    }
    progress.asked();
    BodyReader<P> reader = consumer.reader(step.shape(), context);
    return TaskCall.remote(this, request(), writer == null ? reader : writer.packing(reader));
  }

  /** What another scan has read while this one's reader rested, null for nothing. */
  private @Nullable CachedRemainder<P> rest() {
    long last = cursor.lastSecond();
    if (writer == null || limit >= 0 || !step.isWindowed() || last < progress.floor()) {
      return null;
    }
    // A row out of place may be newer than the last one: what was read tells them apart.
    TimeRange left = new TimeRange(progress.floor(), Math.max(last, progress.latest()));
    CachedRemainder<P> others = writer.rest(left, check::hasRead, consumer, context);
    if (others != null) {
      writer.close();
      progress.ended(true);
    }
    return others;
  }

  private boolean took(CachedRemainder<P> others, P answer) {
    List<Integer> all = all(answer.rows().size());
    given += all.size();
    read += all.size();
    others.tell(all.size());
    if (others.isEmpty()) {
      boolean none = others.oldest() == Long.MIN_VALUE;
      reading.closed(progress.latest(), none ? progress.earliest() : others.oldest(), read);
    }
    consumer.take(outward, answer, all, step, context);
    return !others.isEmpty();
  }

  private PageRequest request() {
    if (cursor.nextPageUrl() != null) {
      RequestTemplate t = step.template();
      return new PageRequest(
          t.table().name(),
          target().header(),
          t.table().api(),
          t.endpoint(),
          cursor.nextPageUrl(),
          List.of());
    }
    List<Parameter> before = new ArrayList<>();
    if (paging() != Paging.NONE && sendsLimit) {
      before.add(size.parameter(given));
    }
    return step.template().on(target(), before, cursor.parameters(progress.floor()));
  }

  /** The request for the first page of a step, as the platform would make it. */
  public static PageRequest firstRequest(RequestStep step, long limit, long expected) {
    boolean paged = step.template().table().paging() != Paging.NONE;
    List<Parameter> before =
        paged ? List.of(new PageSize(limit, expected).parameter(0)) : List.of();
    return step.template().on(RequestTarget.PLATFORM, before, PageCursor.window(step.window()));
  }

  /**
   * Begins behind an object that is known from before.
   *
   * @param lastIds those before it in the list, and itself; none for the beginning of the window
   */
  public void beginBehind(List<String> lastIds) {
    cursor.beginBehind(lastIds);
  }

  /** Says how many rows will probably do, -1 for all. */
  public void expect(long rows) {
    size = new PageSize(pageLimit, rows);
  }

  @Override
  public boolean answered(P answer) {
    if (cachedRemainder != null) {
      return took(cachedRemainder, answer);
    }
    int newRows = check.newRows(answer);
    boolean hasNew = newRows > 0;
    String wrong = check.complaint(answer, cursor.asked());
    if (wrong != null) {
      throw badAnswer("is not what was asked for", wrong);
    }
    wrong = repetition.complaint(answer, newRows, cursor, step.template().path(), narrowed);
    if (wrong != null && repetition.asksAgain()) {
      return true;
    }
    if (wrong != null) {
      throw badAnswer("does not go on", wrong);
    }
    consumer.layout().demandValues(answer.rows(), target().account());
    if (!RepetitionCheck.saysHowToGoOn(answer, paging(), step.template().path())) {
      throw badAnswer("does not go on", "it says that there is more and not how to ask for it");
    }
    if (cursor.isDoubtful(answer)) {
      cursor.verify();
      return true;
    }
    return take(answer, hasNew);
  }

  private DriverFailure badAnswer(String how, String what) {
    return badAnswer(step, target(), how, what);
  }

  public static DriverFailure badAnswer(
      RequestStep step, RequestTarget target, String how, String what) {
    RequestTemplate asked = step.template();
    String account = target.account().isEmpty() ? AccountScope.PLATFORM : target.account();
    return new DriverFailure(
        DriverError.BAD_ANSWER,
        "Stripe's answer for table '%s' of account '%s' %s: %s (%s)"
            .formatted(asked.table().name(), account, how, what, asked.path()));
  }

  private boolean take(P answer, boolean hasNew) {
    PageCheck.Rows rows = check.take(answer, cursor.asked(), progress.floor());
    boolean verified = cursor.isVerifying();
    boolean sureEnd = verified && rows.own().isEmpty();
    cursor.verified();
    given += rows.fresh().size();
    read += rows.own().size();
    progress.answered(answer, consumer.layout(), rows.own());
    cursor.advance(answer, progress.floor(), hasNew);
    for (int position : rows.own()) {
      reading.row(consumer.layout().created(answer.rows().get(position), Long.MIN_VALUE));
    }
    boolean more = paging() != Paging.NONE && answer.hasMore() && !sureEnd;
    if (verified && more) {
      cursor.beginAnew();
      wholly = true;
    }
    progress.ended(!more);
    boolean bringsNothing = !more && given == 0 && !step.isWindowed();
    String wrong = bringsNothing ? check.complaintAtEnd() : null;
    if (wrong != null) {
      throw badAnswer("is not what was asked for", wrong);
    }
    if (!more && !narrowed) {
      reading.closed(progress.latest(), progress.earliest(), read);
    }
    if (writer != null) {
      writer.answered(rows.own(), !more);
    }
    consumer.take(outward, answer, rows.fresh(), step, context);
    boolean goesOn = more && wantsMore(answer, rows.own());
    if (!goesOn) {
      close();
    }
    return goesOn;
  }

  /** Pages that are read of a list that is out of order and cannot be cut, to find its newest. */
  private static final int MOST_BEYOND = 10;

  private boolean wantsMore(P answer, List<Integer> own) {
    NewestRows all = newest;
    if (all != null) {
      RowLayout layout = consumer.layout();
      for (int position : own) {
        @Nullable Object[] row = answer.rows().get(position);
        all.add(layout.id(row), layout.created(row, Long.MAX_VALUE));
      }
    }
    if (limit < 0 || given < limit) {
      return true;
    }
    if (all == null || all.isOrdered()) {
      return false;
    }
    readOn(all);
    return true;
  }

  /** Rows came that are newer than those before them: the newest may be anywhere. */
  private void readOn(NewestRows all) {
    if (!narrowed && writer != null) {
      writer.abandon();
    }
    narrowed = true;
    long bound = all.bound();
    if (step.isWindowed() && bound > progress.floor()) {
      progress.cut(bound);
      cursor.goOnBehind(all.lastSince(bound));
    } else if (!step.isWindowed() && ++beyond > MOST_BEYOND) {
      throw badAnswer(
          "is not what was asked for", "the list is not newest first, and too long to be sorted");
    }
  }

  @Override
  public boolean held() {
    return writer != null && writer.held();
  }

  @Override
  public void forget() {
    if (writer != null) {
      writer.abandon();
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      check.seen().closed();
    }
    if (writer != null) {
      writer.close();
    }
  }

  @Override
  public Verdict failed(CallFailure failure) {
    CallFailure.Facts facts = failure.facts();
    if (facts.status() == 400 && "limit".equals(facts.error().param()) && sendsLimit) {
      sendsLimit = false;
      return Verdict.GO_ON;
    }
    if (cursor.isFollowing() && MissingObject.isLostCursor(facts)) {
      if (cursor.cursorLost()) {
        return Verdict.GO_ON;
      }
      throw badAnswer(
          "does not go on", "its cursors are refused again and again. " + failure.getMessage());
    }
    if (step.absentIsNoRow() && !cursor.isFollowing() && MissingObject.isAbsent(facts)) {
      if (writer != null) {
        writer.absent();
      }
      return Verdict.END;
    }
    RequestStep plain = step.withoutExtras(failure);
    step = plain == null ? step : plain;
    return plain == null ? Verdict.FAIL : Verdict.GO_ON;
  }
}
