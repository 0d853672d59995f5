package io.stripejdbc.shell.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;

/**
 * A process beside the shell that has a JVM write an archive of classes and gives the file its name
 * when it is whole. Says nothing: without an archive the next run is only slower.
 */
public final class ClassArchiveWriter {
  /** Far above the seconds it takes. */
  private static final long MOST_MINUTES = 5;

  /** Archives of other jars or Javas that stay: some 50 MB each. */
  private static final int KEPT = 2;

  private static final String UNFINISHED = ".tmp";

  private ClassArchiveWriter() {}

  /** Makes the archive that is named. */
  public static void main(String[] words) throws IOException, InterruptedException {
    ClassArchive archive = new ClassArchive(new File(words[0]));
    removeOlder(archive.file());
    removeLeftOver(archive.file(), System.currentTimeMillis());
    String name = archive.file().getPath() + "." + ProcessHandle.current().pid() + UNFINISHED;
    File unfinished = new File(name);
    try {
      if (records(JvmDescription.current(), unfinished) && unfinished.isFile()) {
        Files.move(unfinished.toPath(), archive.file().toPath(), StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(archive.attempt().toPath());
      }
    } finally {
      Files.deleteIfExists(unfinished.toPath());
    }
  }

  private static boolean records(JvmDescription jvm, File file)
      throws IOException, InterruptedException {
    Process process = ShellLauncher.silent(JvmCommand.recording(jvm, file)).start();
    try {
      return process.waitFor(MOST_MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0;
    } finally {
      process.destroyForcibly();
    }
  }

  /** Removes what processes that were killed did not finish. */
  static void removeLeftOver(File archive, long nowMillis) throws IOException {
    File[] files = archive.getParentFile().listFiles((folder, name) -> name.endsWith(UNFINISHED));
    for (File file : files == null ? new File[0] : files) {
      if (nowMillis - file.lastModified() > TimeUnit.MINUTES.toMillis(2 * MOST_MINUTES)) {
        Files.deleteIfExists(file.toPath());
      }
    }
  }

  /** Leaves the newest ones: another jar is another version of the driver, and rarely used. */
  static void removeOlder(File archive) throws IOException {
    File[] others =
        archive.getParentFile().listFiles((folder, name) -> name.endsWith(ClassArchive.SUFFIX));
    if (others == null) {
      return;
    }
    Arrays.sort(others, Comparator.comparingLong(File::lastModified).reversed());
    for (int i = KEPT; i < others.length; i++) {
      Files.deleteIfExists(others[i].toPath());
    }
  }
}
