package io.stripejdbc.cache.segment;

import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one answer, packed, and beside them the columns that were decoded from them.
 *
 * <p>The objects never change; columns are added as questions use them.
 */
public final class SegmentChunk {
  /** Where a row's time of creation is not known. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  /** Fixed parts: this object, its arrays' headers, the map of columns. */
  private static final long OWN_BYTES = 320;

  private static final long BYTES_OF_AN_ENTRY = 48;

  /**
   * What nobody has asked for takes up to this part of what the objects take: enough for numbers,
   * times, and texts that come again, of which columns take a fifth to four bytes a row.
   */
  private static final int PART_OF_OTHERS = 4;

  private final byte[] packed;
  private final int[] ends;
  private final CachedColumn ids;
  private final int[] hashes;
  private final long[] created;
  private final boolean unknown;
  private final boolean ordered;
  private final Map<String, CachedColumn> columns = new ConcurrentHashMap<>();
  private volatile @Nullable DecodedColumns decoded;

  private SegmentChunk(byte[] packed, int[] ends, CachedColumn ids, int[] hashes, long[] created) {
    this.packed = packed;
    this.ends = ends;
    this.ids = ids;
    this.hashes = hashes;
    this.created = created;
    this.unknown = Arrays.stream(created).anyMatch(second -> second == UNKNOWN);
    this.ordered = !unknown && isNewestFirst(created);
  }

