package io.stripejdbc.cache.segment;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The values of one column of a {@link SegmentChunk}, in few bytes; immutable. */
public abstract sealed class CachedColumn
    permits CachedColumn.Constant,
        CachedColumn.Coded,
        CachedColumn.Numbers,
        TextColumn,
        CachedColumn.Plain {
  /** What the JVM takes for an object or an array before its contents. */
  static final int HEADER = 16;

  private static final int MOST_WORDS = 128;
  private static final int SECOND = 1000;

  CachedColumn() {}

  /** The value of a row. */
  public abstract @Nullable Object get(int row);

  /**
   * Reads the values of some rows.
   *
   * @param rows their positions, null for the first ones
   * @param count how many
   */
  public void read(int @Nullable [] rows, int count, ColumnVector into) {
    @Nullable Object[] values = into.beginValues(count);
    for (int i = 0; i < count; i++) {
      values[i] = get(rows == null ? i : rows[i]);
    }
  }

  /** Memory it takes. */
  public abstract long bytes();

  /** Whether other chunks have the same object. */
  boolean isShared() {
    return this instanceof Constant;
  }

  /** Writes it, for {@link #read}. */
  public abstract void write(DataOutput out) throws IOException;

  /** Reads what {@link #write} wrote. */
  public static CachedColumn read(DataInput in, StringInterner stringInterner) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case Coded.KIND -> new Coded(in, stringInterner);
      case Numbers.KIND -> new Numbers(in);
      case TextColumn.KIND -> new TextColumn(in);
      case Plain.KIND -> new Plain(SegmentData.readValues(in));
      default -> throw new IOException("no kind of column: " + kind);
    };
  }

  /**
   * A column of these values: String, Long, Boolean, BigDecimal or null.
   *
   * @param stringInterner gives back one and the same object for equal texts
   */
  public static CachedColumn of(@Nullable Object[] values, StringInterner stringInterner) {
    if (values.length > 0 && isConstant(values)) {
      return stringInterner.constant(values[0]);
    }
    int most = Math.min(MOST_WORDS, Math.max(1, values.length / 2));
    Map<@Nullable Object, Integer> seen = new HashMap<>();
    for (int i = 0; i < values.length && seen.size() <= most; i++) {
      seen.putIfAbsent(values[i], seen.size());
    }
    if (seen.size() <= most) {
      return new Coded(values, seen, stringInterner);
    }
    if (allAre(values, Long.class)) {
      return Numbers.of(values);
    }
    return allAre(values, String.class) ? TextColumn.of(values) : new Plain(values.clone());
  }

  /** A column of one value in every row; one object serves all chunks. */
  static CachedColumn constant(@Nullable Object value) {
    return new Constant(value);
  }

  private static boolean isConstant(@Nullable Object[] values) {
    Object first = values[0];
    for (int i = 1; i < values.length; i++) {
      if (!Objects.equals(first, values[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean allAre(@Nullable Object[] values, Class<?> type) {
    for (Object value : values) {
      if (value != null && !type.isInstance(value)) {
        return false;
      }
    }
    return true;
  }

  private static long bytesOf(@Nullable Object value) {
    return value == null ? 0 : value instanceof String text ? 2L * HEADER + 8 + text.length() : 40;
  }

  /** One value in every row; in files it is a dictionary of one word. */
  static final class Constant extends CachedColumn {
    private final @Nullable Object value;

    Constant(@Nullable Object value) {
      this.value = value;
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.writeByte(Coded.KIND);
      SegmentData.writeValues(out, new @Nullable Object[] {value});
      SegmentData.writeBytes(out, null);
    }

    @Override
    public @Nullable Object get(int row) {
      return value;
    }

    @Override
    public void read(int @Nullable [] rows, int count, ColumnVector into) {
      into.setConstant(value, count);
    }

    @Override
    public long bytes() {
      return HEADER + bytesOf(value);
    }
  }

  /** Few values, many times: a number for each row. */
  static final class Coded extends CachedColumn {
    static final byte KIND = 1;

    private final @Nullable Object[] dictionary;
    private final byte @Nullable [] codes;

    Coded(
        @Nullable Object[] values,
        Map<@Nullable Object, Integer> seen,
        StringInterner stringInterner) {
      dictionary = new @Nullable Object[seen.size()];
      seen.forEach((value, code) -> dictionary[code] = stringInterner.same(value));
      codes = seen.size() == 1 ? null : new byte[values.length];
      for (int i = 0; codes != null && i < codes.length; i++) {
        Integer code = seen.get(values[i]);
        codes[i] = code == null ? 0 : code.byteValue();
      }
    }

    Coded(DataInput in, StringInterner stringInterner) throws IOException {
      dictionary = SegmentData.readValues(in);
      for (int i = 0; i < dictionary.length; i++) {
        dictionary[i] = stringInterner.same(dictionary[i]);
      }
      codes = SegmentData.readBytes(in);
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.writeByte(KIND);
      SegmentData.writeValues(out, dictionary);
      SegmentData.writeBytes(out, codes);
    }

    @Override
    public @Nullable Object get(int row) {
      return dictionary[codes == null ? 0 : codes[row]];
    }

    @Override
    public void read(int @Nullable [] rows, int count, ColumnVector into) {
      if (codes == null) {
        into.setConstant(dictionary[0], count);
      } else {
        into.setCodes(dictionary, rows == null ? codes : picked(codes, rows, count), count);
      }
    }

    private static byte[] picked(byte[] codes, int[] rows, int count) {
      byte[] some = new byte[count];
      for (int i = 0; i < count; i++) {
        some[i] = codes[rows[i]];
      }
      return some;
    }

    @Override
    public long bytes() {
      long bytes = 3L * HEADER + 4L * dictionary.length + (codes == null ? 0 : codes.length);
      for (Object word : dictionary) {
        bytes += bytesOf(word);
      }
      return bytes;
    }
  }

  /** Whole numbers: distances from the least, in thousands where all are. */
  static final class Numbers extends CachedColumn {
    static final byte KIND = 2;

    private final long base;
    private final int unit;
    private final int @Nullable [] near;
    private final long @Nullable [] far;
    private final @Nullable BitSet nulls;

    private Numbers(
        long base, int unit, int @Nullable [] near, long @Nullable [] far, @Nullable BitSet nulls) {
      this.base = base;
      this.unit = unit;
      this.near = near;
      this.far = far;
      this.nulls = nulls;
    }

    Numbers(DataInput in) throws IOException {
      this(
          in.readLong(),
          in.readInt(),
          SegmentData.readInts(in),
          SegmentData.readLongs(in),
          SegmentData.readBits(in));
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.writeByte(KIND);
      out.writeLong(base);
      out.writeInt(unit);
      SegmentData.writeInts(out, near);
      SegmentData.writeLongs(out, far);
      SegmentData.writeBits(out, nulls);
    }

    static CachedColumn of(@Nullable Object[] values) {
      long[] numbers = new long[values.length];
      BitSet nulls = new BitSet();
      long least = Long.MAX_VALUE;
      long most = Long.MIN_VALUE;
      boolean thousands = true;
      for (int i = 0; i < values.length; i++) {
        if (values[i] instanceof Long number) {
          numbers[i] = number;
          least = Math.min(least, number);
          most = Math.max(most, number);
          thousands &= number % SECOND == 0;
        } else {
          nulls.set(i);
        }
      }
      BitSet missing = nulls.isEmpty() ? null : nulls;
      int unit = thousands ? SECOND : 1;
      boolean wide = most / unit - least / unit >= Integer.MAX_VALUE || most - least < 0;
      return wide
          ? new Numbers(0, 1, null, numbers, missing)
          : new Numbers(least, unit, near(numbers, least, unit), null, missing);
    }

    private static int[] near(long[] numbers, long base, int unit) {
      int[] near = new int[numbers.length];
      for (int i = 0; i < near.length; i++) {
        near[i] = (int) ((numbers[i] - base) / unit);
      }
      return near;
    }

    @Override
    public @Nullable Object get(int row) {
      if (nulls != null && nulls.get(row)) {
        return null;
      }
      return far != null ? far[row] : near != null ? base + (long) near[row] * unit : base;
    }

    @Override
    public void read(int @Nullable [] rows, int count, ColumnVector into) {
      long[] numbers = into.beginNumbers(count);
      if (near != null && rows == null) {
        for (int i = 0; i < count; i++) {
          numbers[i] = base + (long) near[i] * unit;
        }
      } else {
        for (int i = 0; i < count; i++) {
          int row = rows == null ? i : rows[i];
          numbers[i] =
              far != null ? far[row] : near != null ? base + (long) near[row] * unit : base;
        }
      }
      if (nulls != null) {
        boolean[] missing = into.beginNulls();
        for (int i = 0; i < count; i++) {
          missing[i] = nulls.get(rows == null ? i : rows[i]);
        }
      }
    }

    @Override
    public long bytes() {
      long values = far != null ? 8L * far.length : near != null ? 4L * near.length : 0;
      return 4L * HEADER + values + (nulls == null ? 0 : 3L * HEADER + nulls.size() / 8);
    }
  }

  /** Anything else, as it is. */
  static final class Plain extends CachedColumn {
    static final byte KIND = 4;

    private final @Nullable Object[] values;

    Plain(@Nullable Object[] values) {
      this.values = values;
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.writeByte(KIND);
      SegmentData.writeValues(out, values);
    }

    @Override
    public @Nullable Object get(int row) {
      return values[row];
    }

    @Override
    public long bytes() {
      long bytes = 2L * HEADER + 4L * values.length;
      for (Object value : values) {
        bytes += bytesOf(value);
      }
      return bytes;
    }
  }
}
