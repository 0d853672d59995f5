package io.stripejdbc.row;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A stream that remembers what was read since the last {@link #forget}, so that a piece of it can
 * be taken by its offsets: JSON columns are cut out of the body instead of being written anew.
 */
final class Tape extends InputStream {
  /** A piece of this many bytes shows how the body is written. */
  private static final int LARGE = 400;

  private final InputStream in;
  private byte[] kept = new byte[16_384];
  private long start;
  private int length;
  private int removed;
  private boolean plain;

  Tape(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int most) throws IOException {
    int count = in.read(into, offset, most);
    if (count > 0) {
      if (length + count > kept.length) {
        kept = Arrays.copyOf(kept, Math.max(kept.length * 2, length + count));
      }
      System.arraycopy(into, offset, kept, length, count);
      length += count;
    }
    return count;
  }

  /** Drops what lies before this offset of the stream. */
  void forget(long before) {
    int drop = (int) (before - start);
    System.arraycopy(kept, drop, kept, 0, length - drop);
    length -= drop;
    start = before;
  }

  /** The bytes between two offsets of the stream. */
  byte[] bytes(long from, long to) {
    return Arrays.copyOfRange(kept, (int) (from - start), (int) (to - start));
  }

  /**
   * The JSON text between two offsets, without white space between tokens.
   *
   * <p>A body that has none in its first large piece has none at all: one program wrote it. So the
   * rest of it need not be looked through byte by byte.
   */
  String compact(long from, long to) {
    if (plain) {
      return new String(kept, (int) (from - start), (int) (to - from), StandardCharsets.UTF_8);
    }
    String text = withoutSpace(from, to);
    plain = to - from >= LARGE && text.length() > 1 && removed == 0;
    return text;
  }

  private String withoutSpace(long from, long to) {
    int end = (int) (to - start);
    byte[] out = new byte[(int) (to - from)];
    int size = 0;
    boolean text = false;
    for (int i = (int) (from - start); i < end; i++) {
      byte b = kept[i];
      if (text) {
        out[size++] = b;
        if (b == '\\') {
          out[size++] = kept[++i];
        } else if (b == '"') {
          text = false;
        }
      } else if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        out[size++] = b;
        text = b == '"';
      }
    }
    removed = out.length - size;
    return new String(out, 0, size, StandardCharsets.UTF_8);
  }
}
