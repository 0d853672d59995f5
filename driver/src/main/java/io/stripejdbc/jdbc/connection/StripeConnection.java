package io.stripejdbc.jdbc.connection;

import io.stripejdbc.StatementProgress.Snapshot;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.jdbc.SelfWrapper;
import io.stripejdbc.jdbc.SqlExceptions;
import io.stripejdbc.jdbc.WarningChain;
import io.stripejdbc.jdbc.metadata.MetadataConnection;
import io.stripejdbc.jdbc.metadata.StripeDatabaseMetaData;
import io.stripejdbc.jdbc.property.ClientInfo;
import io.stripejdbc.jdbc.property.ConnectionSettings;
import io.stripejdbc.jdbc.statement.StatementConnection;
import io.stripejdbc.jdbc.statement.StatementProgressMapper;
import io.stripejdbc.jdbc.statement.StripePreparedStatement;
import io.stripejdbc.jdbc.statement.StripeStatement;
import io.stripejdbc.query.PreparedQuery;
import io.stripejdbc.query.PreparedQuery.ExecutionOptions;
import io.stripejdbc.query.SessionContext;
import io.stripejdbc.query.StatementLimits;
import io.stripejdbc.query.metadata.SchemaDirectory;
import io.stripejdbc.query.parser.EscapeTranslator;
import io.stripejdbc.query.session.SessionQuery;
import io.stripejdbc.system.SessionInfo;
import java.sql.ClientInfoStatus;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection: settings, a default schema and what was opened on it; safe for many threads. */
public final class StripeConnection extends NoOpConnectionSettings
    implements MetadataConnection, StatementConnection, SelfWrapper, LatestQueryProgress {
  private final ConnectionSettings settings;
  private final ConnectionContext context;
  private final SessionCacheSettings cache;
  private final ClientInfo clientInfo = new ClientInfo();
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Weak: a client that forgets to close its statements must not fill the heap. */
  private final Set<StripeStatement> statements =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private final PreparationStops preparing = new PreparationStops();

  private final SessionSettings session;
  private volatile int networkTimeout;

  StripeConnection(ConnectionSettings settings, ConnectionContext context) {
    this.settings = settings;
    this.context = context;
    this.cache = new SessionCacheSettings(settings, () -> context.scanner().clearCached());
    context.warnings().forEach(why -> warnings.add(WarningChain.GENERAL, why));
    this.session = new SessionSettings(context.directory(), cache, settings.statement().schema());
  }

  ConnectionSettings settings() {
    return settings;
  }

  ConnectionContext context() {
    return context;
  }

  @Override
  public void checkOpen() throws SQLException {
    if (closed.get()) {
      throw SqlExceptions.of(DriverError.CONNECTION_CLOSED, "The connection is closed");
    }
  }

  /**
   * Plans a query, or a statement about the session; makes no call and changes nothing. There is no
   * statement yet that could be cancelled: closing the connection, {@code abort} and an interrupt
   * end it.
   */
  @Override
  public PreparedQuery prepare(@Nullable String sql) throws SQLException {
    try (PreparationStops.Preparation preparation = preparing.begin()) {
      return prepare(sql, new ExecutionOptions(0, 0, 0), preparation::stoppable);
    }
  }

  /**
   * The same within limits.
   *
   * @param stoppable is given what ends it from another thread
   */
  @Override
  public PreparedQuery prepare(
      @Nullable String sql, ExecutionOptions limits, Consumer<Runnable> stoppable)
      throws SQLException {
    checkOpen();
    if (sql == null) {
      throw SqlExceptions.of(DriverError.INVALID_ARGUMENT, "The SQL is null");
    }
    SessionContext asked =
        new SessionContext(
            session.schema(),
            context.scanner(),
            context.clock(),
            new StatementLimits(
                settings.statement().maxRequestsPerQuery(),
                () -> context.memory().statement(settings.statement().maxMemoryMegabytes())),
            new SessionInfo(context.activity(), EffectiveProperties.of(settings, cache)),
            cache,
            session.zone(),
            Map.of(SchemaDirectory.KEY, context.directory()));
    try {
      Optional<PreparedQuery> about = SessionQuery.of(sql, session::apply);
      return about.isPresent()
          ? about.get()
          : context.engine().prepare(sql, asked, limits, stoppable);
    } catch (RuntimeException | Error e) {
      throw SqlExceptions.unexpected(e);
    }
  }

  @Override
  public Snapshot latestQuery() {
    return StatementProgressMapper.of(context.activity().latest());
  }

  @Override
  public Statement createStatement() throws SQLException {
    return statement();
  }

  @Override
  public Statement createStatement(int type, int concurrency) throws SQLException {
    return checked(statement(), type, concurrency);
  }

  @Override
  public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
    checkHoldability(holdability);
    return createStatement(type, concurrency);
  }

  private StripeStatement statement() throws SQLException {
    checkOpen();
    return tracked(new StripeStatement(this));
  }

  private StripePreparedStatement prepared(@Nullable String sql) throws SQLException {
    return tracked(new StripePreparedStatement(this, prepare(sql)));
  }

  private <S extends StripeStatement> S tracked(S statement) throws SQLException {
    statements.add(statement);
    if (closed.get()) {
      statement.close();
      checkOpen();
    }
    return statement;
  }

  @Override
  public SchemaDirectory directory() {
    return context.directory();
  }

  @Override
  public String url() {
    return settings.url();
  }

  @Override
  public void forget(StripeStatement statement) {
    statements.remove(statement);
  }

  @Override
  public PreparedStatement prepareStatement(@Nullable String sql) throws SQLException {
    return prepared(sql);
  }

  @Override
  public PreparedStatement prepareStatement(@Nullable String sql, int type, int concurrency)
      throws SQLException {
    return checked(prepared(sql), type, concurrency);
  }

  @Override
  public PreparedStatement prepareStatement(
      @Nullable String sql, int type, int concurrency, int holdability) throws SQLException {
    checkHoldability(holdability);
    return prepareStatement(sql, type, concurrency);
  }

  @Override
  public PreparedStatement prepareStatement(@Nullable String sql, int keys) throws SQLException {
    checkKeys(keys);
    return prepared(sql);
  }

  @Override
  public PreparedStatement prepareStatement(@Nullable String sql, int @Nullable [] columns)
      throws SQLException {
    return prepared(sql);
  }

  @Override
  public PreparedStatement prepareStatement(@Nullable String sql, String @Nullable [] columns)
      throws SQLException {
    return prepared(sql);
  }

  /** The SQL with escapes translated; as it is when it has something that is no escape. */
  @Override
  public @Nullable String nativeSQL(@Nullable String sql) throws SQLException {
    checkOpen();
    try {
      return sql == null ? null : EscapeTranslator.translate(sql);
    } catch (DriverFailure e) {
      return sql;
    }
  }

  @Override
  public DatabaseMetaData getMetaData() throws SQLException {
    checkOpen();
    return new StripeDatabaseMetaData(this);
  }

  @Override
  public String getSchema() throws SQLException {
    checkOpen();
    return session.schema();
  }

  @Override
  public void setSchema(@Nullable String wanted) throws SQLException {
    checkOpen();
    try {
      session.schema(wanted);
    } catch (DriverFailure unknown) {
      throw SqlExceptions.of(unknown.error(), String.valueOf(unknown.getMessage()));
    }
  }

  /** Whether the connection is open; asks nobody, as pools call it at every checkout. */
  @Override
  public boolean isValid(int timeout) throws SQLException {
    if (timeout < 0) {
      throw SqlExceptions.of(
          DriverError.INVALID_ARGUMENT, "Timeout must be 0 or more, was " + timeout);
    }
    return !closed.get();
  }

  @Override
  public int getNetworkTimeout() throws SQLException {
    checkOpen();
    return networkTimeout;
  }

  /**
   * Limits how long a reader waits without any answer of Stripe's; holds for statements run from
   * now on. When it passes, the reader fails with 08S01 and the connection is closed.
   */
  @Override
  public void setNetworkTimeout(@Nullable Executor executor, int milliseconds) throws SQLException {
    checkOpen();
    if (milliseconds < 0) {
      throw SqlExceptions.of(
          DriverError.INVALID_ARGUMENT, "Network timeout must be 0 or more, was " + milliseconds);
    }
    networkTimeout = milliseconds;
  }

  @Override
  public int networkTimeoutMillis() {
    return networkTimeout;
  }

  @Override
  public @Nullable String getClientInfo(@Nullable String name) throws SQLException {
    checkOpen();
    return clientInfo.get(name);
  }

  @Override
  public Properties getClientInfo() throws SQLException {
    checkOpen();
    return clientInfo.copy();
  }

  @Override
  public void setClientInfo(@Nullable String name, @Nullable String value)
      throws SQLClientInfoException {
    checkOpenForClientInfo();
    if (!clientInfo.set(name, value)) {
      warnings.add(WarningChain.UNKNOWN_KEY, "Unknown client info '" + name + "' is ignored");
    }
  }

  @Override
  public void setClientInfo(@Nullable Properties info) throws SQLClientInfoException {
    checkOpenForClientInfo();
    clientInfo.clear();
    if (info != null) {
      for (String name : info.stringPropertyNames()) {
        setClientInfo(name, info.getProperty(name));
      }
    }
  }

  /** Takes the client info that stood among the connection's properties. */
  void takeClientInfo(Properties info) {
    clientInfo.takeFrom(info);
  }

  private void checkOpenForClientInfo() throws SQLClientInfoException {
    if (closed.get()) {
      throw new SQLClientInfoException(
          "The connection is closed",
          DriverError.CONNECTION_CLOSED.sqlState(),
          Map.of("", ClientInfoStatus.REASON_UNKNOWN));
    }
  }

  @Override
  public void abort(@Nullable Executor executor) throws SQLException {
    if (executor == null) {
      throw SqlExceptions.of(DriverError.INVALID_ARGUMENT, "abort needs an executor, was null");
    }
    if (closed.compareAndSet(false, true)) {
      preparing.stop();
      List<StripeStatement> open = openStatements();
      open.forEach(StripeStatement::stop);
      executor.execute(() -> release(open));
    }
  }

  @Override
  public void close() throws SQLException {
    if (closed.compareAndSet(false, true)) {
      preparing.stop();
      release(openStatements());
    }
  }

  /** Closes after the network timeout, as JDBC asks for: nobody knows whether it would answer. */
  @Override
  public void lost() {
    if (closed.compareAndSet(false, true)) {
      release(openStatements());
    }
  }

  private List<StripeStatement> openStatements() {
    synchronized (statements) {
      return new ArrayList<>(statements);
    }
  }

  private void release(List<StripeStatement> open) {
    open.forEach(StripeStatement::stop);
    for (StripeStatement statement : open) {
      try {
        statement.close();
      } catch (SQLException e) {
        // A statement that fails to close must not keep the others open.
        warnings.add(WarningChain.GENERAL, String.valueOf(e.getMessage()));
      }
    }
    context.close();
  }

  @Override
  public boolean isClosed() {
    return closed.get();
  }

  @Override
  public String toString() {
    return "StripeConnection[" + settings.url() + "]";
  }
}