  /**
   * Packs objects.
   *
   * @param json the objects as JSON, one behind the other
   * @param ends where each object ends in {@code json}
   * @param ids id of each object
   * @param created second of creation of each object, {@link #UNKNOWN} where it is not said
   */
  public static SegmentChunk pack(
      byte[] json,
      int[] ends,
      @Nullable String[] ids,
      long[] created,
      StringInterner stringInterner) {
    int[] hashes = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      hashes[i] = Objects.hashCode(ids[i]);
    }
    return new SegmentChunk(
        deflate(json), ends, CachedColumn.of(ids, stringInterner), hashes, created);
  }

  /** Writes it with its decoded columns, for {@link #read}. */
  public void write(DataOutput out) throws IOException {
    SegmentData.writeBytes(out, packed);
    SegmentData.writeInts(out, ends);
    ids.write(out);
    SegmentData.writeInts(out, hashes);
    SegmentData.writeLongs(out, created);
    Map<String, CachedColumn> decoded = Map.copyOf(columns);
    out.writeInt(decoded.size());
    for (Map.Entry<String, CachedColumn> column : decoded.entrySet()) {
      SegmentData.writeText(out, column.getKey());
      column.getValue().write(out);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static SegmentChunk read(DataInput in, StringInterner stringInterner) throws IOException {
    SegmentChunk chunk =
        new SegmentChunk(
            SegmentData.given(SegmentData.readBytes(in)),
            SegmentData.given(SegmentData.readInts(in)),
            CachedColumn.read(in, stringInterner),
            SegmentData.given(SegmentData.readInts(in)),
            SegmentData.given(SegmentData.readLongs(in)));
    for (int left = in.readInt(); left > 0; left--) {
      String name = SegmentData.readText(in);
      chunk.columns.put(name, CachedColumn.read(in, stringInterner));
    }
    return chunk;
  }

  /** What the ids of its objects hash to, a number each. */
  public int[] hashes() {
    return hashes;
  }

  private static byte[] deflate(byte[] json) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      deflater.setInput(json);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream(Math.max(64, json.length / 8));
      byte[] buffer = new byte[8_192];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  /** How many objects. */
  public int rows() {
    return ends.length;
  }

  /** Second of creation of an object, {@link #UNKNOWN} where it is not said. */
  public long created(int row) {
    return created[row];
  }

  /** Whether the time of creation of an object is not known. */
  public boolean hasUnknown() {
    return unknown;
  }

  private static boolean isNewestFirst(long[] created) {
    for (int row = 1; row < created.length; row++) {
      if (created[row] > created[row - 1]) {
        return false;
      }
    }
    return true;
  }

  /** Whether all objects have a time of creation, and come newest first. */
  public boolean isOrdered() {
    return ordered;
  }

  /** Id of an object. */
  public @Nullable String id(int row) {
    return (String) ids.get(row);
  }

  /** Position of the object with this id, -1 if it is not here. */
  public int find(String id) {
    int hash = id.hashCode();
    for (int row = 0; row < hashes.length; row++) {
      if (hashes[row] == hash && id.equals(ids.get(row))) {
        return row;
      }
    }
    return -1;
  }

  /** Bytes of the objects as JSON. */
  public int unpackedBytes() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  /** The objects as JSON, one behind the other. */
  public byte[] json() {
    byte[] json = new byte[unpackedBytes()];
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(packed);
      int size = 0;
      while (size < json.length) {
        size += inflater.inflate(json, size, json.length - size);
      }
      return json;
    } catch (DataFormatException impossible) {
      throw new IllegalStateException("what was packed here cannot be unpacked", impossible);
    } finally {
      inflater.end();
    }
  }

  /** Each object as JSON. */
  public List<byte[]> objects() {
    byte[] json = json();
    List<byte[]> objects = new ArrayList<>();
    for (int row = 0; row < ends.length; row++) {
      objects.add(Arrays.copyOfRange(json, row == 0 ? 0 : ends[row - 1], ends[row]));
    }
    return objects;
  }

  /** One object as JSON. */
  public byte[] json(int row) {
    return Arrays.copyOfRange(json(), row == 0 ? 0 : ends[row - 1], ends[row]);
  }

  /** A column that was decoded before, null if it was not. */
  public @Nullable CachedColumn column(String name) {
    CachedColumn column = columns.get(name);
    DecodedColumns others = decoded;
    if (column == null && others != null) {
      column = others.get(name);
      if (column != null) {
        columns.put(name, column); // In use: files have it as well.
      }
    }
    return column;
  }

  /** Whether columns were kept that nobody has asked for yet. */
  public boolean hasDecodedColumns() {
    return decoded != null;
  }

  /** Keeps columns that were decoded beside those that a question wanted, the small ones. */
  public void keep(DecodedColumns others) {
    decoded = others.within(packed.length / PART_OF_OTHERS);
  }

  /**
   * Keeps a decoded column, unless it would take more bytes than the objects themselves.
   *
   * @param name where in the object its values stand, and as what type they are read
   */
  public void keep(String name, CachedColumn column) {
    if (column.bytes() <= Math.max(packed.length, 16L * ends.length)) {
      columns.put(name, column);
    }
  }

  /** Memory it takes now, decoded columns included. */
  public long bytes() {
    long bytes = OWN_BYTES + packed.length + 8L * ends.length + 8L * created.length + ids.bytes();
    for (CachedColumn column : columns.values()) {
      bytes += BYTES_OF_AN_ENTRY + column.bytes();
    }
    DecodedColumns others = decoded;
    return others == null ? bytes : bytes + others.bytes();
  }

  /** Told by the first and the last object where they come newest first. */
  private boolean isAllWithin(TimeRange range) {
    int size = ends.length;
    return range.equals(TimeRange.ALL)
        || (ordered && size > 0 && range.has(created[0]) && range.has(created[size - 1]));
  }

  /** The objects made within a span, but for those left out; null for all of them. */
  public int @Nullable [] within(TimeRange range, @Nullable BitSet without) {
    if (without == null && isAllWithin(range)) {
      return null;
    }
    int[] rows = new int[ends.length];
    int size = 0;
    for (int row = 0; row < rows.length; row++) {
      boolean out = without != null && without.get(row);
      if (!out
          && (created[row] == UNKNOWN ? range.equals(TimeRange.ALL) : range.has(created[row]))) {
        rows[size++] = row;
      }
    }
    return size == rows.length ? null : Arrays.copyOf(rows, size);
  }
}
