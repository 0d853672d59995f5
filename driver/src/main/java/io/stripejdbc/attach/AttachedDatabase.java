package io.stripejdbc.attach;

import io.stripejdbc.attach.AttachedMetadataReader.Named;
import io.stripejdbc.attach.AttachedMetadataReader.Place;
import io.stripejdbc.fetch.CallControl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Another database, attached to one connection of ours: which tables it has, and the rows of
 * queries. Nothing of it is touched before somebody asks; safe for many threads.
 */
public final class AttachedDatabase implements AutoCloseable {
  /** What its tables are is asked again after a while: somebody may have made one. */
  private static final long KNOWN_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final AttachmentSettings settings;
  private final AttachedConnectionPool pool;
  private final LongSupplier nanoTime;
  private final Set<String> warned = new HashSet<>();
  private @Nullable Known known;

  /**
   * A database that is not connected to yet.
   *
   * @param nanoTime the time, for how long its tables are known
   */
  public AttachedDatabase(
      AttachmentSettings settings, DriverFinder drivers, LongSupplier nanoTime) {
    this.settings = settings;
    this.pool = new AttachedConnectionPool(settings, drivers);
    this.nanoTime = nanoTime;
  }

  /** What was read of its metadata, and when. */
  private record Known(
      long nanos,
      AttachedDialect dialect,
      Map<String, Named> tables,
      Map<String, AttachedTableSpec> described) {}

  /** Reads metadata from a connection. */
  @FunctionalInterface
  private interface Reading<T> {
    T from(Connection connection) throws SQLException;
  }

  /**
   * Looks for its driver, without connecting.
   *
   * @throws io.stripejdbc.error.DriverFailure ATTACHED_DRIVER_MISSING
   */
  public void checkDriver() {
    pool.driver();
  }

  /** The schema that its tables stand in. */
  public String name() {
    return settings.name();
  }

  /** How it writes names, and what can be left to it. */
  public AttachedDialect dialect() {
    return known().dialect;
  }

  /** Names of its tables and views. */
  public Set<String> tableNames() {
    return known().tables.keySet();
  }

  /** The table of this very name. */
  public Optional<AttachedTableSpec> table(String name) {
    Known current = known();
    Named named = current.tables.get(name);
    return named == null ? Optional.empty() : Optional.of(described(current, named));
  }

  /** All tables with their columns. */
  public List<AttachedTableSpec> tables() {
    Known current = known();
    List<AttachedTableSpec> all = new ArrayList<>();
    current.tables.values().forEach(named -> all.add(described(current, named)));
    return all;
  }

  private synchronized AttachedTableSpec described(Known current, Named named) {
    AttachedTableSpec spec = current.described.get(named.name());
    if (spec == null) {
      spec =
          read(
              "table '" + named.name() + "'",
              connection -> new AttachedMetadataReader(connection).describe(named));
      current.described.put(named.name(), spec);
    }
    return spec;
  }

  private synchronized Known known() {
    Known before = known;
    if (before != null && nanoTime.getAsLong() - before.nanos < KNOWN_NANOS) {
      return before;
    }
    Known fresh = read("the list of its tables", this::readAll);
    known = fresh;
    return fresh;
  }

  private Known readAll(Connection connection) throws SQLException {
    AttachedMetadataReader reader = new AttachedMetadataReader(connection);
    Place place = reader.place(settings);
    return new Known(
        nanoTime.getAsLong(),
        DialectReader.read(connection, place.schema()),
        reader.tables(place),
        new HashMap<>());
  }

  private <T> T read(String what, Reading<T> reading) {
    Connection connection = pool.take();
    boolean read = false;
    try {
      T result = reading.from(connection);
      read = true;
      return result;
    } catch (SQLException e) {
      throw new AttachmentFailures(settings).reading(what, e);
    } finally {
      if (read) {
        pool.giveBack(connection);
      } else {
        pool.drop(connection);
      }
    }
  }

  /**
   * Runs a query there.
   *
   * @param values what its conditions compare with, by slot
   * @param control stops it
   */
  public RemoteCursor open(RemoteQuery query, @Nullable Object[] values, CallControl control) {
    query.tables().forEach(table -> warn(table.spec(), control));
    return RemoteCursor.open(pool, settings, dialect(), query, values, control);
  }

  /** Once for each table and connection. */
  private void warn(AttachedTableSpec table, CallControl control) {
    boolean first;
    synchronized (warned) {
      first = !table.leftOut().isEmpty() && warned.add(table.name());
    }
    if (first) {
      control.warn(
          "Table '"
              + settings.name()
              + "."
              + table.name()
              + "' has columns that cannot be read here and are left out: "
              + String.join(", ", table.leftOut()));
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
