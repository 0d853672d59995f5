package io.stripejdbc.scan.task;

import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.PageRequest.Parameter;
import io.stripejdbc.fetch.PagedResult;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.scan.ScanSpec.Bounds;
import io.stripejdbc.scan.request.RequestStep;
import io.stripejdbc.scan.request.SearchPolicy;
import io.stripejdbc.scan.rows.SeenIds;
import io.stripejdbc.scan.window.WindowSplitPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages of one search; the list is read where the search is refused. */
public final class SearchPager<P extends PagedResult> extends PageTask<P> {
  private static final List<Parameter> FULL_PAGE =
      List.of(new Parameter("limit", Integer.toString(WindowSplitPolicy.FULL_PAGE)));

  private final RequestStep step;
  private final PageConsumer<P> consumer;
  private final RowContext context;
  private final Runnable refused;
  private final PageCheck check;
  private @Nullable String token;
  private int emptyPages;

  /** Pages without a new row that may follow each other. */
  private static final int MOST_EMPTY_PAGES = 2;

  /**
   * Creates one.
   *
   * @param refused reads the list instead
   */
  public SearchPager(TaskRequest<P> request, int number, Runnable refused) {
    super(request.target(), number);
    this.step = request.step();
    this.consumer = request.consumer();
    this.context = request.context();
    this.refused = refused;
    this.check = new PageCheck(consumer, row -> true, new SeenIds(null), number);
  }

  @Override
  public TaskCall<P> next() {
    return TaskCall.remote(
        this,
        step.template().on(target(), FULL_PAGE, SearchPolicy.page(token)),
        consumer.reader(step.shape(), context));
  }

  @Override
  public boolean answered(P answer) {
    String wrong = check.complaint(answer, Bounds.ALL);
    if (wrong != null) {
      throw ListPager.badAnswer(step, target(), "is not what was asked for", wrong);
    }
    consumer.layout().demandValues(answer.rows(), target().account());
    emptyPages = check.newRows(answer) > 0 ? 0 : emptyPages + 1;
    List<Integer> rows = check.take(answer, Bounds.ALL, Long.MIN_VALUE).fresh();
    consumer.take(this, answer, rows, step, context);
    String next = answer.nextPageUrl();
    if (answer.hasMore() && (next == null || next.equals(token) || emptyPages > MOST_EMPTY_PAGES)) {
      String how = next == null ? "it says that there is more and not where" : "a page came back";
      throw ListPager.badAnswer(step, target(), "does not go on", how);
    }
    token = next;
    return next != null;
  }

  /**
   * Not everywhere is there a search (Stripe docs: not in India); the list has all it would find.
   */
  @Override
  public Verdict failed(CallFailure failure) {
    int status = failure.facts().status();
    if (status == 400 || status == 403 || status == 404) {
      refused.run();
      return Verdict.END;
    }
    return Verdict.FAIL;
  }
}
