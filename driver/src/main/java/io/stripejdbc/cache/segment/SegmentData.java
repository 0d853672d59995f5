package io.stripejdbc.cache.segment;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Arrays and values of segments as bytes. Each array has its length ahead of it, -1 for none; what
 * is read is checked for its length by the seal of the file, and for its kind here.
 */
public final class SegmentData {
  private static final int NONE = -1;
  private static final byte NULL = 0;
  private static final byte TEXT = 1;
  private static final byte NUMBER = 2;
  private static final byte YES = 3;
  private static final byte NO = 4;
  private static final byte DECIMAL = 5;

  private SegmentData() {}

  public static <T> T given(@Nullable T value) throws IOException {
    if (value == null) {
      throw new IOException("a part of a segment is missing");
    }
    return value;
  }

  static void writeBytes(DataOutput out, byte @Nullable [] bytes) throws IOException {
    out.writeInt(bytes == null ? NONE : bytes.length);
    if (bytes != null) {
      out.write(bytes);
    }
  }

  static byte @Nullable [] readBytes(DataInput in) throws IOException {
    int length = in.readInt();
    if (length == NONE) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  public static void writeInts(DataOutput out, int @Nullable [] numbers) throws IOException {
    out.writeInt(numbers == null ? NONE : numbers.length);
    for (int number : numbers == null ? new int[0] : numbers) {
      out.writeInt(number);
    }
  }

  public static int @Nullable [] readInts(DataInput in) throws IOException {
    int length = in.readInt();
    int[] numbers = length == NONE ? null : new int[length];
    for (int i = 0; i < length && numbers != null; i++) {
      numbers[i] = in.readInt();
    }
    return numbers;
  }

  static void writeLongs(DataOutput out, long @Nullable [] numbers) throws IOException {
    out.writeInt(numbers == null ? NONE : numbers.length);
    for (long number : numbers == null ? new long[0] : numbers) {
      out.writeLong(number);
    }
  }

  static long @Nullable [] readLongs(DataInput in) throws IOException {
    int length = in.readInt();
    long[] numbers = length == NONE ? null : new long[length];
    for (int i = 0; i < length && numbers != null; i++) {
      numbers[i] = in.readLong();
    }
    return numbers;
  }

  public static void writeBits(DataOutput out, @Nullable BitSet bits) throws IOException {
    writeLongs(out, bits == null ? null : bits.toLongArray());
  }

  public static @Nullable BitSet readBits(DataInput in) throws IOException {
    long[] words = readLongs(in);
    return words == null ? null : BitSet.valueOf(words);
  }

  public static void writeText(DataOutput out, String text) throws IOException {
    writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
  }

  public static String readText(DataInput in) throws IOException {
    return new String(given(readBytes(in)), StandardCharsets.UTF_8);
  }

  static void writeValues(DataOutput out, @Nullable Object[] values) throws IOException {
    out.writeInt(values.length);
    for (Object value : values) {
      writeValue(out, value);
    }
  }

  /** The types that a decoded column can have. */
  private static void writeValue(DataOutput out, @Nullable Object value) throws IOException {
    if (value == null) {
      out.writeByte(NULL);
    } else if (value instanceof String text) {
      out.writeByte(TEXT);
      writeText(out, text);
    } else if (value instanceof Long number) {
      out.writeByte(NUMBER);
      out.writeLong(number);
    } else if (value instanceof Boolean flag) {
      out.writeByte(flag ? YES : NO);
    } else if (value instanceof BigDecimal decimal) {
      out.writeByte(DECIMAL);
      out.writeInt(decimal.scale());
      writeBytes(out, decimal.unscaledValue().toByteArray());
    } else {
      throw new IOException("no type of a column: " + value.getClass().getName());
    }
  }

  static @Nullable Object[] readValues(DataInput in) throws IOException {
    @Nullable Object[] values = new @Nullable Object[in.readInt()];
    for (int i = 0; i < values.length; i++) {
      values[i] = readValue(in);
    }
    return values;
  }

  private static @Nullable Object readValue(DataInput in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case NULL -> null;
      case TEXT -> readText(in);
      case NUMBER -> in.readLong();
      case YES -> true;
      case NO -> false;
      case DECIMAL -> {
        int scale = in.readInt();
        yield new BigDecimal(new BigInteger(given(readBytes(in))), scale);
      }
      default -> throw new IOException("no kind of value: " + kind);
    };
  }
}
