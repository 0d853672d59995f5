package io.stripejdbc.cache.disk;

import io.stripejdbc.cache.file.SealedFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of the lists of an API key besides their rows, as a file: bytes that somebody else
 * makes and understands. A file that cannot be read or written is as none.
 */
public final class StatisticsFile {
  private static final String GROUP = "list statistics";

  private final SealedFiles files;

  StatisticsFile(SealedFiles files) {
    this.files = files;
  }

  /** The folder that has it, in which there are no segments. */
  static String group(SealedFiles files) {
    return files.group(GROUP);
  }

  /** What processes have written; one that was killed in between may have left two. */
  public List<byte[]> read() {
    List<byte[]> all = new ArrayList<>();
    for (SealedFiles.Id file : list()) {
      try {
        SealedFiles.Head head = files.head(file);
        int length = ByteBuffer.wrap(head.contents()).getInt();
        all.add(files.block(file, 0, head.blocksAt(), length));
      } catch (IOException | RuntimeException corrupt) {
        files.delete(file);
      }
    }
    return all;
  }

  private List<SealedFiles.Id> list() {
    try {
      return files.list(group(files));
    } catch (IOException none) {
      return List.of();
    }
  }

  /** Writes what is known now in the place of what was written before. */
  public void write(byte[] contents) {
    List<SealedFiles.Id> before = list();
    SealedFiles.Id file = files.fresh(group(files));
    byte[] head =
        ByteBuffer.allocate(Integer.BYTES)
            .putInt(SealedFiles.sealedLength(contents.length))
            .array();
    try {
      long unused = files.write(file, head, List.of(contents));
      files.publish(file);
      before.forEach(files::delete);
    } catch (IOException full) {
      files.delete(file);
    }
  }
}
