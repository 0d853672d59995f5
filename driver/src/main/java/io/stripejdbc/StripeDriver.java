package io.stripejdbc;

import io.stripejdbc.jdbc.DriverVersion;
import io.stripejdbc.jdbc.connection.ConnectionFactory;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The JDBC driver for Stripe: {@code jdbc:stripe:;apiKey=rk_…}, or {@code jdbc:stripe:demo} for a
 * made-up account on this machine.
 *
 * <p>Found by {@link DriverManager} through the service loader; tools may as well make one and call
 * {@link #connect} themselves.
 */
public final class StripeDriver implements Driver {
  /** The one that the driver manager knows. */
  private static final StripeDriver REGISTERED = register();

  private final ConnectionFactory factory = ConnectionFactory.standard();

  /** A driver; all are alike. */
  public StripeDriver() {}

  private static StripeDriver register() {
    try {
      StripeDriver driver = new StripeDriver();
      DriverManager.registerDriver(driver);
      return driver;
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * Takes the driver out of the driver manager, which would keep its class loader for ever, and
   * lets go of the rows that were cached by connections that are closed. For programs that drop the
   * loader: a web application that is stopped, a plug-in that is unloaded.
   */
  public static void deregister() throws SQLException {
    DriverManager.deregisterDriver(REGISTERED);
    ConnectionFactory.forgetClosed();
  }

  /**
   * Connects.
   *
   * @return null when the URL does not start with {@code jdbc:stripe:}
   * @throws SQLException 08001 for a faulty URL or property, 28000 without a good API key
   */
  @Override
  public @Nullable Connection connect(@Nullable String url, @Nullable Properties info)
      throws SQLException {
    return factory.connect(url, info, ConnectionFactory.managersLoginTimeout());
  }

  @Override
  public boolean acceptsURL(@Nullable String url) throws SQLException {
    return factory.accepts(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(@Nullable String url, @Nullable Properties info) {
    return factory.propertyInfo(url, info);
  }

  @Override
  public int getMajorVersion() {
    return DriverVersion.MAJOR;
  }

  @Override
  public int getMinorVersion() {
    return DriverVersion.MINOR;
  }

  /** False: there is no writing, and no entry-level SQL-92 without it. */
  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("io.stripejdbc");
  }
}
