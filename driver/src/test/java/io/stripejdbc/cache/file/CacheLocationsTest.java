package io.stripejdbc.cache.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The user's cache folder on each system. */
class CacheLocationsTest {
  private static Path on(String system, Map<String, String> env) {
    return CacheLocations.standard(system, "/home/ada", env::get);
  }

  @Test
  void linuxFollowsTheXdgSpecification() {
    assertEquals(Path.of("/home/ada/.cache/stripe-jdbc"), on("Linux", Map.of()));
    assertEquals(
        Path.of("/var/ada/stripe-jdbc"), on("Linux", Map.of("XDG_CACHE_HOME", "/var/ada")));
    assertEquals(
        Path.of("/home/ada/.cache/stripe-jdbc"), on("Linux", Map.of("XDG_CACHE_HOME", "here")));
  }

  @Test
  void macOsHasALibrary() {
    assertEquals(Path.of("/home/ada/Library/Caches/stripe-jdbc"), on("Mac OS X", Map.of()));
  }

  @Test
  void windowsHasLocalApplicationData() {
    assertEquals(
        Path.of("/users/ada/local/stripe-jdbc"),
        on("Windows 11", Map.of("LOCALAPPDATA", "/users/ada/local")));
    assertEquals(Path.of("/home/ada/AppData/Local/stripe-jdbc"), on("Windows 11", Map.of()));
  }
}
