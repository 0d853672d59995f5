package io.stripejdbc.cache.disk;

import io.stripejdbc.cache.file.SealedFiles;
import io.stripejdbc.cache.segment.ReadInstant;
import io.stripejdbc.cache.segment.Segment;
import io.stripejdbc.cache.segment.SegmentData;
import io.stripejdbc.cache.segment.StoredSegment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Segments as files: what is written of them, and found again. */
final class SegmentFiles {
  private final SealedFiles files;
  private final long writer;

  /**
   * @param writer the process that writes
   */
  SegmentFiles(SealedFiles files, long writer) {
    this.files = files;
    this.writer = writer;
  }

  /** A file beside its place. */
  record Written(SealedFiles.Id file, long bytes, List<Segment> segments) {}

  /** Writes segments beside the place of their file. */
  Written write(String group, List<Segment> segments) throws IOException {
    SealedFiles.Id file = files.fresh(group);
    List<byte[]> blocks = new ArrayList<>();
    List<Integer> lengths = new ArrayList<>();
    for (Segment segment : segments) {
      byte[] block = SegmentFileCodec.block(segment);
      blocks.add(block);
      lengths.add(block.length);
    }
    byte[] head = SegmentFileCodec.head(writer, segments, lengths, List.of());
    long bytes = files.write(file, head, blocks);
    return new Written(file, bytes, segments);
  }

  /** Adds to a file beside its place what is only known at the end of a reading. */
  void complete(Written written) throws IOException {
    List<Segment> segments = written.segments();
    files.append(written.file(), segments.size(), SegmentFileCodec.outcomes(segments));
  }

  /** What a file says. */
  static SegmentFileCodec.Contents contents(
      SealedFiles files, SealedFiles.Id file, SegmentFileCodec.Numbers numbers) throws IOException {
    return SegmentFileCodec.contents(
        file,
        files.head(file),
        numbers,
        (number, at, length) -> files.block(file, number, at, length));
  }

  /** Writes marks of a group into their place. */
  Written write(String group, StoredSegmentIndex.Marks marks) throws IOException {
    SealedFiles.Id file = files.fresh(group);
    byte[] head = SegmentFileCodec.head(writer, List.of(), List.of(), marks.all());
    long bytes = files.write(file, head, List.of());
    files.publish(file);
    return new Written(file, bytes, List.of());
  }

  /** What was written, as it is found from now on, with the numbers it has in this process. */
  List<Segment> stored(Written written) throws IOException {
    List<Segment> found =
        contents(files, written.file(), new OwnNumbers(written.segments())).segments();
    List<Segment> stored = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      stored.add(written.segments().get(i).storedIn(given(found.get(i))));
    }
    return stored;
  }

  private static StoredSegment given(Segment segment) throws IOException {
    return SegmentData.given(segment.stored());
  }

  /** The numbers that segments have already. */
  private record OwnNumbers(List<Segment> segments) implements SegmentFileCodec.Numbers {
    @Override
    public long next() {
      return 0;
    }

    @Override
    public long scan(long process, long scan) {
      return scan;
    }

    @Override
    public ReadInstant instant(long at) {
      return new ReadInstant(at, 0);
    }
  }
}
