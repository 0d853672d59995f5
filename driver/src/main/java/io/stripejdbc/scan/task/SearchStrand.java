package io.stripejdbc.scan.task;

import io.stripejdbc.fetch.Batch;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.PageRequest.Parameter;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.scan.ScanSpec.Bounds;
import io.stripejdbc.scan.request.Searching;
import io.stripejdbc.scan.request.Step;
import io.stripejdbc.scan.request.Target;
import io.stripejdbc.scan.window.Windows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages of one search; the list is read where the search is refused. */
public final class SearchStrand<P extends Batch> extends Strand<P> {
  private static final List<Parameter> FULL_PAGE =
      List.of(new Parameter("limit", Integer.toString(Windows.FULL_PAGE)));

  private final Step step;
  private final Harvest<P> harvest;
  private final RowContext context;
  private final Runnable refused;
  private final PageCheck check;
  private @Nullable String token;
  private int barren;

  /** Pages without a new row that may follow each other. */
  private static final int MOST_BARREN = 2;

  /**
   * Creates one.
   *
   * @param refused reads the list instead
   */
  public SearchStrand(
      Target target,
      int number,
      Step step,
      Harvest<P> harvest,
      RowContext context,
      Runnable refused) {
    super(target, number);
    this.step = step;
    this.harvest = harvest;
    this.context = context;
    this.refused = refused;
    this.check = new PageCheck(harvest, row -> true, new SeenIds(null), number);
  }

  @Override
  public Call<P> next() {
    return Call.remote(
        this,
        step.template().on(target(), FULL_PAGE, Searching.page(token)),
        harvest.reader(step.shape(), context));
  }

  @Override
  public boolean answered(P answer) {
    String wrong = check.complaint(answer, Bounds.ALL);
    if (wrong != null) {
      throw ListStrand.badAnswer(step, target(), "is not what was asked for", wrong);
    }
    harvest.layout().demandValues(answer.rows(), target().account());
    barren = check.newRows(answer) > 0 ? 0 : barren + 1;
    List<Integer> rows = check.take(answer, Bounds.ALL, Long.MIN_VALUE).fresh();
    harvest.take(this, answer, rows, step, context);
    String next = answer.nextPageUrl();
    if (answer.hasMore() && (next == null || next.equals(token) || barren > MOST_BARREN)) {
      String how = next == null ? "it says that there is more and not where" : "a page came back";
      throw ListStrand.badAnswer(step, target(), "does not go on", how);
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
