package io.stripejdbc.shell.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
  private static final long NOW = 1_800_000_000_000L;

  @TempDir Path folder;
  private File jar;
  private ClassArchive archive;

  @BeforeEach
  void jar() throws IOException {
    jar = Files.createFile(folder.resolve("stripe-jdbc.jar")).toFile();
    archive = of("17.0.15");
  }

  private ClassArchive of(String vm) {
    return ClassArchive.of(
        new JvmDescription(vm, "/java", List.of(), jar), folder.resolve("cache").toFile());
  }

  @Test
  void anotherJavaOrAnotherJarHasAnotherArchive() throws IOException {
    assertEquals(archive.file(), of("17.0.15").file());
    assertNotEquals(archive.file(), of("17.0.16").file());
    Files.write(jar.toPath(), new byte[1]);
    assertNotEquals(archive.file(), of("17.0.15").file());
  }

  @Test
  void oneOfAllWhoAskMakesIt() throws IOException {
    assertTrue(archive.claim(NOW));
    assertFalse(of("17.0.15").claim(NOW));
    assertTrue(of("21.0.1").claim(NOW));
  }

  @Test
  void afterADayAnotherMayTry() throws IOException {
    assertTrue(archive.claim(NOW));
    assertFalse(archive.claim(NOW + TimeUnit.HOURS.toMillis(23)));
    assertTrue(archive.claim(NOW + TimeUnit.HOURS.toMillis(25)));
  }

  @Test
  void oneThatIsThereIsNotMadeAgain() throws IOException {
    assertTrue(archive.claim(NOW));
    assertFalse(archive.isUsable());
    Files.createFile(archive.file().toPath());
    assertTrue(archive.isUsable());
    assertFalse(archive.claim(NOW + TimeUnit.DAYS.toMillis(9)));
  }

  @Test
  void aFolderThatOthersMayWriteToIsNotUsed() throws IOException {
    assertTrue(archive.claim(NOW));
    Files.createFile(archive.file().toPath());
    Path classes = archive.file().getParentFile().toPath();
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(classes)));
    Files.setPosixFilePermissions(classes, PosixFilePermissions.fromString("rwxrwx---"));
    assertFalse(archive.isUsable());
    assertThrows(IOException.class, () -> of("21.0.1").claim(NOW));
  }

  @Test
  void aFileThatOthersMayWriteIsNotUsed() throws IOException {
    assertTrue(archive.claim(NOW));
    Files.createFile(archive.file().toPath());
    Files.setPosixFilePermissions(
        archive.file().toPath(), PosixFilePermissions.fromString("rw-rw-rw-"));
    assertFalse(archive.isUsable());
  }

  @Test
  void whereNoFolderCanBeMadeThereIsNone() throws IOException {
    Path file = Files.createFile(folder.resolve("cache"));
    assertTrue(Files.isRegularFile(file));
    assertThrows(IOException.class, () -> archive.claim(NOW));
    assertFalse(archive.isUsable());
  }

  @Test
  void whatWasLeftUnfinishedIsRemovedLater() throws IOException {
    assertTrue(archive.claim(NOW));
    File half = new File(archive.file().getPath() + ".77.tmp");
    assertTrue(half.createNewFile() && half.setLastModified(NOW));
    ClassArchiveWriter.removeLeftOver(archive.file(), NOW + TimeUnit.MINUTES.toMillis(3));
    assertTrue(half.exists());
    ClassArchiveWriter.removeLeftOver(archive.file(), NOW + TimeUnit.MINUTES.toMillis(30));
    assertFalse(half.exists());
  }

  @Test
  void archivesOfOlderJarsAreRemoved() throws IOException {
    assertTrue(archive.claim(NOW));
    File classes = archive.file().getParentFile();
    for (int i = 0; i < 4; i++) {
      File old = new File(classes, i + ClassArchive.SUFFIX);
      assertTrue(old.createNewFile() && old.setLastModified(NOW + i * 1000L));
    }
    ClassArchiveWriter.removeOlder(archive.file());
    String[] left = classes.list((in, name) -> name.endsWith(ClassArchive.SUFFIX));
    assertEquals(2, left.length);
    assertTrue(new File(classes, "3.jsa").exists() && new File(classes, "2.jsa").exists());
  }
}
