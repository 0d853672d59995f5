package io.stripejdbc.cache.segment;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Texts of which few are equal, one behind the other. */
final class TextColumn extends CachedColumn {
  static final byte KIND = 3;

  private final byte[] letters;
  private final int[] ends;
  private final boolean plain;
  private final @Nullable BitSet nulls;

  private TextColumn(byte[] letters, int[] ends, boolean plain, @Nullable BitSet nulls) {
    this.letters = letters;
    this.ends = ends;
    this.plain = plain;
    this.nulls = nulls;
  }

  TextColumn(DataInput in) throws IOException {
    this(
        SegmentData.given(SegmentData.readBytes(in)),
        SegmentData.given(SegmentData.readInts(in)),
        in.readBoolean(),
        SegmentData.readBits(in));
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(KIND);
    SegmentData.writeBytes(out, letters);
    SegmentData.writeInts(out, ends);
    out.writeBoolean(plain);
    SegmentData.writeBits(out, nulls);
  }

  static CachedColumn of(@Nullable Object[] values) {
    byte[] letters = new byte[Math.max(16, values.length * 32)];
    int[] ends = new int[values.length];
    BitSet nulls = new BitSet();
    boolean plain = true;
    int size = 0;
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof String text) {
        byte[] more = text.getBytes(StandardCharsets.UTF_8);
        plain &= more.length == text.length();
        if (size + more.length > letters.length) {
          letters = Arrays.copyOf(letters, Math.max(letters.length * 2, size + more.length));
        }
        System.arraycopy(more, 0, letters, size, more.length);
        size += more.length;
      } else {
        nulls.set(i);
      }
      ends[i] = size;
    }
    BitSet missing = nulls.isEmpty() ? null : nulls;
    return new TextColumn(Arrays.copyOf(letters, size), ends, plain, missing);
  }

  @Override
  public @Nullable Object get(int row) {
    if (nulls != null && nulls.get(row)) {
      return null;
    }
    int from = row == 0 ? 0 : ends[row - 1];
    // One byte a letter: the JVM copies these as they are.
    return new String(
        letters,
        from,
        ends[row] - from,
        plain ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  @Override
  public long bytes() {
    long missing = nulls == null ? 0 : 3L * HEADER + nulls.size() / 8;
    return 4L * HEADER + letters.length + 4L * ends.length + missing;
  }
}
