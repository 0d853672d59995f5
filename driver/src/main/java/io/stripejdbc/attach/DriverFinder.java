package io.stripejdbc.attach;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Finds the driver of another database: among those registered, then among those that a class
 * loader has.
 *
 * <p>{@link DriverManager} shows its caller only the drivers that the caller's class loader sees.
 * So a program that keeps drivers in a loader of their own makes it the context loader of the
 * thread that connects.
 *
 * @param loader where else to look, null for nowhere
 */
public record DriverFinder(@Nullable ClassLoader loader) {

  /** The driver that takes this URL. */
  Driver find(AttachmentSettings settings) {
    return candidates().stream()
        .filter(driver -> accepts(driver, settings.url()))
        .findFirst()
        .orElseThrow(() -> missing(settings));
  }

  private List<Driver> candidates() {
    List<Driver> found = new ArrayList<>(DriverManager.drivers().toList());
    if (loader != null) {
      found.addAll(provided(loader));
    }
    ClassLoader own = DriverFinder.class.getClassLoader();
    if (own != null && own != loader) {
      found.addAll(provided(own));
    }
    return found;
  }

  private static List<Driver> provided(ClassLoader loader) {
    List<Driver> found = new ArrayList<>();
    Iterator<Driver> drivers = ServiceLoader.load(Driver.class, loader).iterator();
    for (Optional<Driver> next = next(drivers); next.isPresent(); next = next(drivers)) {
      found.add(next.get());
    }
    return found;
  }

  /** The next driver that can be made; one that lacks something of its own is passed over. */
  private static Optional<Driver> next(Iterator<Driver> drivers) {
    Optional<Driver> found = Optional.empty();
    boolean looking = true;
    while (looking) {
      try {
        found = drivers.hasNext() ? Optional.of(drivers.next()) : Optional.empty();
        looking = false;
      } catch (ServiceConfigurationError | LinkageError broken) {
        looking = true;
      }
    }
    return found;
  }

  private static boolean accepts(Driver driver, String url) {
    try {
      return driver.acceptsURL(url);
    } catch (SQLException e) {
      return false;
    }
  }

  private static DriverFailure missing(AttachmentSettings settings) {
    String url = settings.url().toLowerCase(Locale.ROOT);
    int end = url.indexOf(':', "jdbc:".length());
    String kind = end < 0 ? url : url.substring(0, end + 1);
    return new DriverFailure(
        DriverError.ATTACHED_DRIVER_MISSING,
        "No driver for attach."
            + settings.name()
            + ": none on the class path takes URLs that begin with "
            + settings.redact(kind)
            + advice(kind)
            + "; in the shell, put its jar in a folder and name that with --driver-path");
  }

  private static String advice(String kind) {
    String artifact =
        switch (kind) {
          case "jdbc:postgresql:" -> "org.postgresql:postgresql";
          case "jdbc:mysql:" -> "com.mysql:mysql-connector-j";
          case "jdbc:mariadb:" -> "org.mariadb.jdbc:mariadb-java-client";
          case "jdbc:sqlite:" -> "org.xerial:sqlite-jdbc";
          case "jdbc:h2:" -> "com.h2database:h2";
          case "jdbc:duckdb:" -> "org.duckdb:duckdb_jdbc";
          default -> "";
        };
    return artifact.isEmpty() ? "" : "; it is in " + artifact;
  }
}
