package io.stripejdbc.shell.progress;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One line on a terminal that is rewritten in place, and gone before anything else is printed: what
 * else is printed goes through {@link #over}.
 *
 * <p>Safe for use by many threads.
 */
public final class ProgressLine {
  private final PrintStream out;
  private final PrintStream err;
  private final boolean untilResults;
  private int shown;
  private boolean withinALine;
  private boolean closed;

  /**
   * Creates one.
   *
   * @param out where results go; flushed before the line is shown, so that it begins a line
   * @param err where the line is shown
   */
  public ProgressLine(PrintStream out, PrintStream err) {
    this(out, err, false);
  }

  /**
   * Creates one.
   *
   * @param untilResults whether it is shown no more once there are results
   */
  public ProgressLine(PrintStream out, PrintStream err, boolean untilResults) {
    this.out = out;
    this.err = err;
    this.untilResults = untilResults;
  }

  /** Shows a text in the place of the last one, or nothing for null. */
  synchronized void show(@Nullable String text) {
    if (text == null || withinALine || closed) {
      erase();
      return;
    }
    out.flush();
    err.print("\r" + text + " ".repeat(Math.max(0, shown - text.length())));
    err.flush();
    shown = text.length();
  }

  /** Takes the line away. */
  synchronized void erase() {
    if (shown > 0) {
      err.print("\r" + " ".repeat(shown) + "\r");
      err.flush();
      shown = 0;
    }
  }

  /** Takes the line away and shows none any more. */
  synchronized void close() {
    closed = true;
    erase();
  }

  /** A stream for what else is printed on the terminal. */
  public PrintStream over(PrintStream stream) {
    return new PrintStream(new Guard(stream), false, StandardCharsets.UTF_8);
  }

  private synchronized void write(PrintStream stream, byte[] bytes, int from, int count) {
    if (count > 0) {
      erase();
      closed |= untilResults && stream == out;
      stream.write(bytes, from, count);
      withinALine = bytes[from + count - 1] != '\n';
    }
  }

  private final class Guard extends FilterOutputStream {
    private final PrintStream stream;

    Guard(PrintStream stream) {
      super(stream);
      this.stream = stream;
    }

    @Override
    public void write(int one) {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
      ProgressLine.this.write(stream, bytes, from, count);
    }

    @Override
    public void flush() throws IOException {
      // Asks too whether somebody still reads.
      if (stream.checkError()) {
        throw new IOException("nobody reads any more");
      }
    }
  }
}
