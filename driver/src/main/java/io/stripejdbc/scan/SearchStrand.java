package io.stripejdbc.scan;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.Batch;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.PageRequest.Parameter;
import io.stripejdbc.row.RowContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages of one search; the list is read where the search is refused. */
final class SearchStrand<P extends Batch> extends Strand<P> {
  private static final List<Parameter> FULL_PAGE =
      List.of(new Parameter("limit", Integer.toString(ListStrand.FULL_PAGE)));

  private final Step step;
  private final Harvest<P> harvest;
  private final RowContext context;
  private final Runnable refused;
  private @Nullable String token;

  /**
   * @param refused reads the list instead
   */
  SearchStrand(
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
  }

  @Override
  Call<P> next() {
    return Call.remote(
        this,
        step.template().on(target(), FULL_PAGE, Searching.page(token)),
        harvest.reader(step.shape(), context));
  }

  @Override
  boolean answered(P answer) {
    harvest.layout().demandValues(answer.rows(), target().account());
    harvest.take(this, answer, ListStrand.all(answer.rows().size()), step, context);
    String next = answer.nextPageUrl();
    boolean back = next != null && next.equals(token);
    if (back || (next == null && answer.hasMore())) {
      throw new DriverFailure(
          DriverError.BAD_ANSWER,
          "Stripe's search in table '%s' of account '%s' does not go on: %s"
              .formatted(
                  step.template().table().name(),
                  target().account(),
                  back ? "a page came back" : "it says that there is more and not where"));
    }
    token = next;
    return next != null;
  }

  /**
   * Not everywhere is there a search (Stripe docs: not in India); the list has all it would find.
   */
  @Override
  Verdict failed(CallFailure failure) {
    int status = failure.facts().status();
    if (status == 400 || status == 403 || status == 404) {
      refused.run();
      return Verdict.END;
    }
    return Verdict.FAIL;
  }
}
