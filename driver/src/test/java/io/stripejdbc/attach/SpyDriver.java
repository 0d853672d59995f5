package io.stripejdbc.attach;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A driver in front of another one: {@code jdbc:spy:jdbc:h2:…}; notes what passes. */
final class SpyDriver implements Driver, AutoCloseable {
  static final String PREFIX = "jdbc:spy:";

  private final List<String> statements = new CopyOnWriteArrayList<>();
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final AtomicInteger cancelled = new AtomicInteger();

  static SpyDriver register() throws SQLException {
    SpyDriver driver = new SpyDriver();
    DriverManager.registerDriver(driver);
    return driver;
  }

  /** SQL that was prepared since the last call. */
  List<String> statements() {
    List<String> taken = List.copyOf(statements);
    statements.clear();
    return taken;
  }

  int open() {
    return opened.get() - closed.get();
  }

  int opened() {
    return opened.get();
  }

  int cancelled() {
    return cancelled.get();
  }

  @Override
  public @Nullable Connection connect(String url, Properties info) throws SQLException {
    if (!acceptsURL(url)) {
      return null;
    }
    opened.incrementAndGet();
    Connection real = DriverManager.getConnection(url.substring(PREFIX.length()), info);
    return spied(Connection.class, real);
  }

  private <T> T spied(Class<T> type, T real) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader() == null ? getClass().getClassLoader() : type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> called(real, method, arguments)));
  }

  private Object called(Object real, Method method, Object[] arguments) throws Throwable {
    try {
      switch (method.getName()) {
        case "prepareStatement" -> {
          statements.add((String) arguments[0]);
          return spied(PreparedStatement.class, (PreparedStatement) method.invoke(real, arguments));
        }
        case "close" -> {
          if (real instanceof Connection) {
            closed.incrementAndGet();
          }
          return method.invoke(real, arguments);
        }
        case "cancel" -> {
          cancelled.incrementAndGet();
          return method.invoke(real, arguments);
        }
        default -> {
          return method.invoke(real, arguments);
        }
      }
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Override
  public boolean acceptsURL(String url) {
    return url.startsWith(PREFIX);
  }

  @Override
  public void close() throws SQLException {
    DriverManager.deregisterDriver(this);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return 1;
  }

  @Override
  public int getMinorVersion() {
    return 0;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }
}
