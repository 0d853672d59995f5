package io.stripejdbc.scan.task;

import io.stripejdbc.fetch.BodyReader;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.fetch.PageRequest;
import io.stripejdbc.fetch.PageSource;
import java.util.function.Supplier;

/**
 * What a strand wants to be done next: mostly a call.
 *
 * @param strand who wants it
 * @param work what brings the answer; done outside of all locks
 * @param <T> what comes of it
 */
public record Call<T>(Strand<T> strand, Work<T> work) {
  /** Brings an answer. */
  public interface Work<T> {
    /** Asks the source, or not even that. */
    T answer(PageSource source, CallControl control);
  }

  /** A request to the API. */
  static <T> Call<T> remote(Strand<T> strand, PageRequest request, BodyReader<T> reader) {
    return new Call<>(strand, (source, control) -> source.fetch(request, reader, control));
  }

  /** An answer that is at hand. */
  public static <T> Call<T> local(Strand<T> strand, Supplier<T> answer) {
    return new Call<>(strand, (source, control) -> answer.get());
  }

  /** The same in the name of another strand. */
  public Call<T> by(Strand<T> other) {
    return new Call<>(other, work);
  }
}
