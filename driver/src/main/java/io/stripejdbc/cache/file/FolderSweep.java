package io.stripejdbc.cache.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

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

  private static final Pattern OWN = Pattern.compile("v\\d+-[0-9a-f]{32}");
  private static final Pattern RANDOM = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern FILE = Pattern.compile("[0-9a-f]{32}\\.(seg|tmp)");

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

  /**
   * Files of cached rows, of whatever key and format: two folders below the root, with names as
   * only this driver gives them. Whatever else lies there is somebody's, and is not looked at.
   */
  private static List<Found> files(Path root) throws IOException {
    List<Found> found = new ArrayList<>();
    for (Path own : named(root, OWN)) {
      for (Path group : named(own, RANDOM)) {
        for (Path file : named(group, FILE)) {
          add(found, file);
        }
      }
    }
    for (Path file : named(root, FILE)) {
      add(found, file);
    }
    return found;
  }

  private static void add(List<Found> found, Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (attributes.isRegularFile()) {
        found.add(new Found(file, attributes.size(), attributes.lastModifiedTime().toMillis()));
      }
    } catch (IOException gone) {
      // Another process was faster.
    }
  }

  private static List<Path> named(Path folder, Pattern name) throws IOException {
    List<Path> named = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
      for (Path path : paths) {
        if (name.matcher(path.getFileName().toString()).matches()) {
          named.add(path);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException | DirectoryIteratorException none) {
      return List.of();
    }
    return named;
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
