package io.stripejdbc.query.session;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.query.parser.SqlTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A statement about what its connection caches: {@code SET cache = off}, {@code SET
 * cache_ttl_seconds = 60}, {@code RESET cache}, {@code RESET ALL}, {@code REFRESH}, {@code FORGET}.
 *
 * @param action what is asked for
 * @param seconds of {@link Action#TTL}, else 0
 */
public record SessionStatement(Action action, int seconds) {
  /** What such a statement asks for. */
  public enum Action {
    /** Answers may come from memory. */
    CACHE_ON,
    /** Every row is read live and none is kept. */
    CACHE_OFF,
    /** Rows may be so many seconds old. */
    TTL,
    /** Whether to cache is again what the connection's properties say. */
    RESET_CACHE,
    /** The age of rows is again what the connection's properties say. */
    RESET_TTL,
    /** Both. */
    RESET_ALL,
    /** The next question is read anew, and cached in the place of what was. */
    REFRESH,
    /** What is cached of the rows read with the connection's key is deleted, wherever it lies. */
    FORGET
  }

  private static final String CACHE = "cache";
  private static final String TTL = "cachettlseconds";
  private static final int MOST_SECONDS = 31_536_000;
  private static final String KNOWN =
      "SET knows cache (on or off) and cache_ttl_seconds (1 to 31536000); all other settings are"
          + " connection properties, and there are no transactions";

  /**
   * The statement, empty for one that is about something else.
   *
   * @throws DriverFailure INVALID_SQL for a setting or a value that there is not
   */
  public static Optional<SessionStatement> of(String sql) {
    List<String> words = words(sql);
    if (words.isEmpty()) {
      return Optional.empty();
    }
    return switch (words.get(0)) {
      case "set" -> Optional.of(set(words));
      case "reset" -> Optional.of(reset(words));
      case "refresh" ->
          alone(words, Action.REFRESH, "the next query after it is read anew, whatever it asks for");
      case "forget" ->
          alone(words, Action.FORGET, "it deletes everything that is cached with the key");
      default -> Optional.empty();
    };
  }

  private static List<String> words(String sql) {
    SqlTokens tokens = SqlTokens.of(sql).withoutEnd();
    List<String> words = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      words.add(unquoted(tokens.image(i)).toLowerCase(Locale.ROOT));
    }
    return words;
  }

  private static String unquoted(String text) {
    boolean quoted = text.length() > 1 && (text.startsWith("'") || text.startsWith("\""));
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  /** {@code SET name = value} or {@code SET name TO value}. */
  private static SessionStatement set(List<String> words) {
    boolean form = words.size() == 4 && (words.get(2).equals("=") || words.get(2).equals("to"));
    if (!form) {
      throw unknown();
    }
    String value = words.get(3);
    return switch (name(words.get(1))) {
      case CACHE ->
          switch (value) {
            case "on", "memory", "true" -> new SessionStatement(Action.CACHE_ON, 0);
            case "off", "false" -> new SessionStatement(Action.CACHE_OFF, 0);
            default -> throw bad(CACHE, value, "on or off");
          };
      case TTL -> new SessionStatement(Action.TTL, seconds(value));
      default -> throw unknown();
    };
  }

  private static String name(String word) {
    return word.replace("_", "");
  }

  private static int seconds(String value) {
    int seconds = value.matches("\\d{1,9}") ? Integer.parseInt(value) : 0;
    if (seconds < 1 || seconds > MOST_SECONDS) {
      throw bad("cache_ttl_seconds", value, "a number of seconds from 1 to " + MOST_SECONDS);
    }
    return seconds;
  }

  private static SessionStatement reset(List<String> words) {
    String what = words.size() == 2 ? name(words.get(1)) : "";
    return switch (what) {
      case CACHE -> new SessionStatement(Action.RESET_CACHE, 0);
      case TTL -> new SessionStatement(Action.RESET_TTL, 0);
      case "all" -> new SessionStatement(Action.RESET_ALL, 0);
      default -> throw unknown();
    };
  }

  private static Optional<SessionStatement> alone(List<String> words, Action action, String why) {
    if (words.size() > 1) {
      throw new DriverFailure(DriverError.INVALID_SQL, action + " stands alone: " + why);
    }
    return Optional.of(new SessionStatement(action, 0));
  }

  private static DriverFailure unknown() {
    return new DriverFailure(DriverError.INVALID_SQL, "There is no such setting: " + KNOWN);
  }

  private static DriverFailure bad(String name, String value, String choices) {
    return new DriverFailure(
        DriverError.INVALID_SQL, "SET %s = '%s': it must be %s".formatted(name, value, choices));
  }
}
