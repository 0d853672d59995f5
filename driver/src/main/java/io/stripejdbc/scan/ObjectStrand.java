package io.stripejdbc.scan;

import io.stripejdbc.fetch.Batch;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.row.RowContext;
import java.util.List;
import java.util.function.Consumer;

/** One object: a lookup by id, or the one object an account has. */
final class ObjectStrand<P extends Batch> extends Strand<P> {
  private Step step;
  private final Harvest<P> harvest;
  private final RowContext context;
  private final Consumer<P> then;

  /**
   * @param then told of the answer after it was taken in
   */
  ObjectStrand(
      Target target,
      int number,
      Step step,
      Harvest<P> harvest,
      RowContext context,
      Consumer<P> then) {
    super(target, number);
    this.step = step;
    this.harvest = harvest;
    this.context = context;
    this.then = then;
  }

  @Override
  Call<P> next() {
    return new Call<>(
        this,
        step.template().on(target(), List.of(), List.of()),
        harvest.reader(step.shape(), context));
  }

  @Override
  boolean answered(P answer) {
    List<Integer> all = ListStrand.all(answer.rows().size());
    harvest.take(this, answer, all, step, context);
    then.accept(answer);
    return false;
  }

  @Override
  Verdict failed(CallFailure failure) {
    if (step.absentIsNoRow() && ListStrand.isAbsent(failure)) {
      return Verdict.END;
    }
    Step plain = step.withoutExtras(failure);
    step = plain == null ? step : plain;
    return plain == null ? Verdict.FAIL : Verdict.GO_ON;
  }
}
