package io.stripejdbc.scan.task;

import io.stripejdbc.fetch.BodyReader;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.PagedResult;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.scan.request.RequestStep;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One object: a lookup by id, or the one object an account has. */
public final class ObjectFetch<P extends PagedResult> extends PageTask<P> {
  private RequestStep step;
  private final PageConsumer<P> consumer;
  private final RowContext context;
  private final Consumer<P> then;
  private final PageTask<P> outward;
  private final @Nullable CacheWriter writer;

  /**
   * Creates one.
   *
   * @param then told of the answer after it was taken in
   * @param outward in whose name it gives its answer, null for its own
   * @param writer caches the answer, null for nobody
   */
  public ObjectFetch(
      TaskRequest<P> request,
      int number,
      Consumer<P> then,
      @Nullable PageTask<P> outward,
      @Nullable CacheWriter writer) {
    super(request.target(), number);
    this.step = request.step();
    this.consumer = request.consumer();
    this.context = request.context();
    this.then = then;
    this.outward = outward == null ? this : outward;
    this.writer = writer;
  }

  @Override
  public TaskCall<P> next() {
    BodyReader<P> reader = consumer.reader(step.shape(), context);
    return TaskCall.remote(
        this,
        step.template().on(target(), List.of(), List.of()),
        writer == null ? reader : writer.packing(reader));
  }

  @Override
  public boolean answered(P answer) {
    check(answer);
    consumer.layout().demandValues(answer.rows(), target().account());
    List<Integer> all = ListPager.all(answer.rows().size());
    if (writer != null) {
      writer.answered(all, true);
    }
    close();
    consumer.take(outward, answer, all, step, context);
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
      throw ListPager.badAnswer(step, target(), "is not what was asked for", wrong);
    }
  }

  @Override
  public Verdict failed(CallFailure failure) {
    if (step.absentIsNoRow() && MissingObject.isAbsent(failure.facts())) {
      if (writer != null) {
        writer.absent();
      }
      return Verdict.END;
    }
    RequestStep plain = step.withoutExtras(failure);
    step = plain == null ? step : plain;
    return plain == null ? Verdict.FAIL : Verdict.GO_ON;
  }

  @Override
  public boolean held() {
    return writer != null && writer.held();
  }

  @Override
  public void close() {
    if (writer != null) {
      writer.close();
    }
  }
}
