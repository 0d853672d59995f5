package io.stripejdbc.row;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The body of an answer in memory, and where in it the objects stand that were read: JSON columns
 * and remembered objects are cut out of it instead of being written anew.
 */
public final class Tape extends ByteArrayInputStream {
  /** Shared: symbol tables of field names are worth keeping. */
  private static final JsonFactory JSON = new JsonFactory();

  /** A body without white space between the tokens of its first bytes has none at all. */
  private static final int SHOWN = 4_096;

  private final boolean plain;

  /** Start and end of each object, in turns. */
  private int[] objects = new int[200];

  private int noted;

  Tape(byte[] json) {
    super(json);
    int shown = Math.min(SHOWN, count);
    this.plain = compact(0, shown, new byte[shown + 1], 0) == shown;
  }

  /** The rest of a stream; a tape is its own. */
  public static Tape of(InputStream body) throws IOException {
    return body instanceof Tape tape ? tape : new Tape(body.readAllBytes());
  }

  JsonParser parser() throws IOException {
    return JSON.createParser(buf, 0, count);
  }

  /** The bytes between two offsets. */
  byte[] bytes(long from, long to) {
    return Arrays.copyOfRange(buf, (int) from, (int) to);
  }

  /** The JSON text between two offsets, without white space between tokens. */
  String text(long from, long to) {
    int length = (int) (to - from);
    if (plain) {
      return new String(buf, (int) from, length, StandardCharsets.UTF_8);
    }
    byte[] out = new byte[length];
    return new String(out, 0, compact((int) from, (int) to, out, 0), StandardCharsets.UTF_8);
  }

  /** Takes note of an object between two offsets. */
  void object(long from, long to) {
    if (noted == objects.length) {
      objects = Arrays.copyOf(objects, 2 * noted);
    }
    objects[noted++] = (int) from;
    objects[noted++] = (int) to;
  }

  /** The objects that were read from it, without white space between tokens. */
  public ObjectBytes objects() {
    int[] ends = new int[noted / 2];
    byte[] json = new byte[noted == 0 ? 0 : objects[noted - 1] - objects[0]];
    int size = 0;
    for (int i = 0; i < ends.length; i++) {
      size = copy(objects[2 * i], objects[2 * i + 1], json, size);
      ends[i] = size;
    }
    return new ObjectBytes(Arrays.copyOf(json, size), ends);
  }

  private int copy(int from, int to, byte[] out, int size) {
    if (!plain) {
      return compact(from, to, out, size);
    }
    System.arraycopy(buf, from, out, size, to - from);
    return size + to - from;
  }

  /** Copies JSON, but for white space between tokens; says where the copy ends. */
  private int compact(int from, int to, byte[] out, int start) {
    int size = start;
    boolean text = false;
    for (int i = from; i < to; i++) {
      byte b = buf[i];
      if (text) {
        out[size++] = b;
        if (b == '\\' && i + 1 < to) {
          out[size++] = buf[++i];
        } else if (b == '"') {
          text = false;
        }
      } else if (b > ' ' || b < 0) {
        out[size++] = b;
        text = b == '"';
      }
    }
    return size;
  }
}
