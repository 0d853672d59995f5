package io.stripejdbc.row;

/**
 * JSON on one line: without the line breaks and indentation between its tokens. Stripe indents its
 * answers; about a quarter of their bytes is taken out once, before they are read, kept and cut
 * into columns. A space behind a colon or a comma stays.
 *
 * <p>Strings need not be looked for, since none has a line break in it: JSON escapes them. What is
 * no JSON stays no JSON: a break between tokens that would become one, as of 1 and 2, is kept.
 */
final class JsonMinifier {
  /** A body without a line break in its first bytes is taken to have none. */
  private static final int SHOWN = 1_024;

  private final byte[] json;
  private final int length;

  /** The next byte to look at, and where it goes. */
  private int from;

  private int to;

  private JsonMinifier(byte[] json, int length) {
    this.json = json;
    this.length = length;
  }

  /**
   * Joins the lines, in place.
   *
   * @param length how many bytes there are
   * @return how many bytes are left; those behind them mean nothing
   */
  static int join(byte[] json, int length) {
    JsonMinifier line = new JsonMinifier(json, length);
    if (!line.isIndented()) {
      return length;
    }
    // A word is written whole, so it must not reach what has yet to be read.
    line.bytes(Long.BYTES);
    line.words();
    line.bytes(Integer.MAX_VALUE);
    return line.to;
  }

  private boolean isIndented() {
    for (int i = 0; i < Math.min(SHOWN, length); i++) {
      if (json[i] == '\n') {
        return true;
      }
    }
    return false;
  }

  /** Byte by byte, until so many have been left out. */
  private void bytes(int apart) {
    while (from - to < apart && from < length) {
      byte b = json[from++];
      if (b == '\n') {
        while (from < length && json[from] == ' ') {
          from++;
        }
        to = joined(to, from);
      } else {
        json[to++] = b;
      }
    }
  }

  /** Eight bytes at a time, until fewer are left. */
  private void words() {
    byte[] all = json;
    int last = length - Long.BYTES;
    int read = from;
    int written = to;
    while (read <= last) {
      long word = SwarScanner.at(all, read);
      SwarScanner.put(all, written, word);
      long marks = SwarScanner.lineBreak(word);
      if (marks == 0) {
        read += Long.BYTES;
        written += Long.BYTES;
      } else {
        int plain = SwarScanner.first(marks);
        read = indented(read + plain + 1);
        written = joined(written + plain, read);
      }
    }
    from = read;
    to = written;
  }

  /** Position of the first byte from here on that is no space. */
  private int indented(int start) {
    int next = start;
    while (next <= length - Long.BYTES) {
      long others = SwarScanner.notSpace(SwarScanner.at(json, next));
      if (others != 0) {
        return next + SwarScanner.first(others);
      }
      next += Long.BYTES;
    }
    while (next < length && json[next] == ' ') {
      next++;
    }
    return next;
  }

  /** Keeps the break between two lines where it is needed; says where the second one goes. */
  private int joined(int end, int next) {
    if (end == 0 || next == length || opens(json[end - 1]) || closes(json[next])) {
      return end;
    }
    json[end] = '\n';
    return end + 1;
  }

  private static boolean opens(byte b) {
    return b == ',' || b == '{' || b == '[' || b == ':';
  }

  private static boolean closes(byte b) {
    return b == '}' || b == ']' || b == ',' || b == ':' || b == '\n';
  }
}
