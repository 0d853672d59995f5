package io.stripejdbc.scan.task;

import io.stripejdbc.cache.Span;
import io.stripejdbc.catalog.TableSpec.Paging;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.Batch;
import io.stripejdbc.fetch.BodyReader;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.PageRequest;
import io.stripejdbc.fetch.PageRequest.Parameter;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.scan.ScanSpec.Bounds;
import io.stripejdbc.scan.request.AccountScope;
import io.stripejdbc.scan.request.Layout;
import io.stripejdbc.scan.request.Recheck;
import io.stripejdbc.scan.request.Step;
import io.stripejdbc.scan.request.Target;
import io.stripejdbc.scan.request.Template;
import io.stripejdbc.scan.window.Beginnings;
import io.stripejdbc.scan.window.NewestRows;
import io.stripejdbc.scan.window.Place;
import io.stripejdbc.scan.window.Progress;
import io.stripejdbc.scan.window.Windows;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one list, or of one window of it, newest first.
 *
 * <p>A window can lose its older half to another strand while it is read ({@link Progress#cut}): it
 * then goes on with its cursor and stops where the other one begins.
 */
public final class ListStrand<P extends Batch> extends Strand<P> {

  private Step step;
  private final Harvest<P> harvest;
  private final RowContext context;
  private final Place place;
  private final PageCheck check;
  private final RepetitionCheck repetition = new RepetitionCheck();
  private final Progress progress;
  private final long limit;
  private final Beginnings.Reading reading;
  private final Windows.Before inherited;
  private final Strand<P> outward;
  private final @Nullable Recording recording;
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
  private @Nullable Rest<P> rest;

  /**
   * Creates one.
   *
   * @param limit rows wanted at most, -1 for no bound
   * @param newestWanted whether the rows of a limit have to be the newest
   * @param seen ids that were read of the list, by whichever of its strands
   * @param reading where the list is expected to end
   * @param inherited what was known of the window this one was cut from
   * @param outward in whose name it gives its rows, null for its own
   * @param recording remembers what it reads, null for nobody
   */
  public ListStrand(
      Target target,
      int number,
      Step step,
      Harvest<P> harvest,
      RowContext context,
      long limit,
      boolean newestWanted,
      SeenIds seen,
      Beginnings.Reading reading,
      Windows.Before inherited,
      @Nullable Strand<P> outward,
      @Nullable Recording recording) {
    super(target, number);
    this.step = step;
    this.harvest = harvest;
    this.context = context;
    this.limit = limit;
    this.size = new PageSize(limit, -1);
    this.reading = reading;
    this.inherited = inherited;
    this.outward = outward == null ? this : outward;
    this.recording = recording;
    this.newestWanted = newestWanted;
    this.newest = newestWanted && limit >= 0 ? new NewestRows(limit) : null;
    Template list = step.template();
    this.check =
        new PageCheck(
            harvest,
            Recheck.variant(list.table(), list.parameters(), harvest.layout()),
            seen,
            number);
    this.place = new Place(step.window(), step.isWindowed(), harvest.layout());
    this.progress = new Progress(step.window());
    seen.opened();
  }

  static List<Integer> all(int size) {
    return IntStream.range(0, size).boxed().toList();
  }

  /** What is known of the window. */
  public Windows.View view() {
    return progress.view(reading, inherited);
  }

  /** A strand for an older part of this one's window. */
  public ListStrand<P> older(int number, Bounds window, Windows.Before before) {
    reading.opened();
    Recording its = recording == null ? null : recording.split(window.greatest() + 1);
    return new ListStrand<>(
        target(),
        number,
        step.over(window),
        harvest,
        context,
        limit,
        newestWanted,
        check.seen(),
        reading,
        before,
        null,
        its);
  }

  /** Whether another strand may take its older part; not where cursors did not stand it. */
  public boolean canBeCut() {
    return !wholly;
  }

  /** Rows given out. */
  long given() {
    return given;
  }

  public Progress progress() {
    return progress;
  }

  private Paging paging() {
    return step.template().table().paging();
  }

  @Override
  public Call<P> next() {
    rest = rest == null ? rest() : rest;
    if (rest != null) {
      return rest.next(this);
    }
    progress.asked();
    BodyReader<P> reader = harvest.reader(step.shape(), context);
    return Call.remote(this, request(), recording == null ? reader : recording.packing(reader));
  }

  /** What another scan has read while this one's reader rested, null for nothing. */
  private @Nullable Rest<P> rest() {
    long last = place.lastSecond();
    if (recording == null || limit >= 0 || !step.isWindowed() || last < progress.floor()) {
      return null;
    }
    Span left = new Span(progress.floor(), last);
    Rest<P> others = recording.rest(left, check::hasRead, harvest, context);
    if (others != null) {
      recording.close();
      progress.ended(true);
    }
    return others;
  }

  private boolean took(Rest<P> others, P answer) {
    List<Integer> all = all(answer.rows().size());
    given += all.size();
    read += all.size();
    others.tell(all.size());
    if (others.isEmpty()) {
      boolean none = others.oldest() == Long.MIN_VALUE;
      reading.closed(progress.latest(), none ? progress.earliest() : others.oldest(), read);
    }
    harvest.take(outward, answer, all, step, context);
    return !others.isEmpty();
  }

  private PageRequest request() {
    if (place.nextPageUrl() != null) {
      Template t = step.template();
      return new PageRequest(
          t.table().name(),
          target().header(),
          t.table().api(),
          t.endpoint(),
          place.nextPageUrl(),
          List.of());
    }
    List<Parameter> before = new ArrayList<>();
    if (paging() != Paging.NONE && sendsLimit) {
      before.add(size.parameter(given));
    }
    return step.template().on(target(), before, place.parameters(progress.floor()));
  }

  /** The request for the first page of a step, as the platform would make it. */
  public static PageRequest firstRequest(Step step, long limit, long expected) {
    boolean paged = step.template().table().paging() != Paging.NONE;
    List<Parameter> before =
        paged ? List.of(new PageSize(limit, expected).parameter(0)) : List.of();
    return step.template().on(Target.PLATFORM, before, Place.window(step.window()));
  }

  /** Says how many rows will probably do, -1 for all. */
  public void expect(long rows) {
    size = new PageSize(limit, rows);
  }

  @Override
  public boolean answered(P answer) {
    if (rest != null) {
      return took(rest, answer);
    }
    int newRows = check.newRows(answer);
    boolean hasNew = newRows > 0;
    String wrong = check.complaint(answer, place.asked());
    if (wrong != null) {
      throw badAnswer("is not what was asked for", wrong);
    }
    wrong = repetition.complaint(answer, newRows, place, step.template().path(), narrowed);
    if (wrong != null && repetition.asksAgain()) {
      return true;
    }
    if (wrong != null) {
      throw badAnswer("does not go on", wrong);
    }
    harvest.layout().demandValues(answer.rows(), target().account());
    if (!RepetitionCheck.saysHowToGoOn(answer, paging(), step.template().path())) {
      throw badAnswer("does not go on", "it says that there is more and not how to ask for it");
    }
    if (place.isDoubtful(answer)) {
      place.verify();
      return true;
    }
    return take(answer, hasNew);
  }

  private DriverFailure badAnswer(String how, String what) {
    return badAnswer(step, target(), how, what);
  }

  static DriverFailure badAnswer(Step step, Target target, String how, String what) {
    Template asked = step.template();
    String account = target.account().isEmpty() ? AccountScope.PLATFORM : target.account();
    return new DriverFailure(
        DriverError.BAD_ANSWER,
        "Stripe's answer for table '%s' of account '%s' %s: %s (%s)"
            .formatted(asked.table().name(), account, how, what, asked.path()));
  }

  private boolean take(P answer, boolean hasNew) {
    PageCheck.Rows rows = check.take(answer, place.asked(), progress.floor());
    boolean verified = place.isVerifying();
    boolean sureEnd = verified && rows.own().isEmpty();
    place.verified();
    given += rows.fresh().size();
    read += rows.own().size();
    progress.answered(answer, harvest.layout(), rows.own());
    place.advance(answer, progress.floor(), hasNew);
    reading.page(Math.max(progress.oldest(), progress.floor()), rows.own().size());
    boolean more = paging() != Paging.NONE && answer.hasMore() && !sureEnd;
    if (verified && more) {
      place.beginAnew();
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
    if (recording != null) {
      recording.answered(rows.own(), !more);
    }
    harvest.take(outward, answer, rows.fresh(), step, context);
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
      Layout layout = harvest.layout();
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
    if (!narrowed && recording != null) {
      recording.abandon();
    }
    narrowed = true;
    long bound = all.bound();
    if (step.isWindowed() && bound > progress.floor()) {
      progress.cut(bound);
      place.goOnBehind(all.lastSince(bound));
    } else if (!step.isWindowed() && ++beyond > MOST_BEYOND) {
      throw badAnswer(
          "is not what was asked for", "the list is not newest first, and too long to be sorted");
    }
  }

  @Override
  public boolean held() {
    return recording != null && recording.held();
  }

  @Override
  public void forget() {
    if (recording != null) {
      recording.abandon();
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      check.seen().closed();
    }
    if (recording != null) {
      recording.close();
    }
  }

  @Override
  public Verdict failed(CallFailure failure) {
    CallFailure.Facts facts = failure.facts();
    if (facts.status() == 400 && "limit".equals(facts.error().param()) && sendsLimit) {
      sendsLimit = false;
      return Verdict.GO_ON;
    }
    if (place.isFollowing() && MissingObject.isLostCursor(facts)) {
      if (place.cursorLost()) {
        return Verdict.GO_ON;
      }
      throw badAnswer(
          "does not go on", "its cursors are refused again and again. " + failure.getMessage());
    }
    if (step.absentIsNoRow() && !place.isFollowing() && MissingObject.isAbsent(facts)) {
      if (recording != null) {
        recording.absent();
      }
      return Verdict.END;
    }
    Step plain = step.withoutExtras(failure);
    step = plain == null ? step : plain;
    return plain == null ? Verdict.FAIL : Verdict.GO_ON;
  }
}
