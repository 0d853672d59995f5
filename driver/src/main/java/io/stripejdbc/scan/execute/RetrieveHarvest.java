package io.stripejdbc.scan.execute;

import io.stripejdbc.cache.Memory;
import io.stripejdbc.cache.Recalled;
import io.stripejdbc.fetch.BodyReader;
import io.stripejdbc.fetch.Page;
import io.stripejdbc.row.PageReader;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.scan.request.Layout;
import io.stripejdbc.scan.request.Plan;
import io.stripejdbc.scan.request.Planner;
import io.stripejdbc.scan.request.Step;
import io.stripejdbc.scan.request.Target;
import io.stripejdbc.scan.task.Harvest;
import io.stripejdbc.scan.task.Recall;
import io.stripejdbc.scan.task.Strand;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks for each object of a list by its own, because the list does not carry what is wanted ({@code
 * include} of version 2).
 */
final class RetrieveHarvest implements Harvest<Page> {
  /** Asks for one object. */
  interface Opener {
    /** Opens its strand. */
    void open(Step step, Target target);
  }

  private final Step one;
  private final @Nullable Memory memory;
  private final Opener opener;
  private final Layout ids;

  /**
   * @param memory what is remembered, null for nothing
   */
  RetrieveHarvest(Plan plan, @Nullable Memory memory, Opener opener) {
    this.one = Step.object(Planner.retrieve(plan.spec()), true);
    this.memory = memory;
    this.opener = opener;
    this.ids = Layout.of(plan.spec().table(), List.of(), List.of());
  }

  @Override
  public Layout layout() {
    return ids;
  }

  @Override
  public BodyReader<Page> reader(Shape shape, RowContext context) {
    return new PageReader(shape, ids.decoder(), context);
  }

  @Override
  public Page recall(List<Recalled> objects, RowContext context) {
    return Recall.everything(Objects.requireNonNull(memory).room(), ids, objects, context);
  }

  @Override
  public void take(Strand<?> from, Page page, List<Integer> kept, Step step, RowContext context) {
    for (int position : kept) {
      String id = ids.id(page.rows().get(position));
      if (id != null) {
        opener.open(one.with(one.template().fillLast(id)), from.target());
      }
    }
  }
}
