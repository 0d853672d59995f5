package io.stripejdbc.jdbc;

import static io.stripejdbc.jdbc.AnsweringServer.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.stripejdbc.jdbc.AnsweringServer.Reply;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;

/** A server whose answers a test says, asked with and without memory. */
abstract class AnswersFixture {
  static final String[] CACHES = {";cache=off", ""};

  interface Body {
    void run(AnsweringServer server, Connection connection) throws SQLException;
  }

  /** Runs it against a server with these answers, with and without memory. */
  static void with(Function<String, Reply> replies, Body body) throws SQLException {
    for (String cache : CACHES) {
      try (AnsweringServer server =
              new AnsweringServer(
                  line ->
                      line.startsWith("/v1/account") && !line.startsWith("/v1/accounts/")
                          ? ok("{\"id\":\"acct_OWN\",\"object\":\"account\"}")
                          : replies.apply(line));
          Connection connection = server.connect(";accounts=platform" + cache)) {
        body.run(server, connection);
      }
    }
  }

  static SQLException fails(Connection connection, String sql, String state) {
    SQLException failed =
        assertThrows(SQLException.class, () -> AnsweringServer.rows(connection, sql), sql);
    assertEquals(state, failed.getSQLState(), sql + ": " + failed.getMessage());
    return failed;
  }

  static String charge(int number, long created) {
    return "{\"id\":\"ch_%d\",\"object\":\"charge\",\"created\":%d,\"customer\":\"cus_1\"}"
        .formatted(number, created);
  }
}
