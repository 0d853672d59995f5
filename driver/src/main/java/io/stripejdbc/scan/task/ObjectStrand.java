package io.stripejdbc.scan.task;

import io.stripejdbc.fetch.Batch;
import io.stripejdbc.fetch.BodyReader;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.scan.request.Step;
import io.stripejdbc.scan.request.Target;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One object: a lookup by id, or the one object an account has. */
public final class ObjectStrand<P extends Batch> extends Strand<P> {
  private Step step;
  private final Harvest<P> harvest;
  private final RowContext context;
  private final Consumer<P> then;
  private final Strand<P> outward;
  private final @Nullable Recording recording;

  /**
   * Creates one.
   *
   * @param then told of the answer after it was taken in
   * @param outward in whose name it gives its answer, null for its own
   * @param recording remembers the answer, null for nobody
   */
  public ObjectStrand(
      Target target,
      int number,
      Step step,
      Harvest<P> harvest,
      RowContext context,
      Consumer<P> then,
      @Nullable Strand<P> outward,
      @Nullable Recording recording) {
    super(target, number);
    this.step = step;
    this.harvest = harvest;
    this.context = context;
    this.then = then;
    this.outward = outward == null ? this : outward;
    this.recording = recording;
  }

  @Override
  public Call<P> next() {
    BodyReader<P> reader = harvest.reader(step.shape(), context);
    return Call.remote(
        this,
        step.template().on(target(), List.of(), List.of()),
        recording == null ? reader : recording.packing(reader));
  }

  @Override
  public boolean answered(P answer) {
    check(answer);
    harvest.layout().demandValues(answer.rows(), target().account());
    List<Integer> all = ListStrand.all(answer.rows().size());
    if (recording != null) {
      recording.answered(all, true);
    }
    close();
    harvest.take(outward, answer, all, step, context);
    then.accept(answer);
    return false;
  }

  /**
   * Whether it is the object that was asked for; of words, as codes of countries are, upper and
   * lower case may differ.
   */
  private void check(P answer) {
    String asked = step.id();
    String id = answer.lastId();
    boolean word = asked != null && asked.indexOf('_') < 0;
    boolean other =
        asked != null && id != null && !(word ? id.equalsIgnoreCase(asked) : id.equals(asked));
    String wrong = other ? "the object '" + id + "' came" : answer.complaint();
    if (wrong != null) {
      throw ListStrand.badAnswer(step, target(), "is not what was asked for", wrong);
    }
  }

  @Override
  public Verdict failed(CallFailure failure) {
    if (step.absentIsNoRow() && MissingObject.isAbsent(failure.facts())) {
      if (recording != null) {
        recording.absent();
      }
      return Verdict.END;
    }
    Step plain = step.withoutExtras(failure);
    step = plain == null ? step : plain;
    return plain == null ? Verdict.FAIL : Verdict.GO_ON;
  }

  @Override
  public boolean held() {
    return recording != null && recording.held();
  }

  @Override
  public void close() {
    if (recording != null) {
      recording.close();
    }
  }
}
