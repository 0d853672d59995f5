package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.emulator.world.EventDelivery;
import io.stripejdbc.emulator.world.change.RandomChanges;
import io.stripejdbc.service.DiskCacheSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody does to the folder of cached rows costs calls, and never rows. */
class ReportFolderTest {
  private static final List<String> QUESTIONS =
      List.of(
          "SELECT * FROM charges",
          "SELECT * FROM balance_transactions",
          "SELECT id, name FROM customers");

  @TempDir private Path folder;
  @TempDir private Path beside;

  private GoingWorldFixture world(long mostBytes) {
    DiskCacheSettings disk =
        new DiskCacheSettings(folder.resolve("rows"), mostBytes, "world", why -> {});
    return new GoingWorldFixture(EmulatorOptions.demo().withScale(0.3).withAccounts(1), disk);
  }

  private static void asLive(GoingWorldFixture world) throws SQLException {
    for (String sql : QUESTIONS) {
      List<String> asked = world.ask(sql);
      assertEquals(world.live(sql), asked, sql);
    }
  }

  private static void change(GoingWorldFixture world, RandomChanges changes) {
    for (int i = 0; i < 12; i++) {
      world.emulator.control().apply(changes.next(), EventDelivery.PROMPT);
      world.pass(1);
    }
    world.pass(GoingWorldFixture.TTL + 61);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path there = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(there);
        } else {
          Files.copy(path, there, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  /** Again where a file was written meanwhile. */
  private static void delete(Path tree) throws IOException {
    while (Files.exists(tree)) {
      try (Stream<Path> all = Files.walk(tree)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      } catch (DirectoryNotEmptyException | UncheckedIOException written) {
        assertTrue(Files.exists(tree.getParent()));
      }
    }
  }

  /** Files that were replaced since stand beside those in whose place they were put. */
  @Test
  void anOlderCopyThatIsPutBackIsBroughtUpToDateToo() throws Exception {
    try (GoingWorldFixture world = world(1L << 30)) {
      RandomChanges changes = new RandomChanges(world.emulator.world(), 20261130);
      asLive(world);
      world.restart();
      copy(folder.resolve("rows"), beside);
      for (int day = 0; day < 3; day++) {
        change(world, changes);
        asLive(world);
      }
      world.restart();
      copy(beside, folder.resolve("rows"));
      change(world, changes);
      asLive(world);
      assertTrue(world.calls().toString().contains("/v1/events"), "nothing was brought up to date");
    }
  }

  @Test
  void aFolderThatIsDeletedWhileItIsInUseCostsCalls() throws Exception {
    try (GoingWorldFixture world = world(1L << 30)) {
      RandomChanges changes = new RandomChanges(world.emulator.world(), 20261130);
      asLive(world);
      delete(folder.resolve("rows"));
      asLive(world);
      change(world, changes);
      asLive(world);
      world.restart();
      asLive(world);
      world.restart();
      change(world, changes);
      asLive(world);
    }
  }

  /** It is the strictest that sweeps last. */
  @Test
  void aProcessThatBoundsTheFolderMoreTightlyCostsTheOthersCalls() throws Exception {
    try (GoingWorldFixture wide = world(1L << 30)) {
      RandomChanges changes = new RandomChanges(wide.emulator.world(), 20261130);
      asLive(wide);
      try (GoingWorldFixture tight = world(1L << 14)) {
        asLive(tight);
      }
      change(wide, changes);
      asLive(wide);
      wide.restart();
      asLive(wide);
    }
  }

  @Test
  void aFolderBehindALinkIsAFolder() throws Exception {
    Path real = Files.createDirectory(beside.resolve("real"));
    Files.createSymbolicLink(folder.resolve("rows"), real);
    try (GoingWorldFixture world = world(1L << 30)) {
      asLive(world);
      world.restart();
      world.calls();
      world.ask(QUESTIONS.get(0));
      assertEquals(0, world.calls().values().stream().mapToInt(List::size).sum());
    }
  }
}
