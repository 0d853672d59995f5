package io.stripejdbc.scan;

import io.stripejdbc.fetch.Batch;
import io.stripejdbc.fetch.BodyReader;
import io.stripejdbc.fetch.Page;
import io.stripejdbc.row.PageReader;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.row.RowContext;
import java.util.List;

/**
 * Asks for each object of a list by its own, because the list does not carry what is wanted ({@code
 * include} of version 2).
 */
final class RetrieveHarvest<P extends Batch> implements Harvest<Page> {
  private final Step one;
  private final ScanRun run;
  private final Harvest<P> objects;
  private final Layout ids;

  /**
   * @param objects takes the objects
   */
  RetrieveHarvest(Plan plan, ScanRun run, Harvest<P> objects) {
    this.one = Step.object(Planner.retrieve(plan.spec()), true);
    this.run = run;
    this.objects = objects;
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
  public void take(Strand<?> from, Page page, List<Integer> kept, Step step, RowContext context) {
    for (int position : kept) {
      String id = ids.id(page.rows().get(position));
      if (id != null) {
        Step known = one.with(one.template().fillLast(id));
        run.add(
            new ObjectStrand<>(
                from.target(), run.nextNumber(), known, objects, context, answer -> {}));
      }
    }
  }
}
