package io.stripejdbc.scan.refresh;

import io.stripejdbc.cache.CachedRows;
import io.stripejdbc.cache.refresh.RefreshPlanner;
import io.stripejdbc.cache.segment.ReadInstant;
import io.stripejdbc.fetch.BodyReader;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.Page;
import io.stripejdbc.row.PageReader;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.scan.request.RequestStep;
import io.stripejdbc.scan.request.RowLayout;
import io.stripejdbc.scan.rows.SeenIds;
import io.stripejdbc.scan.task.ListPager;
import io.stripejdbc.scan.task.PageConsumer;
import io.stripejdbc.scan.task.PageTask;
import io.stripejdbc.scan.task.RowLimit;
import io.stripejdbc.scan.task.TaskCall;
import io.stripejdbc.scan.task.TaskRequest;
import io.stripejdbc.scan.window.ListStatistics;
import io.stripejdbc.scan.window.WindowSplitPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of an account, unless another scan of the statement has: then it waits for that
 * one.
 */
final class EventsTask extends RefreshTask<Page> implements PageConsumer<Page> {
  private final ListRefresh refresh;
  private final EventsQuestion question;
  private final AccountEvents events;
  private final PageTask<Page> pages;
  private final List<ToldEvent> read = new ArrayList<>();
  private boolean begun;
  private boolean known;
  private long pagesRead;
  private long oldest = Long.MAX_VALUE;
  private @Nullable ReadInstant asked;

  EventsTask(ListRefresh refresh, int number, EventsQuestion question, AccountEvents events) {
    super(refresh, number);
    this.refresh = refresh;
    this.question = question;
    this.events = events;
    RequestStep step = EventList.since(question.since(), question.types());
    this.pages =
        new ListPager<>(
            TaskRequest.of(target(), step, this),
            number,
            RowLimit.NONE,
            new SeenIds(null),
            ListStatistics.unknown(),
            WindowSplitPolicy.Before.NOTHING,
            null,
            null);
  }

  @Override
  public @Nullable TaskCall<Page> next() {
    known = !begun && (events.hasFailed() || reading() != null);
    if (known) {
      return TaskCall.local(this, () -> new Page(List.of(), false, null, null));
    }
    if (!begun && !events.begins(this)) {
      return null;
    }
    begun = true;
    asked = asked == null ? refresh.now() : asked;
    TaskCall<Page> call = pages.next();
    return call == null ? null : call.by(this);
  }

  private AccountEvents.@Nullable Reading reading() {
    return events.since(question.since(), question.wanted());
  }

  @Override
  public boolean answered(Page answer) {
    if (known) {
      refresh.told(reading());
      return false;
    }
    boolean more = pages.answered(answer);
    pagesRead++;
    refresh.called();
    ReadInstant at = asked;
    if (at == null) {
      throw new IllegalStateException("answered before it was asked");
    }
    if (more && !isWorthReading(at)) {
      refresh.giveUp("there are more events than reading the rows again takes calls");
      return false;
    }
    if (!more) {
      events.know(
          new AccountEvents.Reading(
              question.since(), question.types(), at, refresh.now(), List.copyOf(read)));
      refresh.told(reading());
    }
    return more;
  }

  private boolean isWorthReading(ReadInstant at) {
    return RefreshPlanner.isWorthReading(
        pagesRead,
        Math.floorDiv(at.millis(), 1_000L),
        oldest,
        question.since(),
        question.savable());
  }

  /** Who may not read events, or an account that refuses, is read instead. */
  @Override
  public Verdict failed(CallFailure failure) {
    Verdict verdict = pages.failed(failure);
    int status = failure.facts().status();
    if (verdict != Verdict.FAIL || !(status == 400 || status == 403 || status == 404)) {
      return verdict;
    }
    refresh.called();
    String why = String.valueOf(failure.getMessage());
    if (status == 403 && failure.refusingAccount() == null) {
      refresh.refuse(why);
    } else {
      refresh.giveUp(why);
    }
    return Verdict.END;
  }

  @Override
  public boolean held() {
    events.leaves(this);
    return pages.held();
  }

  @Override
  public void close() {
    events.leaves(this);
    pages.close();
  }

  @Override
  public BodyReader<Page> reader(Shape shape, RowContext context) {
    return new PageReader(shape, EventList.LAYOUT.decoder(), context);
  }

  @Override
  public void take(
      PageTask<?> from, Page page, List<Integer> kept, RequestStep step, RowContext context) {
    Set<String> fields = question.fields();
    for (int position : kept) {
      ToldEvent event = EventList.event(page.rows().get(position), fields);
      oldest = Math.min(oldest, event.created());
      read.add(event);
    }
  }

  @Override
  public Page readCached(List<CachedRows> objects, RowContext context) {
    throw new IllegalStateException("events that tell of changes are not cached");
  }

  @Override
  public RowLayout layout() {
    return EventList.LAYOUT;
  }
}
