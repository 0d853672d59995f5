package io.stripejdbc.row;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The objects of an answer as bytes: JSON without white space between tokens, one behind the other.
 *
 * <p>Cut out of a body that has been read before, so it is known to be sound; what is not found
 * here is simply not remembered.
 *
 * @param json the objects
 * @param ends where each ends
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record ObjectBytes(byte[] json, int[] ends) {
  /**
   * The objects of a body.
   *
   * @param list whether they stand in its {@code data}; else it is the object itself
   * @return null when there is no such list
   */
  public static @Nullable ObjectBytes of(byte[] body, int length, boolean list) {
    byte[] plain = new byte[length];
    int size = compact(body, length, plain);
    if (!list) {
      return new ObjectBytes(Arrays.copyOf(plain, size), new int[] {size});
    }
    return new Cutter(plain, size).cut();
  }

  /** Leaves out white space between tokens; says how much is left. */
  private static int compact(byte[] body, int length, byte[] plain) {
    int size = 0;
    boolean text = false;
    for (int i = 0; i < length; i++) {
      byte b = body[i];
      if (text) {
        plain[size++] = b;
        if (b == '\\') {
          plain[size++] = body[++i];
        } else if (b == '"') {
          text = false;
        }
      } else if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        plain[size++] = b;
        text = b == '"';
      }
    }
    return size;
  }

  /** Walks over compact JSON by its brackets. */
  private static final class Cutter {
    private static final byte[] DATA = {'"', 'd', 'a', 't', 'a', '"', ':', '['};

    private final byte[] json;
    private final int size;
    private int place;

    Cutter(byte[] json, int size) {
      this.json = json;
      this.size = size;
    }

    @Nullable ObjectBytes cut() {
      int depth = 0;
      while (place < size) {
        byte b = json[place];
        if (depth == 1 && startsData()) {
          place += DATA.length;
          return elements();
        }
        if (b == '"') {
          skipText();
          continue;
        }
        depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
        place++;
      }
      return null;
    }

    private boolean startsData() {
      return place + DATA.length <= size
          && Arrays.equals(json, place, place + DATA.length, DATA, 0, DATA.length);
    }

    private void skipText() {
      place++;
      while (json[place] != '"') {
        place += json[place] == '\\' ? 2 : 1;
      }
      place++;
    }

    private @Nullable ObjectBytes elements() {
      byte[] out = new byte[size - place];
      int[] ends = new int[128];
      int count = 0;
      int length = 0;
      while (place < size && json[place] != ']') {
        int start = place;
        skipObject();
        System.arraycopy(json, start, out, length, place - start);
        length += place - start;
        ends = count < ends.length ? ends : Arrays.copyOf(ends, 2 * count);
        ends[count++] = length;
        place += place < size && json[place] == ',' ? 1 : 0;
      }
      return new ObjectBytes(Arrays.copyOf(out, length), Arrays.copyOf(ends, count));
    }

    private void skipObject() {
      int depth = 0;
      do {
        byte b = json[place];
        if (b == '"') {
          skipText();
        } else {
          depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
          place++;
        }
      } while (depth > 0);
    }
  }
}
