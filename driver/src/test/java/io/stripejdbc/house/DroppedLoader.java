package io.stripejdbc.house;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.StripeDriver;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Loads the driver in a loader of its own, asks it, closes, and drops the loader. */
final class DroppedLoader {
  private static final List<String> STATEMENTS =
      List.of(
          "SELECT COUNT(*), MAX(created) FROM charges WHERE connected_account = 'platform'",
          "SELECT id, JSON_VALUE(metadata, '$.a'), JSON_QUERY(metadata, '$') FROM charges LIMIT 5",
          "SELECT json_extract_scalar(metadata, '$.a'), to_char(created, 'YYYY') FROM charges"
              + " LIMIT 5",
          "EXPLAIN PLAN FOR SELECT * FROM charges c JOIN customers u ON c.customer = u.id",
          "SELECT * FROM reports.failed_payments LIMIT 3",
          "SELECT id LIKE 'ch%', regexp_like(id, 'c.*'), upper(id) FROM charges LIMIT 5");

  private DroppedLoader() {}

  /** How many of the loaders something still holds, after a while. */
  static long held(URL[] classPath, int rounds) throws Exception {
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      loaders.add(use(classPath));
    }
    for (int tries = 0; tries < 100 && held(loaders) > 0; tries++) {
      if (tries == 30) {
        clearSoftReferences();
      }
      System.gc();
      Thread.sleep(100); // Threads of the closed connections end by themselves.
    }
    return held(loaders);
  }

  /**
   * Fills the memory for a moment. From JDK 21 on, method handles of the JDK's own, by which
   * records compare their parts, have a soft reference to the type that they were last called with.
   */
  private static void clearSoftReferences() {
    Object[] filled = {};
    try {
      while (true) {
        filled = new Object[] {filled, new byte[1 << 24]};
      }
    } catch (OutOfMemoryError full) {
      assertTrue(filled.length > 0, "some memory was left to fill");
    }
  }

  private static long held(List<WeakReference<ClassLoader>> loaders) {
    return loaders.stream().filter(loader -> loader.get() != null).count();
  }

  private static WeakReference<ClassLoader> use(URL[] classPath) throws Exception {
    URLClassLoader loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader());
    Class<?> type = Class.forName("io.stripejdbc.StripeDriver", true, loader);
    assertNotSame(StripeDriver.class, type);
    Driver driver = (Driver) type.getConstructor().newInstance();
    try (Connection connection = driver.connect("jdbc:stripe:demo", new Properties());
        Statement statement = connection.createStatement()) {
      for (String sql : STATEMENTS) {
        try (ResultSet rows = statement.executeQuery(sql)) {
          assertTrue(rows.next(), sql);
        }
      }
    }
    type.getMethod("deregister").invoke(null);
    loader.close();
    return new WeakReference<>(loader);
  }
}
