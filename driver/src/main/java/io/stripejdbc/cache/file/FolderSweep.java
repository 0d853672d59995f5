package io.stripejdbc.cache.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a folder of cached rows within its bounds: files that were not used for long go, and of
 * those left the ones not used for the longest, until they fit. Several processes may do it at
 * once.
 */
public final class FolderSweep {
  /** Rows are refreshed up to 29 days; nothing that was not used for longer is of use. */
  static final long LONGEST_UNUSED_MILLIS = TimeUnit.DAYS.toMillis(30);

  /** A file that is not in its place for so long is of a process that ended. */
  static final long LONGEST_BESIDE_MILLIS = TimeUnit.DAYS.toMillis(1);

  /** What is left of the bound when it was exceeded, so that not every file starts a sweep. */
  private static final double LEFT = 0.9;

  private FolderSweep() {}

  private record Found(Path path, long bytes, long usedMillis) {}

  /**
   * Sweeps.
   *
   * @param mostBytes bound of all files in the folder, of whatever key and format
   * @return bytes that are left
   */
  public static long sweep(CacheFolder folder, long mostBytes, long nowMillis) throws IOException {
    List<Found> files = new ArrayList<>();
    for (Found file : files(folder.root())) {
      boolean beside = file.path().toString().endsWith(SealedFiles.BESIDE);
      long most = beside ? LONGEST_BESIDE_MILLIS : LONGEST_UNUSED_MILLIS;
      if (nowMillis - file.usedMillis() > most) {
        delete(file.path());
      } else {
        files.add(file);
      }
    }
    long bytes = files.stream().mapToLong(Found::bytes).sum();
    if (bytes <= mostBytes) {
      return bytes;
    }
    files.sort(Comparator.comparingLong(Found::usedMillis));
    for (Found file : files) {
      if (bytes <= mostBytes * LEFT) {
        break;
      }
      delete(file.path());
      bytes -= file.bytes();
    }
    return bytes;
  }

  /** Files of cached rows: two folders below the root. Whatever else lies there is somebody's. */
  private static List<Found> files(Path root) throws IOException {
    List<Found> found = new ArrayList<>();
    Files.walkFileTree(
        root,
        new Visitor() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            boolean ours = name.endsWith(SealedFiles.WHOLE) || name.endsWith(SealedFiles.BESIDE);
            if (ours) {
              found.add(
                  new Found(file, attributes.size(), attributes.lastModifiedTime().toMillis()));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  /** Goes on where a file or a folder vanishes meanwhile. */
  private static class Visitor extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException inUse) {
      // The next sweep gets it.
    }
  }

  /** Deletes a folder with everything in it; what another process adds meanwhile may stay. */
  static void deleteTree(Path folder) throws IOException {
    List<Path> all = new ArrayList<>();
    try (var paths = Files.walk(folder)) {
      paths.sorted(Comparator.reverseOrder()).forEach(all::add);
    } catch (NoSuchFileException | UncheckedIOException gone) {
      // What was found so far is deleted.
    }
    IOException failed = null;
    for (Path path : all) {
      try {
        Files.deleteIfExists(path);
      } catch (DirectoryNotEmptyException written) {
        // Another process has written meanwhile.
      } catch (IOException e) {
        failed = e;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
