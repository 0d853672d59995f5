package io.stripejdbc.shell.output;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The file of {@code --output}. What is printed is written beside it and takes its place once
 * everything went well: a run that fails leaves what was there, and no half of a result.
 *
 * <p>What is no plain file, a pipe or a device, is written as it comes.
 */
public final class OutputFile implements AutoCloseable {
  private final Path target;
  private final Path written;
  private final FailureKeepingStream bytes;
  private final PrintStream out;

  private OutputFile(Path target, Path written, OutputStream stream) {
    this.target = target;
    this.written = written;
    this.bytes = new FailureKeepingStream(stream);
    this.out = new PrintStream(new BufferedOutputStream(bytes), false, StandardCharsets.UTF_8);
  }

  /**
   * Opens a file to be.
   *
   * @throws IOException when it cannot be written
   */
  public static OutputFile open(String name) throws IOException {
    Path path = Path.of(name).toAbsolutePath();
    Path target = Files.exists(path) ? path.toRealPath() : path;
    if (Files.isDirectory(target)) {
      throw new IOException("--output " + name + " is a folder");
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      return new OutputFile(target, target, Files.newOutputStream(target));
    }
    Path folder = target.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException("--output " + name + ": there is no such folder");
    }
    if (Files.exists(target) && !Files.isWritable(target)) {
      throw new IOException("--output " + name + " may not be written");
    }
    Path beside = folder.resolve("." + target.getFileName() + "." + ProcessHandle.current().pid());
    return new OutputFile(target, beside, Files.newOutputStream(beside));
  }

  public PrintStream out() {
    return out;
  }

  /**
   * Puts the file in its place.
   *
   * @throws IOException when not all of it could be written
   */
  public void commit() throws IOException {
    out.close();
    bytes.check();
    if (!written.equals(target)) {
      move();
    }
  }

  private void move() throws IOException {
    if (Files.exists(target)) {
      keepPermissions();
    }
    try {
      Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(written, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** A file that nobody else may read stays so. */
  private void keepPermissions() throws IOException {
    try {
      Files.setPosixFilePermissions(written, Files.getPosixFilePermissions(target));
    } catch (UnsupportedOperationException e) {
      // This system has none.
    }
  }

  /** Takes away what has not been put in its place. */
  @Override
  public void close() throws IOException {
    out.close();
    if (!written.equals(target)) {
      Files.deleteIfExists(written);
    }
  }
}
