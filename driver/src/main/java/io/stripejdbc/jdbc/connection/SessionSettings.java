package io.stripejdbc.jdbc.connection;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.query.metadata.SchemaDirectory;
import io.stripejdbc.query.session.SessionStatement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code SET} changes for one connection: the default schema, and how its rows are cached.
 * Safe for use by many threads.
 */
final class SessionSettings {
  private final SchemaDirectory directory;
  private final SessionCacheSettings cache;
  private volatile String schema;

  SessionSettings(SchemaDirectory directory, SessionCacheSettings cache) {
    this.directory = directory;
    this.cache = cache;
    this.schema = directory.defaultSchema();
  }

  String schema() {
    return schema;
  }

  /**
   * Looks names without a schema up in another one from now on.
   *
   * @throws DriverFailure UNKNOWN_SCHEMA
   */
  void schema(@Nullable String wanted) {
    schema =
        directory.schemas().stream()
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
      case RESET_SCHEMA, RESET_ALL -> schema = directory.defaultSchema();
      case CACHE_ON, CACHE_OFF, TTL, RESET_CACHE, RESET_TTL, REFRESH, FORGET, SHOW -> {}
    }
    Map<String, String> shown = new LinkedHashMap<>(cache.apply(statement));
    shown.put("schema", schema);
    if (statement.action() == SessionStatement.Action.SHOW && statement.name() != null) {
      shown.keySet().retainAll(Set.of(statement.name()));
    }
    return shown;
  }
}
