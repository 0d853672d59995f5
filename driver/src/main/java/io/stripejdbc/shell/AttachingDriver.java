package io.stripejdbc.shell;

import io.stripejdbc.StripeDriver;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Our driver with the databases that the command line attaches, for SQLLine: it asks the driver
 * manager for a connection by URL, and a password is not to stand in a URL that it shows.
 */
final class AttachingDriver implements Driver {
  private final Driver driver = new StripeDriver();
  private final Map<String, String> attachments;

  private AttachingDriver(Map<String, String> attachments) {
    this.attachments = attachments;
  }

  /** Takes the place of our driver in the driver manager. */
  static AttachingDriver register(Map<String, String> attachments) throws SQLException {
    AttachingDriver attaching = new AttachingDriver(attachments);
    StripeDriver.deregister();
    DriverManager.registerDriver(attaching);
    return attaching;
  }

  /** Gives the place back. */
  void close() throws SQLException {
    DriverManager.deregisterDriver(this);
    DriverManager.registerDriver(driver);
  }

  @Override
  public @Nullable Connection connect(String url, Properties info) throws SQLException {
    Properties all = new Properties();
    attachments.forEach(all::setProperty);
    info.stringPropertyNames().forEach(key -> all.setProperty(key, info.getProperty(key)));
    return driver.connect(url, all);
  }

  @Override
  public boolean acceptsURL(String url) throws SQLException {
    return driver.acceptsURL(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
    return driver.getPropertyInfo(url, info);
  }

  @Override
  public int getMajorVersion() {
    return driver.getMajorVersion();
  }

  @Override
  public int getMinorVersion() {
    return driver.getMinorVersion();
  }

  @Override
  public boolean jdbcCompliant() {
    return driver.jdbcCompliant();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("io.stripejdbc");
  }
}
