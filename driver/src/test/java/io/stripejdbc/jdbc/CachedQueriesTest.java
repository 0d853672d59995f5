package io.stripejdbc.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random questions have the same answer live and from a memory that is too small for all of it. */
class CachedQueriesTest {
  private static final int QUESTIONS = Integer.getInteger("stripejdbc.remembered.questions", 150);
  private static final long SEED = Long.getLong("stripejdbc.remembered.seed", 6L);

  /** A table, columns to ask for, and columns to ask by. */
  private record Subject(String table, List<String> columns, List<String> filters) {}

  private static final List<Subject> SUBJECTS =
      List.of(
          new Subject(
              "charges",
              List.of("amount", "currency", "status", "customer", "metadata", "description"),
              List.of("customer", "status", "currency", "payment_intent")),
          new Subject("customers", List.of("email", "name", "address_city"), List.of("email")),
          new Subject(
              "invoices", List.of("total", "status", "customer"), List.of("status", "customer")),
          new Subject(
              "subscriptions", List.of("status", "customer"), List.of("status", "customer")),
          new Subject("prices", List.of("active", "product"), List.of("product", "type")),
          new Subject("refunds", List.of("amount", "charge", "status"), List.of("charge")),
          new Subject(
              "balance_transactions", List.of("type", "net", "source"), List.of("type", "source")),
          new Subject("payouts", List.of("amount", "status"), List.of("status")),
          new Subject("subscription_items", List.of("subscription", "price"), List.of()),
          new Subject("invoice_line_items", List.of("invoice", "amount"), List.of("invoice")));

  private final Random random = new Random(SEED);
  private Connection live;

  @Test
  void everyAnswerIsTheSameAsALiveOne() throws SQLException {
    EmulatorOptions options = EmulatorOptions.demo().withScale(0.02).withAccounts(3);
    try (Emulator emulator = Emulator.start(options);
        Connection off = connect(emulator, ";cache=off");
        Connection memory = connect(emulator, ";cacheMaxMegabytes=1")) {
      live = off;
      int asked = 0;
      int free = 0;
      for (int i = 0; i < QUESTIONS; i++) {
        String sql = question();
        List<String> expected = rows(off, sql);
        int before = emulator.requests().size();
        List<String> actual = rows(memory, sql);
        asked++;
        free += emulator.requests().size() == before ? 1 : 0;
        assertEquals(expected, actual, "seed " + SEED + ", question " + i + ": " + sql);
      }
      assertTrue(free > asked / 5, free + " of " + asked + " without a call");
    }
  }

  private static Connection connect(Emulator emulator, String more) throws SQLException {
    return UnpacedConnections.open(emulator, EmulatorOptions.DEMO_KEY, more);
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    List<String> rows;
    try {
      rows = DiskCacheFixture.rows(connection, sql);
    } catch (SQLException e) {
      throw new SQLException(e.getMessage() + " in " + sql, e);
    }
    if (!sql.contains("ORDER BY")) {
      Collections.sort(rows);
    }
    return rows;
  }

  private String question() throws SQLException {
    Subject subject = SUBJECTS.get(random.nextInt(SUBJECTS.size()));
    String where = where(subject);
    List<String> columns = new ArrayList<>(subject.columns());
    Collections.shuffle(columns, random);
    String some = String.join(", ", columns.subList(0, 1 + random.nextInt(columns.size())));
    boolean timed = !subject.table().contains("item");
    return switch (random.nextInt(timed ? 5 : 2)) {
      case 0 ->
          "SELECT %s, COUNT(*) FROM %s%s GROUP BY %s"
              .formatted(columns.get(0), subject.table(), where, columns.get(0));
      case 1 -> "SELECT connected_account, id, " + some + " FROM " + subject.table() + where;
      case 2 -> "SELECT MAX(created), COUNT(*) FROM " + subject.table() + where;
      case 3 -> "SELECT MAX(created) FROM " + subject.table() + where;
      default ->
          "SELECT created, connected_account, id, %s FROM %s%s ORDER BY created DESC, connected_account, id LIMIT %d"
              .formatted(some, subject.table(), where, 1 + random.nextInt(40));
    };
  }

  private String where(Subject subject) throws SQLException {
    List<String> conditions = new ArrayList<>();
    if (random.nextInt(3) == 0) {
      conditions.add("connected_account = '" + value(subject, "connected_account") + "'");
    }
    if (!subject.filters().isEmpty() && random.nextInt(2) == 0) {
      String filter = subject.filters().get(random.nextInt(subject.filters().size()));
      conditions.add(
          random.nextBoolean()
              ? "%s = '%s'".formatted(filter, value(subject, filter))
              : "%s IN ('%s', '%s')"
                  .formatted(filter, value(subject, filter), value(subject, filter)));
    }
    boolean timed = !subject.table().contains("item");
    if (timed && random.nextInt(2) == 0) {
      String from = value(subject, "created");
      String to = value(subject, "created");
      conditions.add(
          switch (random.nextInt(3)) {
            case 0 -> "created >= TIMESTAMP '" + from + "'";
            case 1 -> "created < TIMESTAMP '" + to + "'";
            default ->
                "created BETWEEN TIMESTAMP '%s' AND TIMESTAMP '%s'"
                    .formatted(
                        from.compareTo(to) < 0 ? from : to, from.compareTo(to) < 0 ? to : from);
          });
    }
    if (random.nextInt(6) == 0) {
      conditions.add("id = '" + value(subject, "id") + "'");
    }
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }

  /** A value that is there, mostly. */
  private String value(Subject subject, String column) throws SQLException {
    List<String> values = rows(live, "SELECT " + column + " FROM " + subject.table() + " LIMIT 60");
    String value = values.get(random.nextInt(values.size()));
    return value.substring(0, value.length() - 1).replace("'", "''");
  }
}
