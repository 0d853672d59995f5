package io.stripejdbc.row;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer in memory, on one line, and where in it the objects stand that were read:
 * strings, JSON columns and cached objects are cut out of it instead of being written anew.
 */
public final class JsonBuffer extends ByteArrayInputStream {
  /** Room for a body of which nothing is known. */
  private static final int LEAST = 8 * 1024;

  /** Start and end of each object, in turns. */
  private int[] objects = new int[200];

  private int noted;
  private @Nullable RowDecoder wider;
  private @Nullable List<@Nullable Object[]> widerRows;

  /**
   * @param json made into one line in place
   */
  JsonBuffer(byte[] json) {
    this(json, json.length);
  }

  private JsonBuffer(byte[] json, int length) {
    super(json, 0, JsonMinifier.join(json, length));
  }

  /** The rest of a stream; a buffer is its own. */
  public static JsonBuffer of(InputStream body) throws IOException {
    return body instanceof JsonBuffer buffer ? buffer : read(body);
  }

  /** Reads to the end, into one array where the stream knows how much there is to come. */
  private static JsonBuffer read(InputStream body) throws IOException {
    byte[] json = new byte[Math.max(LEAST, body.available() + 1)];
    int length = 0;
    for (int more = 0; more >= 0; more = body.read(json, length, json.length - length)) {
      length += more;
      if (length == json.length) {
        json = Arrays.copyOf(json, 2 * length);
      }
    }
    return new JsonBuffer(json, length);
  }

  /**
   * Asks whoever reads the rows to read them with more columns than he wants, behind his own: an
   * object costs about as much for all of its fields as for one.
   */
  public void readWider(RowDecoder decoder) {
    wider = decoder;
  }

  /** What reads rows with more columns, null where nobody wants them. */
  @Nullable RowDecoder wider() {
    return wider;
  }

  void tookWider(List<@Nullable Object[]> rows) {
    widerRows = rows;
  }

  /** The rows with more columns, null where they could not be read. */
  public @Nullable List<@Nullable Object[]> widerRows() {
    return widerRows;
  }

  /** Begins anew. */
  void rewind() {
    noted = 0;
  }

  JsonBufferParser parser() {
    return JsonBufferParser.of(buf, count);
  }

  /** All of its bytes. */
  byte[] bytes() {
    return Arrays.copyOf(buf, count);
  }

  /** Whether the same bytes stand between two pairs of offsets. */
  boolean areSame(int from, int to, int otherFrom, int otherTo) {
    return Arrays.equals(buf, from, to, buf, otherFrom, otherTo);
  }

  /** Takes note of an object between two offsets. */
  void object(int from, int to) {
    if (noted == objects.length) {
      objects = Arrays.copyOf(objects, 2 * noted);
    }
    objects[noted++] = from;
    objects[noted++] = to;
  }

  /** The objects that were read from it. */
  public ObjectBytes objects() {
    int[] ends = new int[noted / 2];
    int size = 0;
    for (int i = 0; i < ends.length; i++) {
      size += objects[2 * i + 1] - objects[2 * i];
      ends[i] = size;
    }
    byte[] json = new byte[size];
    for (int i = 0; i < ends.length; i++) {
      int length = objects[2 * i + 1] - objects[2 * i];
      System.arraycopy(buf, objects[2 * i], json, ends[i] - length, length);
    }
    return new ObjectBytes(json, ends);
  }
}
