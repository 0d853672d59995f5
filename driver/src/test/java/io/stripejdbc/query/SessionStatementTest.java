package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.query.session.SessionStatement;
import io.stripejdbc.query.session.SessionStatement.Action;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements about what a connection caches. */
class SessionStatementTest {
  @ParameterizedTest
  @CsvSource({
    "SET cache = on, CACHE_ON, 0",
    "set CACHE to 'memory';, CACHE_ON, 0",
    "/* live */ SET cache=off -- please, CACHE_OFF, 0",
    "SET cache_ttl_seconds = 60, TTL, 60",
    "SET cacheTtlSeconds = 60, TTL, 60",
    "RESET cache, RESET_CACHE, 0",
    "RESET cache_ttl_seconds, RESET_TTL, 0",
    "RESET ALL, RESET_ALL, 0",
    "SET SESSION cache = DEFAULT, RESET_CACHE, 0",
    "refresh;, REFRESH, 0",
    "/* all */ Forget;, FORGET, 0"
  })
  void isUnderstood(String sql, Action action, int seconds) {
    assertEquals(Optional.of(new SessionStatement(action, seconds)), SessionStatement.of(sql));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT 1", "", "-- set cache = off", "SETTING", "BEGIN", "(SELECT 1)"})
  void anythingElseIsLeftToOthers(String sql) {
    assertEquals(Optional.empty(), SessionStatement.of(sql));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET cache = maybe",
        "SET cash = off",
        "SET system.cache = off",
        "SET cache_ttl_seconds = 0",
        "SET cache_ttl_seconds = 99999999999",
        "SET cache_ttl_seconds = -1",
        "RESET everything",
        "SHOW everything",
        "SET search_path TO public"
      })
  void whatThereIsNotIsRefusedWithWhatThereIs(String sql) {
    DriverFailure refused = assertThrows(DriverFailure.class, () -> SessionStatement.of(sql));
    assertEquals(DriverError.INVALID_SQL, refused.error());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET cache",
        "SET cache_ttl_seconds = 1 + 1",
        "RESET",
        "SHOW",
        "REFRESH charges",
        "SET cache = on; SELECT 1"
      })
  void whatIsNoSuchStatementIsASyntaxError(String sql) {
    DriverFailure refused = assertThrows(DriverFailure.class, () -> SessionStatement.of(sql));
    assertEquals(DriverError.SYNTAX, refused.error(), refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SHOW TABLES",
        "SHOW TABLES FROM stripe LIKE 'c%'",
        "SHOW TABLES LIKE 'c%'",
        "SHOW SCHEMAS",
        "show databases like 's%'",
        "SHOW COLUMNS FROM stripe.charges",
        "SHOW COLUMNS IN order",
        "DESCRIBE charges",
        "DESC TABLE stripe.charges amount",
        "DESCRIBE SCHEMA stripe",
        "DESCRIBE SELECT 1",
        "DESCRIBE schema"
      })
  void whatDescribesTablesIsLeftToOthers(String sql) {
    assertEquals(Optional.empty(), SessionStatement.of(sql));
  }

  @Test
  void aSchemaIsSetByAnyOfItsForms() {
    for (String sql : List.of("SET SCHEMA 'reports'", "SET schema = reports", "USE reports")) {
      assertEquals(
          Optional.of(new SessionStatement(Action.SCHEMA, 0, "reports")), SessionStatement.of(sql));
    }
    assertEquals(
        Optional.of(new SessionStatement(Action.RESET_SCHEMA, 0)),
        SessionStatement.of("SET schema TO DEFAULT"));
    assertEquals(
        Optional.of(new SessionStatement(Action.SHOW, 0, "cache_ttl_seconds")),
        SessionStatement.of("SHOW cacheTtlSeconds"));
    assertEquals(
        Optional.of(new SessionStatement(Action.SHOW, 0, null)), SessionStatement.of("SHOW ALL"));
  }

  @Test
  void theRefusalNamesTheValueAndTheChoices() {
    DriverFailure refused =
        assertThrows(DriverFailure.class, () -> SessionStatement.of("SET cache = maybe"));
    assertTrue(
        refused.getMessage().contains("'maybe': it must be on or off"), refused.getMessage());
  }
}
