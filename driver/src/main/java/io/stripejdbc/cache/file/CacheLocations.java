package io.stripejdbc.cache.file;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The user's cache folder by the conventions of the system: {@code XDG_CACHE_HOME} or {@code
 * ~/.cache}, {@code ~/Library/Caches} on macOS, {@code LOCALAPPDATA} on Windows.
 */
public final class CacheLocations {
  private static final String OWN = "stripe-jdbc";

  private CacheLocations() {}

  /** The driver's folder in the cache folder of this user. */
  public static Path standard() {
    return standard(
        System.getProperty("os.name", ""), System.getProperty("user.home", ""), System::getenv);
  }

  /**
   * @param system name of the operating system as Java gives it
   * @param home the user's home folder
   * @param env the environment
   */
  static Path standard(String system, String home, UnaryOperator<@Nullable String> env) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      String local = env.apply("LOCALAPPDATA");
      return local == null || local.isBlank()
          ? Path.of(home, "AppData", "Local", OWN)
          : Path.of(local, OWN);
    }
    if (name.startsWith("mac")) {
      return Path.of(home, "Library", "Caches", OWN);
    }
    String cache = env.apply("XDG_CACHE_HOME");
    // The XDG specification: a path that is not absolute is ignored.
    boolean usable = cache != null && cache.startsWith("/");
    return usable ? Path.of(cache, OWN) : Path.of(home, ".cache", OWN);
  }
}
