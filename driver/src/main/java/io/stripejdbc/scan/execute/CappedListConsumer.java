package io.stripejdbc.scan.execute;

import io.stripejdbc.cache.CacheLookup.Held;
import io.stripejdbc.cache.segment.Segment;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.PagedResult;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.request.RequestStep;
import io.stripejdbc.scan.task.PageConsumer;
import io.stripejdbc.scan.task.PageTask;
import java.util.List;
import java.util.Optional;

/**
 * Counts the rows of a list that Stripe cuts at some number: one that has so many may lack others,
 * so the list has to be read without the parameter. A cached one is counted whole, whatever part of
 * it the question is about.
 */
final class CappedListConsumer<P extends PagedResult> extends PageConsumer.Forwarding<P> {
  private final String parameter;
  private final int most;
  private final Runnable mayLackSome;
  private long count;
  private boolean told;

  /**
   * @param rows what takes the rows themselves
   * @param cap the parameter at which the list is cut
   * @param mayLackSome run once, when it has so many
   */
  CappedListConsumer(PageConsumer<P> rows, FilterSpec cap, Runnable mayLackSome) {
    super(rows);
    this.parameter = cap.parameter() + '=';
    this.most = cap.terms().most();
    this.mayLackSome = mayLackSome;
  }

  /** The parameter at which Stripe cuts the list of a step. */
  static Optional<FilterSpec> cap(ScanSpec spec, RequestStep step) {
    return spec.equals().keySet().stream()
        .filter(FilterSpec::isCapped)
        .filter(filter -> step.template().value(filter.parameter()).isPresent())
        .findFirst();
  }

  /** "Too many charges with transfer group": the list is read without it. */
  static boolean fallsBack(Optional<FilterSpec> cap, CallFailure refused, Runnable wholeList) {
    boolean named =
        refused.facts().status() == 400
            && cap.map(FilterSpec::parameter)
                .filter(name -> name.equals(refused.facts().error().param()))
                .isPresent();
    if (named) {
      wholeList.run();
    }
    return named;
  }

  @Override
  public void take(
      PageTask<?> from, P page, List<Integer> kept, RequestStep step, RowContext context) {
    super.take(from, page, kept, step, context);
    count += kept.size();
    if (!told && count >= most) {
      told = true;
      mayLackSome.run();
    }
  }

  @Override
  public void takesCached(List<Held> parts) {
    for (Held held : parts) {
      Segment segment = held.segment();
      boolean cut =
          segment.origin().key().parameters().stream().anyMatch(p -> p.startsWith(parameter));
      if (cut && segment.size() >= most) {
        count += segment.size();
      }
    }
  }
}
