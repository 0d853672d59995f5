package io.stripejdbc.cache.file;

import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The sealed files of one API key, in groups. A file is written once, beside its place, and
 * renamed; it has a head, and blocks that are read one by one.
 *
 * <p>Bytes of a file: {@code SJD1}, length of the sealed head (4 bytes, big-endian), the sealed
 * head, the sealed blocks one behind the other. Names and contents say nothing to who has no key.
 */
public final class SealedFiles {
  /** The end of the name of a file that is whole. */
  static final String WHOLE = ".seg";

  /** The end of the name of a file that nobody reads yet. */
  static final String BESIDE = ".tmp";

  private static final byte[] MAGIC = {'S', 'J', 'D', '1'};
  private static final int HEAD_AT = MAGIC.length + Integer.BYTES;
  private static final int LONGEST_HEAD = 1 << 26;

  private final Path folder;
  private final CacheKeys keys;
  private final FolderList ofKey;

  /**
   * @param ofKey all folders of the API key, this one among them
   */
  SealedFiles(Path folder, CacheKeys keys, FolderList ofKey) {
    this.folder = folder;
    this.keys = keys;
    this.ofKey = ofKey;
  }

  /** Finds folders. */
  interface FolderList {
    List<Path> list() throws IOException;
  }

  /**
   * A file.
   *
   * @param group name of the group's folder
   * @param name random name, without its end
   */
  public record Id(String group, String name) {
    String place() {
      return group + '/' + name;
    }
  }

  /** The group of what is found by this text. */
  public String group(String text) {
    return keys.name(text);
  }

  /** A file that is not there yet. */
  public Id fresh(String group) {
    return new Id(group, CacheFolder.randomName());
  }

  private Path path(Id file, String end) {
    return folder.resolve(file.group()).resolve(file.name() + end);
  }

  /** How many bytes a block takes in a file. */
  public static int sealedLength(int length) {
    return length + CacheKeys.TAG_BYTES;
  }

  /**
   * Writes a file beside its place, where nobody reads it.
   *
   * @return its size in bytes
   */
  public long write(Id file, byte[] head, List<byte[]> blocks) throws IOException {
    byte[] sealedHead = keys.seal(file.place(), 0, head);
    List<byte[]> parts = new ArrayList<>();
    parts.add(ByteBuffer.allocate(HEAD_AT).put(MAGIC).putInt(sealedHead.length).array());
    parts.add(sealedHead);
    for (int i = 0; i < blocks.size(); i++) {
      parts.add(keys.seal(file.place(), i + 1, blocks.get(i)));
    }
    CacheFolder.makeFolders(folder.resolve(file.group()));
    Path beside = path(file, BESIDE);
    boolean done = false;
    try {
      CacheFolder.write(beside, parts.toArray(byte[][]::new));
      done = true;
    } finally {
      if (!done) {
        Files.deleteIfExists(beside); // A disk that is full has room again.
      }
    }
    return parts.stream().mapToLong(part -> part.length).sum();
  }

  /**
   * Adds a block to a file beside its place.
   *
   * @param number position of the block, from 0; each is written once
   */
  public void append(Id file, int number, byte[] block) throws IOException {
    // No channel: that would be closed when the thread is interrupted, as a statement may be.
    try (FileOutputStream out = new FileOutputStream(path(file, BESIDE).toFile(), true)) {
      out.write(keys.seal(file.place(), number + 1, block));
    }
  }

  /** Puts a file that was written into its place. */
  public void publish(Id file) throws IOException {
    CacheFolder.move(path(file, BESIDE), path(file, WHOLE));
  }

  /**
   * The head of a file.
   *
   * @param bytes size of the file
   * @param blocksAt where its blocks begin
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Head(byte[] contents, long bytes, long blocksAt) {}

  /**
   * Reads the head of a file.
   *
   * @throws IOException where there is none, or it was not written so with this API key
   */
  public Head head(Id file) throws IOException {
    try (RandomAccessFile in = open(file)) {
      ByteBuffer start = ByteBuffer.wrap(read(in, 0, HEAD_AT));
      byte[] magic = new byte[MAGIC.length];
      start.get(magic);
      int length = start.getInt();
      boolean known = Arrays.equals(magic, MAGIC);
      if (!known || length < 0 || length > Math.min(LONGEST_HEAD, in.length())) {
        throw new IOException("no file of cached rows: " + file.name());
      }
      byte[] contents = open(file, 0, read(in, HEAD_AT, length));
      return new Head(contents, in.length(), (long) HEAD_AT + length);
    }
  }

  /**
   * Reads a block.
   *
   * @param number position of the block, from 0
   * @param at where it begins
   * @param length its sealed length
   * @throws IOException where it is not there, or was not written so with this API key
   */
  public byte[] block(Id file, int number, long at, int length) throws IOException {
    try (RandomAccessFile in = open(file)) {
      if (at + length > in.length()) {
        throw new EOFException("a file of cached rows is cut off: " + file.name());
      }
      return open(file, number + 1, read(in, at, length));
    }
  }

  private byte[] open(Id file, int number, byte[] sealed) throws IOException {
    try {
      return keys.open(file.place(), number, sealed);
    } catch (GeneralSecurityException e) {
      throw new IOException("a file of cached rows is not what was written: " + file.name(), e);
    }
  }

  /** No channel: that would be closed when the thread is interrupted, as a statement may be. */
  private RandomAccessFile open(Id file) throws IOException {
    return new RandomAccessFile(path(file, WHOLE).toFile(), "r");
  }

  private static byte[] read(RandomAccessFile in, long at, int length) throws IOException {
    byte[] bytes = new byte[length];
    in.seek(at);
    in.readFully(bytes);
    return bytes;
  }

  /** The files of a group, in no order. */
  public List<Id> list(String group) throws IOException {
    List<Id> files = new ArrayList<>();
    try (DirectoryStream<Path> paths =
        Files.newDirectoryStream(folder.resolve(group), "*" + WHOLE)) {
      for (Path path : paths) {
        String name = path.getFileName().toString();
        files.add(new Id(group, name.substring(0, name.length() - WHOLE.length())));
      }
    } catch (NoSuchFileException | NotDirectoryException none) {
      return List.of();
    }
    return files;
  }

  /** The groups, in no order. */
  public List<String> groups() throws IOException {
    List<String> groups = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, Files::isDirectory)) {
      paths.forEach(path -> groups.add(path.getFileName().toString()));
    } catch (NoSuchFileException none) {
      return List.of();
    }
    return groups;
  }

  /** When a file of the group was added or removed, milliseconds since the epoch; 0 for never. */
  public long changedMillis(String group) {
    try {
      return Files.getLastModifiedTime(folder.resolve(group)).toMillis();
    } catch (IOException none) {
      return 0;
    }
  }

  /** Notes that a file is in use: of those that are not, the oldest go first. */
  public void touch(Id file, long nowMillis) throws IOException {
    Files.setLastModifiedTime(path(file, WHOLE), FileTime.fromMillis(nowMillis));
  }

  /** Deletes a file, in its place or beside it. */
  public void delete(Id file) {
    for (String end : List.of(WHOLE, BESIDE)) {
      try {
        Files.deleteIfExists(path(file, end));
      } catch (IOException inUse) {
        // Windows keeps a file that somebody reads; it goes when it is the oldest.
      }
    }
  }

  /**
   * Deletes all files of the API key: those of other processes, and those of other addresses and
   * versions of the API, too.
   */
  public void deleteAll() throws IOException {
    for (Path each : ofKey.list()) {
      FolderSweep.deleteTree(each);
    }
  }
}
