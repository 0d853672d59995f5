package io.stripejdbc.stripe;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/**
 * A body after unpacking that ends with a {@link TooLargeException} where it has more bytes than
 * allowed: a few bytes of gzip can stand for any number of them.
 */
final class LimitedBody extends FilterInputStream {
  /** Time between two looks at whether the call was stopped, while others hold the turns. */
  private static final long LOOK_MILLIS = 20;

  /** Looks at whether the call may go on. */
  interface Check {
    void run() throws IOException;
  }

  private final BodyLimit limit;
  private final Check running;
  private final long expected;
  private long bytes;
  private boolean hasTurn;

  /**
   * @param expected how many bytes it will probably have, 0 where nothing is known
   * @param running fails when the call was stopped or its time has passed
   */
  LimitedBody(InputStream body, BodyLimit limit, long expected, Check running) {
    super(body);
    this.limit = limit;
    this.expected = Math.min(expected, limit.large());
    this.running = running;
  }

  /** A body that is larger than {@link BodyLimit#most}. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(BodyLimit limit) {
      super("more than " + limit.megabytes() + " MB");
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int most) throws IOException {
    int count = super.read(into, offset, most);
    if (count > 0) {
      bytes += count;
      if (bytes > limit.most()) {
        throw new TooLargeException(limit);
      }
      if (bytes > limit.large() && !hasTurn) {
        awaitTurn();
      }
    }
    return count;
  }

  /** How many bytes are probably left, so that whoever keeps them makes room for them once. */
  @Override
  public int available() {
    return (int) Math.max(0, expected - bytes);
  }

  private void awaitTurn() throws IOException {
    try {
      while (!limit.turns().tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        running.run();
      }
      hasTurn = true;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  @Override
  public long skip(long most) throws IOException {
    byte[] skipped = new byte[(int) Math.min(Math.max(most, 0), 8192)];
    return Math.max(0, read(skipped, 0, skipped.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() throws IOException {
    try {
      super.close();
    } finally {
      if (hasTurn) {
        hasTurn = false;
        limit.turns().release();
      }
    }
  }
}
