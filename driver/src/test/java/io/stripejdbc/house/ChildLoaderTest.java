package io.stripejdbc.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A program can load the driver in a loader of its own, use it and drop it: nothing that outlives
 * the last connection knows a class of it. Class path of the tests, with all libraries.
 */
@Timeout(300)
class ChildLoaderTest {
  private static final int ROUNDS = 2;

  @Test
  void aLoaderIsFreeAfterTheLastClose() throws Exception {
    assertEquals(0, DroppedLoader.held(classPath(), ROUNDS), "loaders that something still holds");
  }

  private static URL[] classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("test-classes") && !entry.contains("junit"))
        .map(ChildLoaderTest::url)
        .toArray(URL[]::new);
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(entry, e);
    }
  }
}
