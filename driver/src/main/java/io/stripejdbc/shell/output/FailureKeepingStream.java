package io.stripejdbc.shell.output;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Keeps the first failure to write, which a {@link java.io.PrintStream} above only counts. */
public final class FailureKeepingStream extends FilterOutputStream {
  private volatile @Nullable IOException failure;

  public FailureKeepingStream(OutputStream stream) {
    super(stream);
  }

  @Override
  public void write(int one) throws IOException {
    keep(() -> out.write(one));
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    keep(() -> out.write(bytes, from, count));
  }

  @Override
  public void flush() throws IOException {
    keep(out::flush);
  }

  @Override
  public void close() throws IOException {
    keep(out::close);
  }

  private interface Write {
    void run() throws IOException;
  }

  private void keep(Write write) throws IOException {
    try {
      write.run();
    } catch (IOException e) {
      if (failure == null) {
        failure = e;
      }
      throw e;
    }
  }

  /**
   * Looks whether all was written.
   *
   * @throws IOException the first failure
   */
  void check() throws IOException {
    IOException first = failure;
    if (first != null) {
      throw first;
    }
  }

  /**
   * The first failure, null without one and when only the reader has gone, as {@code | head} goes:
   * it has what it wanted.
   */
  public @Nullable IOException failureButAClosedPipe() {
    IOException first = failure;
    boolean pipe =
        first != null
            && String.valueOf(first.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    return pipe ? null : first;
  }
}
