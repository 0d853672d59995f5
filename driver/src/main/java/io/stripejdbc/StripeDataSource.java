package io.stripejdbc;

import io.stripejdbc.jdbc.connection.ConnectionFactory;
import io.stripejdbc.jdbc.property.DriverProperty;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.PrintWriter;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKeyBuilder;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source for pools and frameworks: a bean with one property per connection property, and a
 * URL for all that.
 *
 * <p>It is serialisable without its secrets: the API key is not written, neither by itself nor in
 * the URL, and must be set again or stand in the environment where the copy is used. Nor are the
 * databases that the URL attaches.
 */
public final class StripeDataSource extends DataSourceProperties
    implements DataSource, Serializable {
  private static final long serialVersionUID = 1L;

  private final EnumMap<DriverProperty, String> values = new EnumMap<>(DriverProperty.class);
  private String url = "jdbc:stripe:";
  private int loginTimeout;

  private transient @Nullable String apiKey;
  private transient Map<String, String> attachments = Map.of();
  private transient @Nullable PrintWriter logWriter;
  private transient ConnectionFactory factory = ConnectionFactory.standard();

  /** A data source for the live API; the key from the environment unless set. */
  public StripeDataSource() {}

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    attachments = Map.of();
    factory = ConnectionFactory.standard();
  }

  @Override
  @Nullable String get(DriverProperty property) {
    return property.isSecret() ? apiKey : values.get(property);
  }

  @Override
  void set(DriverProperty property, @Nullable String value) {
    if (property.isSecret()) {
      apiKey = value;
    } else if (value == null) {
      values.remove(property);
    } else {
      values.put(property, value);
    }
  }

  /** The URL, without a key and without attached databases. */
  public String getUrl() {
    return url;
  }

  /**
   * Sets the URL; {@code jdbc:stripe:demo} needs nothing else. What it says wins over the other
   * properties; a key in it is taken out and kept as {@code apiKey}.
   *
   * @throws SQLException when it cannot be read
   */
  public void setUrl(String url) throws SQLException {
    ConnectionFactory.SplitUrl split = ConnectionFactory.split(url);
    this.url = split.url();
    this.attachments = split.attachments();
    if (split.apiKey() != null) {
      apiKey = split.apiKey();
    }
  }

  /** Ignored: a key has no user. */
  public void setUser(@Nullable String user) {}

  /** Null: a key has no user. */
  public @Nullable String getUser() {
    return null;
  }

  /** Another name of {@code apiKey}, for tools that know only this one. */
  public void setPassword(@Nullable String password) {
    apiKey = password;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return connect(apiKey);
  }

  /** Connects with the password as API key; the user is ignored. */
  @Override
  public Connection getConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    return connect(password == null || password.isBlank() ? apiKey : password);
  }

  private Connection connect(@Nullable String key) throws SQLException {
    Properties info = new Properties();
    for (Map.Entry<DriverProperty, String> entry : values.entrySet()) {
      info.setProperty(entry.getKey().key(), entry.getValue());
    }
    attachments.forEach(info::setProperty);
    if (key != null) {
      info.setProperty(DriverProperty.API_KEY.key(), key);
    }
    Connection connection = factory.connect(url, info, loginTimeout);
    if (connection == null) {
      throw new SQLException("Not a URL of this driver: the prefix is jdbc:stripe:", "08001");
    }
    return connection;
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return logWriter;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {
    logWriter = out;
  }

  @Override
  public int getLoginTimeout() {
    return loginTimeout;
  }

  @Override
  public void setLoginTimeout(int seconds) {
    loginTimeout = Math.max(seconds, 0);
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("io.stripejdbc");
  }

  @Override
  public ConnectionBuilder createConnectionBuilder() throws SQLException {
    throw unsupported("createConnectionBuilder");
  }

  @Override
  public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
    throw unsupported("createShardingKeyBuilder");
  }

  private static SQLException unsupported(String what) {
    return new SQLFeatureNotSupportedException("Not supported: " + what, "0A000");
  }

  @Override
  public <T> T unwrap(@Nullable Class<T> type) throws SQLException {
    if (type == null || !type.isInstance(this)) {
      throw new SQLException("Not a wrapper for " + type, "HY024");
    }
    return type.cast(this);
  }

  @Override
  public boolean isWrapperFor(@Nullable Class<?> type) {
    return type != null && type.isInstance(this);
  }

  @Override
  public String toString() {
    return "StripeDataSource[" + url + "]";
  }
}
