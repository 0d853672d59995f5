package io.stripejdbc.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The jar can be loaded in a loader of its own, used and dropped, again and again. */
@Timeout(300)
class ChildLoaderIT {
  private static final int ROUNDS = 10;

  @Test
  void aLoaderOfTheJarIsFreeAfterTheLastClose() throws Exception {
    URL[] jar = {PackagedJar.PATH.toUri().toURL()};
    assertEquals(0, DroppedLoader.held(jar, ROUNDS), "loaders that something still holds");
  }
}
