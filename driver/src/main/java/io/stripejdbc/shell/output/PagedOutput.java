package io.stripejdbc.shell.output;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Holds what is printed until it is clear whether the screen takes it: a line wider than the
 * screen, or more lines than it has, go to a pager; all else is printed at the end.
 */
public final class PagedOutput extends OutputStream {
  /** A screen in characters. */
  public record Screen(int width, int height) {}

  /** Opens the pager's input. */
  public interface PagerStarter {
    OutputStream start() throws IOException;
  }

  private final Screen screen;
  private final OutputStream direct;
  private final PagerStarter pager;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int lines;
  private @Nullable OutputStream paged;

  /**
   * Creates one.
   *
   * @param direct where a result goes that the screen takes
   */
  public PagedOutput(Screen screen, OutputStream direct, PagerStarter pager) {
    this.screen = screen;
    this.direct = direct;
    this.pager = pager;
  }

  @Override
  public void write(int one) throws IOException {
    if (paged != null) {
      paged.write(one);
      return;
    }
    held.write(one);
    if (one != '\n') {
      line.write(one);
      return;
    }
    lines++;
    int width = CellFormatter.of(line.toString(StandardCharsets.UTF_8)).width();
    line.reset();
    if (width > screen.width() || lines > screen.height() - 2) {
      paged = pager.start();
      held.writeTo(paged);
      held.reset();
    }
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    if (paged != null) {
      paged.write(bytes, from, count);
      return;
    }
    for (int i = from; i < from + count; i++) {
      write(bytes[i]);
    }
  }

  @Override
  public void flush() throws IOException {
    if (paged != null) {
      paged.flush();
    }
  }

  @Override
  public void close() throws IOException {
    if (paged != null) {
      paged.close();
    } else {
      held.writeTo(direct);
      direct.flush();
    }
  }
}
