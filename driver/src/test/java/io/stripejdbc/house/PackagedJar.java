package io.stripejdbc.house;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import java.util.ServiceLoader;

/** The jar that the build has just packed, in a loader that sees nothing but it and the JDK. */
final class PackagedJar {
  static final Path PATH = Path.of(System.getProperty("jar"));

  private PackagedJar() {}

  static URLClassLoader loader() throws MalformedURLException {
    return new URLClassLoader(
        new URL[] {PATH.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
  }

  static Connection connect(ClassLoader loader) throws SQLException {
    Driver driver = ServiceLoader.load(Driver.class, loader).findFirst().orElseThrow();
    return driver.connect("jdbc:stripe:demo", new Properties());
  }
}
