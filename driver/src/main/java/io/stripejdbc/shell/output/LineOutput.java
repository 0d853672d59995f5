package io.stripejdbc.shell.output;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Gives what is written to it on line by line. */
public final class LineOutput extends OutputStream {
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final Consumer<String> lines;
  private final BooleanSupplier broken;

  /**
   * Creates one.
   *
   * @param lines takes each line, without its end
   * @param broken whether nobody reads the lines any more
   */
  public LineOutput(Consumer<String> lines, BooleanSupplier broken) {
    this.lines = lines;
    this.broken = broken;
  }

  @Override
  public void write(int one) {
    if (one == '\n') {
      String text = line.toString(StandardCharsets.UTF_8);
      lines.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
      line.reset();
    } else {
      line.write(one);
    }
  }

  @Override
  public void flush() throws IOException {
    if (broken.getAsBoolean()) {
      throw new IOException("nobody reads any more");
    }
  }
}
