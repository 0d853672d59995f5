package io.stripejdbc.cache.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that nobody reads without their key, in a folder with bounds. */
class SealedFilesTest {
  private static final String KEY = "sk_test_one";
  private static final String OWNER = "somewhere 2026";
  private static final byte[] HEAD = bytes("head");
  private static final long NOW = TimeUnit.DAYS.toMillis(20_000);

  @TempDir Path root;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private SealedFiles files(String key, String owner) throws IOException {
    return CacheFolder.open(root).files(key, owner);
  }

  private static SealedFiles.Id written(SealedFiles files, String group, String block)
      throws IOException {
    SealedFiles.Id file = files.fresh(files.group(group));
    long unused = files.write(file, HEAD, List.of(bytes("first"), bytes(block)));
    files.publish(file);
    return file;
  }

  private Path path(SealedFiles.Id file) throws IOException {
    try (var paths = Files.walk(root)) {
      return paths.filter(p -> p.toString().contains(file.name())).findFirst().orElseThrow();
    }
  }

  private static byte[] second(SealedFiles files, SealedFiles.Id file) throws IOException {
    SealedFiles.Head head = files.head(file);
    assertArrayEquals(HEAD, head.contents());
    long at = head.blocksAt() + SealedFiles.sealedLength("first".length());
    return files.block(file, 1, at, (int) (head.bytes() - at));
  }

  @Test
  void whatWasWrittenIsReadBackByAnotherWithTheSameKey() throws IOException {
    SealedFiles.Id file = written(files(KEY, OWNER), "charges", "second");
    SealedFiles again = files(KEY, OWNER);
    assertEquals(List.of(file), again.list(again.group("charges")));
    assertArrayEquals(bytes("second"), second(again, file));
  }

  @Test
  void anotherKeyAndAnotherOwnerFindNothing() throws IOException {
    SealedFiles files = files(KEY, OWNER);
    SealedFiles.Id file = written(files, "charges", "second");
    assertNotEquals(files.group("charges"), files("sk_test_two", OWNER).group("charges"));
    assertEquals(List.of(), files("sk_test_two", OWNER).groups());
    assertEquals(List.of(), files(KEY, "somewhere 2027").groups());
    assertThrows(IOException.class, () -> files("sk_test_two", OWNER).head(file));
  }

  @Test
  void everyByteIsPartOfTheSeal() throws IOException {
    SealedFiles files = files(KEY, OWNER);
    SealedFiles.Id file = written(files, "charges", "second");
    byte[] good = Files.readAllBytes(path(file));
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 1;
      Files.write(path(file), bad);
      boolean first = isRead(files, file);
      assertFalse(first, "byte " + i);
    }
    Files.write(path(file), good);
    assertTrue(isRead(files, file));
  }

  private static boolean isRead(SealedFiles files, SealedFiles.Id file) {
    try {
      SealedFiles.Head head = files.head(file);
      int length = SealedFiles.sealedLength("first".length());
      byte[] unused = files.block(file, 0, head.blocksAt(), length);
      unused = second(files, file);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  @Test
  void aFileBesideItsPlaceIsNotThere() throws IOException {
    SealedFiles files = files(KEY, OWNER);
    SealedFiles.Id file = files.fresh(files.group("charges"));
    long unused = files.write(file, HEAD, List.of());
    assertEquals(List.of(), files.list(file.group()));
    files.publish(file);
    assertEquals(List.of(file), files.list(file.group()));
  }

  private SealedFiles.Id used(SealedFiles files, long daysAgo) throws IOException {
    SealedFiles.Id file = written(files, "charges", "x".repeat(1_000));
    files.touch(file, NOW - TimeUnit.DAYS.toMillis(daysAgo));
    return file;
  }

  @Test
  void theOnesNotUsedForTheLongestGoFirst() throws IOException {
    SealedFiles files = files(KEY, OWNER);
    SealedFiles.Id old = used(files, 3);
    SealedFiles.Id newer = used(files, 1);
    SealedFiles.Id oldest = used(files, 5);
    long size = Files.size(path(old));
    CacheFolder folder = CacheFolder.open(root);
    assertEquals(3 * size, FolderSweep.sweep(folder, 3 * size, NOW));
    assertEquals(size, FolderSweep.sweep(folder, 2 * size + 1, NOW));
    assertEquals(List.of(newer), files.list(newer.group()));
    assertNotEquals(old, oldest);
  }

  @Test
  void whatWasNotUsedForAMonthAndWhatAKillLeftGo() throws IOException {
    SealedFiles files = files(KEY, OWNER);
    SealedFiles.Id kept = used(files, 29);
    SealedFiles.Id unused = used(files, 31);
    SealedFiles.Id beside = files.fresh(files.group("charges"));
    long bytes = files.write(beside, HEAD, List.of());
    Files.setLastModifiedTime(path(beside), FileTime.fromMillis(NOW - TimeUnit.DAYS.toMillis(2)));
    assertTrue(FolderSweep.sweep(CacheFolder.open(root), 1 << 20, NOW) > bytes);
    assertEquals(List.of(kept), files.list(kept.group()));
    assertThrows(IOException.class, () -> files.head(unused));
    assertThrows(NoSuchElementException.class, () -> path(beside));
  }

  /** The folder may be one that holds more than our files. */
  @Test
  void nobodyElsesFilesAreTouched() throws IOException {
    CacheFolder folder = CacheFolder.open(root);
    Path deep = Files.createDirectories(root.resolve("films").resolve("old"));
    List<Path> others =
        List.of(root.resolve("notes.tmp"), root.resolve("salt"), deep.resolve("one.seg"));
    for (Path other : others) {
      Files.writeString(other, "x".repeat(5_000));
      Files.setLastModifiedTime(other, FileTime.fromMillis(0));
    }
    SealedFiles files = folder.files(KEY, OWNER);
    SealedFiles.Id mine = used(files, 1);
    assertEquals(0, FolderSweep.sweep(folder, 10, NOW));
    assertEquals(List.of(), files.list(mine.group()));
    files.deleteAll();
    for (Path other : others) {
      assertEquals(5_000, Files.size(other), other.toString());
    }
  }

  @Test
  void aCorruptSaltIsMadeAnew() throws IOException {
    SealedFiles.Id file = written(files(KEY, OWNER), "charges", "second");
    Files.writeString(root.resolve("stripe-jdbc.salt"), "short");
    SealedFiles again = files(KEY, OWNER);
    assertEquals(List.of(), again.groups());
    SealedFiles.Id fresh = written(again, "charges", "anew");
    assertArrayEquals(bytes("anew"), second(files(KEY, OWNER), fresh));
    assertThrows(IOException.class, () -> again.head(file));
  }
}
