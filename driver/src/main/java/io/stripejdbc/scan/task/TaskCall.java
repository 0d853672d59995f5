package io.stripejdbc.scan.task;

import io.stripejdbc.fetch.BodyReader;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.fetch.PageRequest;
import io.stripejdbc.fetch.PageSource;
import java.util.function.Supplier;

/**
 * What a task wants to be done next: mostly a call.
 *
 * @param task who wants it
 * @param work what brings the answer; done outside of all locks
 * @param <T> what comes of it
 */
public record TaskCall<T>(PageTask<T> task, Work<T> work) {
  /** Brings an answer. */
  public interface Work<T> {
    /** Asks the source, or not even that. */
    T answer(PageSource source, CallControl control);
  }

  /** A request to the API. */
  public static <T> TaskCall<T> remote(
      PageTask<T> task, PageRequest request, BodyReader<T> reader) {
    return new TaskCall<>(task, (source, control) -> source.fetch(request, reader, control));
  }

  /** An answer that is at hand. */
  public static <T> TaskCall<T> local(PageTask<T> task, Supplier<T> answer) {
    return new TaskCall<>(task, (source, control) -> answer.get());
  }

  /** The same in the name of another task. */
  public TaskCall<T> by(PageTask<T> other) {
    return new TaskCall<>(other, work);
  }
}
