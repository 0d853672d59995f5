package io.stripejdbc.jdbc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server on loopback that answers as a test says, and connections to it. */
final class AnsweringServer implements AutoCloseable {
  /** Status and body. */
  record Reply(int status, String body) {}

  /** Its own: the system gives a port again while rows of the server before are still cached. */
  private final String key = "sk_test_" + UUID.randomUUID().toString().replace("-", "");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  /**
   * @param replies from a line {@code [acct_1 ]/v1/path[?query]} to the answer
   */
  AnsweringServer(Function<String, Reply> replies) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, replies));
    server.start();
  }

  private void answer(HttpExchange exchange, Function<String, Reply> replies) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    String of = exchange.getRequestHeaders().getFirst("Stripe-Account");
    of = of == null ? exchange.getRequestHeaders().getFirst("Stripe-Context") : of;
    String line =
        (of == null ? "" : of + " ")
            + exchange.getRequestURI().getRawPath()
            + (query == null ? "" : "?" + URLDecoder.decode(query, StandardCharsets.UTF_8));
    asked.add(line);
    Reply reply = replies.apply(line);
    byte[] body = reply.body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Request-Id", "req_" + asked.size());
    exchange.sendResponseHeaders(reply.status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  static Reply ok(String body) {
    return new Reply(200, body);
  }

  static Reply list(boolean more, String... objects) {
    return ok(
        "{\"object\":\"list\",\"data\":["
            + String.join(",", objects)
            + "],\"has_more\":"
            + more
            + ",\"url\":\"/v1/x\"}");
  }

  /** An error as Stripe words it; {@code code} and {@code param} may be null. */
  static Reply error(int status, String code, String param, String message) {
    return new Reply(
        status,
        "{\"error\":{"
            + (code == null ? "" : "\"code\":\"" + code + "\",")
            + (param == null ? "" : "\"param\":\"" + param + "\",")
            + "\"message\":\""
            + message
            + "\",\"type\":\"invalid_request_error\"}}");
  }

  /** Lines asked since the last look, but for the one of connecting. */
  List<String> asked() {
    synchronized (asked) {
      List<String> lines = new ArrayList<>(asked);
      asked.clear();
      return lines;
    }
  }

  Connection connect(String more) throws SQLException {
    Connection connection =
        DriverManager.getConnection(
            "jdbc:stripe:;apiKey="
                + key
                + ";maxRetries=0;apiBase=http://127.0.0.1:"
                + server.getAddress().getPort()
                + more);
    asked.clear();
    return connection;
  }

  /** The rows of a query, each as text. */
  static List<String> rows(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      Object[] row = new Object[rows.getMetaData().getColumnCount()];
      while (rows.next()) {
        for (int i = 0; i < row.length; i++) {
          row[i] = rows.getString(i + 1);
        }
        found.add(String.join(" ", Arrays.stream(row).map(String::valueOf).toList()));
      }
      return found.stream().sorted().toList();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
