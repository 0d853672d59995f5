package io.stripejdbc.query.session;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.plan.function.time.TimeFunctions;
import io.stripejdbc.query.error.SqlErrorMapper;
import io.stripejdbc.query.parser.Dialect;
import io.stripejdbc.query.parser.SqlCacheCommand;
import io.stripejdbc.query.parser.SqlShow;
import io.stripejdbc.query.parser.SqlTokens;
import io.stripejdbc.query.parser.StatementClassifier;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSetOption;
import org.apache.calcite.sql.parser.SqlParseException;
import org.jspecify.annotations.Nullable;

/**
 * A statement about the session: {@code SET cache = off}, {@code SET cache_ttl_seconds = 60},
 * {@code SET SCHEMA reports}, {@code RESET ALL}, {@code REFRESH}, {@code FORGET}, {@code SHOW
 * cache}.
 *
 * @param action what is asked for
 * @param seconds of {@link Action#TTL}, else 0
 * @param name of the schema, the zone or the setting, where the action has one
 */
public record SessionStatement(Action action, int seconds, @Nullable String name) {
  /** What such a statement asks for. */
  public enum Action {
    /** Answers may come from memory. */
    CACHE_ON,
    /** Every row is read live and none is kept. */
    CACHE_OFF,
    /** Rows may be so many seconds old. */
    TTL,
    /** The schema of names without one. */
    SCHEMA,
    /** The zone of CURRENT_DATE and the like. */
    TIME_ZONE,
    /** Whether to cache is again what the connection's properties say. */
    RESET_CACHE,
    /** The age of rows is again what the connection's properties say. */
    RESET_TTL,
    /** The schema is again what the connection's properties say. */
    RESET_SCHEMA,
    /** The zone is UTC again. */
    RESET_TIME_ZONE,
    /** All of them. */
    RESET_ALL,
    /** The next question is read anew, and cached in the place of what was. */
    REFRESH,
    /** What is cached of the rows read with the connection's key is deleted, wherever it lies. */
    FORGET,
    /** Nothing changes: one setting is shown, or all. */
    SHOW
  }

  private static final String CACHE = "cache";
  private static final String TTL = "cachettlseconds";
  private static final String SCHEMA = "schema";
  private static final String ZONE = "timezone";
  private static final int MOST_SECONDS = 31_536_000;
  private static final String KNOWN =
      "SET knows cache (on or off), cache_ttl_seconds (1 to 31536000), schema and TIME ZONE; all other"
          + " settings are connection properties, and there are no transactions";

  public SessionStatement(Action action, int seconds) {
    this(action, seconds, null);
  }

  /**
   * The statement, empty for one that is about something else.
   *
   * @throws DriverFailure SYNTAX for what is no such statement, INVALID_SQL for a setting or a
   *     value that there is not
   */
  public static Optional<SessionStatement> of(String sql) {
    SqlTokens tokens = SqlTokens.of(sql).withoutEnd();
    if (StatementClassifier.kindOf(tokens) != StatementClassifier.Kind.COMMAND) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(of(Dialect.parse(StatementClassifier.query(tokens))));
    } catch (SqlParseException e) {
      throw SqlErrorMapper.parse(e, tokens);
    }
  }

  private static @Nullable SessionStatement of(SqlNode command) {
    if (command instanceof SqlSetOption option) {
      SqlNode value = option.getValue();
      String name = last((SqlIdentifier) option.name());
      return value == null ? reset(name) : set(name, text(value));
    }
    if (command instanceof SqlShow show && show.subject() == SqlShow.Subject.SETTINGS) {
      SqlIdentifier name = show.name();
      return new SessionStatement(Action.SHOW, 0, name == null ? null : shown(last(name)));
    }
    if (command instanceof SqlCacheCommand cache) {
      return switch (cache.command()) {
        case REFRESH -> new SessionStatement(Action.REFRESH, 0);
        case FORGET -> new SessionStatement(Action.FORGET, 0);
      };
    }
    return null;
  }

  /** The name without what it is qualified by, which must be nothing. */
  private static String last(SqlIdentifier name) {
    if (!name.isSimple()) {
      throw unknown();
    }
    return name.getSimple().toLowerCase(Locale.ROOT).replace("_", "");
  }

  private static String text(SqlNode value) {
    return value instanceof SqlLiteral literal
        ? String.valueOf(literal.toValue())
        : String.join(".", ((SqlIdentifier) value).names);
  }

  private static SessionStatement set(String name, String value) {
    return switch (name) {
      case CACHE ->
          switch (value.toLowerCase(Locale.ROOT)) {
            case "on", "memory", "true" -> new SessionStatement(Action.CACHE_ON, 0);
            case "off", "false" -> new SessionStatement(Action.CACHE_OFF, 0);
            default -> throw bad(CACHE, value, "on or off");
          };
      case TTL -> new SessionStatement(Action.TTL, seconds(value));
      case SCHEMA -> new SessionStatement(Action.SCHEMA, 0, value);
      case ZONE -> zone(value);
      default -> throw unknown();
    };
  }

  private static SessionStatement zone(String value) {
    return value.equalsIgnoreCase("local")
        ? new SessionStatement(Action.RESET_TIME_ZONE, 0)
        : new SessionStatement(Action.TIME_ZONE, 0, TimeFunctions.zone(value).getId());
  }

  private static int seconds(String value) {
    int seconds = value.matches("\\d{1,9}") ? Integer.parseInt(value) : 0;
    if (seconds < 1 || seconds > MOST_SECONDS) {
      throw bad("cache_ttl_seconds", value, "a number of seconds from 1 to " + MOST_SECONDS);
    }
    return seconds;
  }

  private static SessionStatement reset(String name) {
    return switch (name) {
      case CACHE -> new SessionStatement(Action.RESET_CACHE, 0);
      case TTL -> new SessionStatement(Action.RESET_TTL, 0);
      case SCHEMA -> new SessionStatement(Action.RESET_SCHEMA, 0);
      case ZONE -> new SessionStatement(Action.RESET_TIME_ZONE, 0);
      case "all" -> new SessionStatement(Action.RESET_ALL, 0);
      default -> throw unknown();
    };
  }

  private static String shown(String name) {
    return switch (name) {
      case CACHE, SCHEMA -> name;
      case TTL -> "cache_ttl_seconds";
      case ZONE -> "time_zone";
      default -> throw unknown();
    };
  }

  private static DriverFailure unknown() {
    return new DriverFailure(DriverError.INVALID_SQL, "There is no such setting: " + KNOWN);
  }

  private static DriverFailure bad(String name, String value, String choices) {
    return new DriverFailure(
        DriverError.INVALID_SQL, "SET %s = '%s': it must be %s".formatted(name, value, choices));
  }
}
