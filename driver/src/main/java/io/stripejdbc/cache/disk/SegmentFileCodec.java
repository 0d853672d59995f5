package io.stripejdbc.cache.disk;

import io.stripejdbc.cache.file.SealedFiles;
import io.stripejdbc.cache.segment.ListKey;
import io.stripejdbc.cache.segment.ReadInstant;
import io.stripejdbc.cache.segment.ReadOutcome;
import io.stripejdbc.cache.segment.Segment;
import io.stripejdbc.cache.segment.Segment.Origin;
import io.stripejdbc.cache.segment.Segment.Part;
import io.stripejdbc.cache.segment.SegmentChunk;
import io.stripejdbc.cache.segment.SegmentData;
import io.stripejdbc.cache.segment.StoredSegment;
import io.stripejdbc.cache.segment.StringInterner;
import io.stripejdbc.cache.segment.TimeRange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Segments as bytes: the head of a file says what its segments are, each block has the objects of
 * one. Whoever changes what is written changes the format's number in {@code CacheFolder}.
 */
final class SegmentFileCodec {
  /** Numbers of the process that wrote a file and of the one that reads it. */
  interface Numbers {
    /** A number for a segment that was not given before. */
    long next();

    /** This process's number for a scan of the process that wrote the file. */
    long scan(long writer, long scan);

    /** The time of a reading by the clocks of this process. */
    ReadInstant instant(long millis);
  }

  private static final long NEVER = Long.MIN_VALUE;

  /** Reads blocks of a file. */
  interface Blocks {
    /**
     * A block.
     *
     * @param length its sealed length
     */
    byte[] read(int number, long at, int length) throws IOException;
  }

  private final StringInterner stringInterner;

  SegmentFileCodec(StringInterner stringInterner) {
    this.stringInterner = stringInterner;
  }

  /** The objects of a segment. */
  static byte[] block(Segment segment) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(segment.parts().size());
      for (Part part : segment.parts()) {
        SegmentData.writeBits(out, part.without());
        part.chunk().write(out);
      }
    }
    return bytes.toByteArray();
  }

  List<Part> parts(byte[] block) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(block))) {
      List<Part> parts = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        var without = SegmentData.readBits(in);
        parts.add(new Part(SegmentChunk.read(in, stringInterner), without));
      }
      return parts;
    }
  }

  /**
   * The last block of a file: of each segment whether nothing of its seconds is missing, which is
   * known when the reading that it comes from has ended.
   */
  static byte[] outcomes(List<Segment> segments) {
    byte[] outcomes = new byte[segments.size()];
    for (int i = 0; i < outcomes.length; i++) {
      Segment segment = segments.get(i);
      outcomes[i] = (byte) (segment.isWhole(segment.window()) ? 1 : 0);
    }
    return outcomes;
  }

  private static void apply(byte[] outcomes, List<Segment> segments) throws IOException {
    if (outcomes.length != segments.size()) {
      throw new IOException("a file of cached rows does not say how its readings ended");
    }
    for (int i = 0; i < outcomes.length; i++) {
      if (outcomes[i] == 1) {
        segments.get(i).outcome().ended();
      }
    }
  }

  /**
   * What a file's segments are.
   *
   * @param writer number of the process that writes it
   * @param lengths length of each segment's block, not yet sealed
   */
  static byte[] head(
      long writer, List<Segment> segments, List<Integer> lengths, List<ToldMark> marks)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(writer);
      out.writeInt(segments.size());
      for (int i = 0; i < segments.size(); i++) {
        write(out, segments.get(i), lengths.get(i));
      }
      ToldMark.write(out, marks);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Segment segment, int length) throws IOException {
    Origin origin = segment.origin();
    SegmentData.writeText(out, origin.key().account());
    SegmentData.writeText(out, origin.key().path());
    out.writeInt(origin.key().parameters().size());
    for (String parameter : origin.key().parameters()) {
      SegmentData.writeText(out, parameter);
    }
    SegmentData.writeText(out, origin.table());
    out.writeBoolean(origin.timed());
    out.writeLong(origin.serial());
    out.writeLong(segment.readAt().millis());
    ReadInstant told = segment.toldAt();
    out.writeLong(told == null ? NEVER : told.millis());
    out.writeLong(segment.keepMillis());
    out.writeLong(segment.window().from());
    out.writeLong(segment.window().to());
    out.writeBoolean(segment.open());
    out.writeBoolean(isUnknown(segment));
    SegmentData.writeInts(out, hashes(segment));
    out.writeInt(SealedFiles.sealedLength(length));
  }

  private static boolean isUnknown(Segment segment) {
    return segment.parts().stream().anyMatch(part -> part.chunk().hasUnknown());
  }

  private static int[] hashes(Segment segment) {
    int[] hashes =
        segment.parts().stream()
            .flatMapToInt(part -> Arrays.stream(part.chunk().hashes()))
            .toArray();
    Arrays.sort(hashes);
    return hashes;
  }

  /**
   * What a file says.
   *
   * @param segments its segments, without their objects
   * @param marks what it says of segments in other files
   */
  record Contents(List<Segment> segments, List<ToldMark> marks) {}

  static Contents contents(
      SealedFiles.Id file, SealedFiles.Head head, Numbers numbers, Blocks blocks)
      throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(head.contents()))) {
      long writer = in.readLong();
      int size = in.readInt();
      List<Segment> segments = new ArrayList<>();
      long at = head.blocksAt();
      for (int number = 0; number < size; number++) {
        Segment segment = segment(in, writer, numbers);
        boolean unknown = in.readBoolean();
        int[] hashes = SegmentData.given(SegmentData.readInts(in));
        int length = in.readInt();
        segments.add(
            segment.storedIn(
                new StoredSegment(file, number, at, length, hashes.length, unknown, hashes)));
        at += length;
      }
      if (size > 0) {
        apply(blocks.read(size, at, SealedFiles.sealedLength(size)), segments);
      }
      return new Contents(segments, ToldMark.read(in));
    }
  }

  private static Segment segment(DataInput in, long writer, Numbers numbers) throws IOException {
    String account = SegmentData.readText(in);
    String path = SegmentData.readText(in);
    List<String> parameters = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      parameters.add(SegmentData.readText(in));
    }
    ListKey key = ListKey.of(account, path, parameters);
    String table = SegmentData.readText(in);
    boolean timed = in.readBoolean();
    Origin origin = new Origin(key, table, timed, numbers.scan(writer, in.readLong()));
    ReadInstant readAt = numbers.instant(in.readLong());
    long told = in.readLong();
    long keepMillis = in.readLong();
    TimeRange window = new TimeRange(in.readLong(), in.readLong());
    boolean open = in.readBoolean();
    ReadOutcome outcome = new ReadOutcome();
    Segment segment =
        new Segment(numbers.next(), origin, readAt, keepMillis, window, open, List.of(), outcome);
    return told == NEVER ? segment : segment.told(numbers.instant(told), window, open);
  }
}
