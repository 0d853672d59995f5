package io.stripejdbc.jdbc.connection;

import io.stripejdbc.attach.AttachedDatabase;
import io.stripejdbc.attach.DriverFinder;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.jdbc.SqlExceptions;
import io.stripejdbc.jdbc.WarningChain;
import io.stripejdbc.jdbc.property.ConnectionSettings;
import io.stripejdbc.jdbc.property.ConnectionUrl;
import io.stripejdbc.jdbc.property.DriverProperty;
import io.stripejdbc.jdbc.property.DriverPropertyInfos;
import io.stripejdbc.jdbc.property.SettingsReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes connections; what {@code StripeDriver} and {@code StripeDataSource} both call. */
public final class ConnectionFactory {
  private final ConnectionContext.Factory contexts;
  private final UnaryOperator<@Nullable String> environment;

  ConnectionFactory(
      ConnectionContext.Factory contexts, UnaryOperator<@Nullable String> environment) {
    this.contexts = contexts;
    this.environment = environment;
  }

  /** The connector of the running driver, with the process's environment. */
  public static ConnectionFactory standard() {
    return new ConnectionFactory(DriverModule::open, System::getenv);
  }

  /**
   * A URL and the secrets that stood in it.
   *
   * @param url the URL without them
   * @param apiKey the key, null when there was none
   * @param attachments the properties {@code attach.…}, which may hold passwords
   */
  public record SplitUrl(String url, @Nullable String apiKey, Map<String, String> attachments) {
    @Override
    public String toString() {
      return url;
    }
  }

  /**
   * Takes the key, and other databases, out of a URL.
   *
   * @throws SQLException 08001 when it is none of ours or cannot be read
   */
  public static SplitUrl split(@Nullable String url) throws SQLException {
    if (url == null || !ConnectionUrl.isOurs(url)) {
      throw SqlExceptions.of(
          DriverError.BAD_URL, "The URL must start with " + ConnectionUrl.PREFIX);
    }
    ConnectionUrl parsed = ConnectionUrl.parse(url);
    return new SplitUrl(
        parsed.withoutAttachments(),
        parsed.value(DriverProperty.API_KEY),
        parsed.attachments().all());
  }

  /** Whether the URL has our prefix; never touches the network. */
  public boolean accepts(@Nullable String url) throws SQLException {
    if (url == null) {
      throw SqlExceptions.of(DriverError.BAD_URL, "The URL is null");
    }
    return ConnectionUrl.isOurs(url);
  }

  /**
   * Connects.
   *
   * @param info further properties; the URL wins over them
   * @param loginSeconds how long it may take, 0 for no limit
   * @return null when the URL is for another driver
   */
  public @Nullable Connection connect(
      @Nullable String url, @Nullable Properties info, int loginSeconds) throws SQLException {
    if (!accepts(url) || url == null) {
      return null;
    }
    SettingsReader.Resolved resolved = SettingsReader.read(url, info, environment);
    long nanos = loginSeconds > 0 ? TimeUnit.SECONDS.toNanos(loginSeconds) : Long.MAX_VALUE;
    StripeConnection connection = open(resolved.settings(), nanos);
    for (String key : resolved.unknown()) {
      connection.warnings.add(
          WarningChain.UNKNOWN_KEY, "Unknown property '" + key + "' is ignored");
    }
    if (info != null) {
      connection.takeClientInfo(info);
    }
    return connection;
  }

  private StripeConnection open(ConnectionSettings settings, long nanos) throws SQLException {
    try {
      return settings.attachments().isEmpty()
          ? connection(settings, contexts.open(settings, nanos))
          : attached(settings, nanos);
    } catch (RuntimeException | Error e) {
      throw SqlExceptions.unexpected(e);
    }
  }

  private StripeConnection attached(ConnectionSettings settings, long nanos) throws SQLException {
    // The thread's loader, before the driver's own threads do the work.
    DriverFinder drivers = new DriverFinder(Thread.currentThread().getContextClassLoader());
    List<AttachedDatabase> databases = AttachedContext.databases(settings.attachments(), drivers);
    return connection(
        settings,
        new AttachedContext(
            DriverModule.catalog(settings), contexts.open(settings, nanos), databases));
  }

  private static StripeConnection connection(ConnectionSettings settings, ConnectionContext context)
      throws SQLException {
    try {
      return new StripeConnection(settings, context);
    } catch (DriverFailure wrong) { // A schema there is not.
      context.close();
      throw SqlExceptions.of(wrong.error(), String.valueOf(wrong.getMessage()));
    }
  }

  /** Lets go of what was cached with keys of which no connection is open. */
  public static void forgetClosed() {
    DriverModule.forgetClosed();
  }

  /** The login timeout of the driver manager, in seconds, 0 for none. */
  public static int managersLoginTimeout() {
    return DriverManager.getLoginTimeout();
  }

  /** Every property with its value in force; works offline and with half a URL. */
  public DriverPropertyInfo[] propertyInfo(@Nullable String url, @Nullable Properties info) {
    return DriverPropertyInfos.of(url, info, environment);
  }
}
