package io.stripejdbc.jdbc.connection;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.query.metadata.SchemaDirectory;
import io.stripejdbc.query.session.SessionStatement;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code SET} changes for one connection: the default schema, the time zone, and how its rows
 * are cached. Safe for use by many threads.
 */
final class SessionSettings {
  private final SchemaDirectory directory;
  private final SessionCacheSettings cache;
  private final String first;
  private volatile String schema;
  private volatile ZoneId zone = ZoneOffset.UTC;

  /**
   * Settings as the connection's properties say.
   *
   * @param first schema to begin with, and after RESET
   * @throws DriverFailure UNKNOWN_SCHEMA
   */
  SessionSettings(SchemaDirectory directory, SessionCacheSettings cache, String first) {
    this.directory = directory;
    this.cache = cache;
    this.first = known(first);
    this.schema = this.first;
  }

  String schema() {
    return schema;
  }

  ZoneId zone() {
    return zone;
  }

  /**
   * Looks names without a schema up in another one from now on.
   *
   * @throws DriverFailure UNKNOWN_SCHEMA
   */
  void schema(@Nullable String wanted) {
    schema = known(wanted);
  }

  private String known(@Nullable String wanted) {
    return directory.schemas().stream()
        .filter(known -> known.equalsIgnoreCase(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new DriverFailure(
                    DriverError.UNKNOWN_SCHEMA,
                    "No schema '"
                        + wanted
                        + "'; there are "
                        + String.join(", ", directory.schemas())));
  }

  /** Does what the statement asks for, and tells what is in force then. */
  Map<String, String> apply(SessionStatement statement) {
    switch (statement.action()) {
      case SCHEMA -> schema(statement.name());
      case RESET_SCHEMA -> schema = first;
      case TIME_ZONE -> zone = ZoneId.of(String.valueOf(statement.name()));
      case RESET_TIME_ZONE -> zone = ZoneOffset.UTC;
      case RESET_ALL -> {
        schema = first;
        zone = ZoneOffset.UTC;
      }
      case CACHE_ON, CACHE_OFF, TTL, RESET_CACHE, RESET_TTL, REFRESH, FORGET, SHOW -> {}
    }
    Map<String, String> shown = new LinkedHashMap<>(cache.apply(statement));
    shown.put("schema", schema);
    shown.put("time_zone", zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId());
    if (statement.action() == SessionStatement.Action.SHOW && statement.name() != null) {
      shown.keySet().retainAll(Set.of(statement.name()));
    }
    return shown;
  }
}
