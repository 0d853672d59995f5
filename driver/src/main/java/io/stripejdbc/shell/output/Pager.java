package io.stripejdbc.shell.output;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The program of the variable {@code PAGER}, which shows one result on the terminal. */
public final class Pager {
  private final String command;

  private Pager(String command) {
    this.command = command;
  }

  /** The pager of the environment; null when it names none, or {@code cat}. */
  public static @Nullable Pager of(@Nullable String variable) {
    return variable == null || variable.isBlank() || variable.strip().equals("cat")
        ? null
        : new Pager(variable.strip());
  }

  /**
   * Starts it.
   *
   * @return its input; closing it waits until the user leaves the pager
   */
  public OutputStream start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(List.of("sh", "-c", command));
    // A wide table is scrolled sideways and not folded; who sets LESS decides for himself.
    builder.environment().putIfAbsent("LESS", "-SRX");
    builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    return new FilterOutputStream(process.getOutputStream()) {
      @Override
      public void write(byte[] bytes, int from, int count) throws IOException {
        out.write(bytes, from, count);
      }

      @Override
      public void close() throws IOException {
        try {
          super.close();
        } catch (IOException left) {
          // The user left before the end.
        }
        try {
          process.waitFor();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new InterruptedIOException("interrupted while the pager was open");
        }
      }
    };
  }
}
