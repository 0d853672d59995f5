package io.stripejdbc.shell.launch;

import io.stripejdbc.cache.file.CacheLocations;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The archive of classes for one Java and one jar, a file in the user's cache folder. What is in it
 * is run, so a folder that another user may write to is not used.
 */
final class ClassArchive {
  static final String SUFFIX = ".jsa";

  private static final String FOLDER = "classes";
  private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);

  private final File file;

  ClassArchive(File file) {
    this.file = file;
  }

  /** The archive of the jar that a JVM runs, by what would make another of it. */
  static ClassArchive of(JvmDescription jvm) {
    return of(jvm, CacheLocations.standard().toFile());
  }

  static ClassArchive of(JvmDescription jvm, File cache) {
    File jar = Objects.requireNonNull(jvm.jar(), "no jar");
    long hash = 17;
    for (String part : new String[] {jvm.vm(), jvm.home(), jar.getPath()}) {
      hash = hash * 1_000_003 + part.hashCode();
    }
    hash = (hash * 1_000_003 + jar.length()) * 1_000_003 + jar.lastModified();
    return new ClassArchive(
        new File(new File(cache, FOLDER), Long.toHexString(hash).concat(SUFFIX)));
  }

  File file() {
    return file;
  }

  /** Tells that a process makes it, so that no other does at the same time. */
  File attempt() {
    return new File(file.getPath().concat(".attempt"));
  }

  /** Whether it is there, and nobody else's. */
  boolean isUsable() {
    return file.isFile() && isOwn(file.toPath()) && isOwn(file.getParentFile().toPath());
  }

  /**
   * Whether the caller is to make it: it is not there, nobody has tried within a day, and of all
   * who ask now this is the first.
   *
   * @throws IOException where there can be no such folder of this user's alone
   */
  boolean claim(long nowMillis) throws IOException {
    if (file.exists() || nowMillis - attempt().lastModified() < DAY_MILLIS) {
      return false;
    }
    makeFolder(file.getParentFile().toPath());
    Files.deleteIfExists(attempt().toPath());
    return attempt().createNewFile() && attempt().setLastModified(nowMillis);
  }

  private static void makeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    if (!isOwn(folder)) {
      throw new IOException("another user may write to " + folder);
    }
  }

  private static boolean isOwn(Path path) {
    try {
      PosixFileAttributes facts = Files.readAttributes(path, PosixFileAttributes.class);
      Set<PosixFilePermission> permissions = facts.permissions();
      return facts.owner().getName().equals(System.getProperty("user.name"))
          && !permissions.contains(PosixFilePermission.GROUP_WRITE)
          && !permissions.contains(PosixFilePermission.OTHERS_WRITE);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
