package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.query.PreparedQuery.ExecutionOptions;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.ScanSpec.Bounds;
import io.stripejdbc.scan.ScanSpec.Reach;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What of a statement reaches the scan, and that the rows are the same as SQL promises. */
class PushdownTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private final FakeWorld world = new FakeWorld();
  private final QueryEngine engine = new CalciteQueryEngine(world);

  @BeforeEach
  void fill() {
    for (int i = 0; i < 10; i++) {
      world.add(
          "charges",
          i % 2 == 0 ? "platform" : "acct_1",
          "ch_" + i,
          NOW.minusSeconds(86_400L * i).toEpochMilli(),
          100L * i,
          i % 3 == 0 ? "eur" : "usd",
          i % 4 == 0 ? null : "cus_" + i % 4,
          i != 5,
          i == 5 ? "failed" : "succeeded",
          new BigDecimal("1.5"));
    }
    for (int i = 1; i < 4; i++) {
      world.add("customers", "platform", "cus_" + i, NOW.toEpochMilli(), "a" + i + "@example.com");
    }
  }

  private List<List<@Nullable Object>> run(String sql, @Nullable Object... parameters)
      throws SQLException {
    return run(sql, new ExecutionOptions(0, 0, 0), parameters);
  }

  private List<List<@Nullable Object>> run(
      String sql, ExecutionOptions options, @Nullable Object... parameters) throws SQLException {
    SessionContext session =
        new SessionContext("stripe", world, Clock.fixed(NOW, ZoneOffset.UTC), 0);
    PreparedQuery query = engine.prepare(sql, session);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (QueryCursor cursor = query.execute(Arrays.asList(parameters), options)) {
      while (cursor.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 0; i < query.columns().size(); i++) {
          row.add(cursor.value(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static List<String> names(ScanSpec spec) {
    return spec.columns().stream().map(ColumnSpec::name).toList();
  }

  @Test
  void onlyNamedColumnsAreRead() throws SQLException {
    assertEquals(10, run("SELECT id, amount FROM charges").size());
    assertEquals(List.of("id", "amount"), names(world.askedOnce()));
  }

  @Test
  void aPushedConditionLeavesItsColumnUnread() throws SQLException {
    assertEquals(List.of(List.of("ch_5")), run("SELECT id FROM charges WHERE status = 'failed'"));
    assertEquals(List.of("id"), names(world.askedOnce()));
    assertEquals(1, world.askedOnce().equals().size());
  }

  @Test
  void anUnknownEnumerationValueStaysInTheDriver() throws SQLException {
    assertEquals(List.of(), run("SELECT id FROM charges WHERE status = 'refused'"));
    assertTrue(world.askedOnce().equals().isEmpty());
    world.forget();
    assertEquals(List.of(), run("SELECT id FROM charges WHERE status = ?", "refused"));
    assertTrue(world.askedOnce().equals().isEmpty());
    world.forget();
    assertEquals(1, run("SELECT id FROM charges WHERE status = ?", "failed").size());
    assertFalse(world.askedOnce().equals().isEmpty());
  }

  @Test
  void accountsAreChosenByEqualityAndIn() throws SQLException {
    assertEquals(5, run("SELECT id FROM charges WHERE connected_account = 'acct_1'").size());
    assertEquals(Optional.of(Set.of("acct_1")), world.askedOnce().accounts());
    world.forget();
    run("SELECT id FROM charges WHERE connected_account IN ('acct_1', 'acct_2')");
    assertEquals(Optional.of(Set.of("acct_1", "acct_2")), world.askedOnce().accounts());
  }

  @Test
  void idsAreLookedUpAndOtherConditionsStay() throws SQLException {
    assertEquals(
        List.of(List.of("ch_5")),
        run("SELECT id FROM charges WHERE id IN ('ch_5', 'ch_6') AND status = 'failed'"));
    assertEquals(Optional.of(Set.of("ch_5", "ch_6")), world.askedOnce().ids());
    assertTrue(world.askedOnce().equals().isEmpty());
  }

  @Test
  void createdBoundsAreWholeSeconds() throws SQLException {
    run(
        "SELECT id FROM charges WHERE created > TIMESTAMP '2026-11-20 00:00:00.5'"
            + " AND created <= '2026-11-21 00:00:00'");
    assertEquals(
        List.of(new Bounds(1_795_132_801L, 1_795_219_200L)),
        List.copyOf(world.askedOnce().ranges().values()));
  }

  @Test
  void theCurrentTimeIsABoundOfEachExecution() throws SQLException {
    assertEquals(
        3,
        run("SELECT id FROM charges WHERE created >= CURRENT_TIMESTAMP - INTERVAL '2' DAY").size());
    assertEquals(
        List.of(new Bounds(NOW.getEpochSecond() - 2 * 86_400, Long.MAX_VALUE)),
        List.copyOf(world.askedOnce().ranges().values()));
  }

  @Test
  void aDayIsARangeOfSeconds() throws SQLException {
    assertEquals(
        1, run("SELECT id FROM charges WHERE CAST(created AS DATE) = DATE '2026-11-20'").size());
    assertEquals(
        List.of(new Bounds(1_795_132_800L, 1_795_219_199L)),
        List.copyOf(world.askedOnce().ranges().values()));
  }

  @Test
  void aTruncatedTimeIsARangeThatKeepsItsRows() throws SQLException {
    // Days 12 to 21 November; NOW is a Saturday.
    assertEquals(
        List.of(), run("SELECT id FROM charges WHERE FLOOR(created TO QUARTER) >= '2026-11-01'"));
    assertEquals(
        10, run("SELECT id FROM charges WHERE FLOOR(created TO QUARTER) >= '2026-10-01'").size());
    assertEquals(
        10, run("SELECT id FROM charges WHERE CEIL(created TO QUARTER) = '2027-01-01'").size());
    assertEquals(
        List.of(
            List.of("ch_0"),
            List.of("ch_1"),
            List.of("ch_2"),
            List.of("ch_3"),
            List.of("ch_4"),
            List.of("ch_5")),
        run("SELECT id FROM charges WHERE date_trunc('week', created) = DATE '2026-11-16'"));
    assertEquals(
        List.of(List.of("ch_1")),
        run(
            "SELECT id FROM charges WHERE date(created AT TIME ZONE 'Asia/Tokyo')"
                + " = DATE '2026-11-20'"));
    world
        .asked()
        .forEach(asked -> assertEquals(1, asked.ranges().size(), String.valueOf(asked.ranges())));
  }

  @Test
  void contradictoryBoundsAndNullAskNothing() throws SQLException {
    assertEquals(List.of(), run("SELECT id FROM charges WHERE 1 = 0"));
    assertEquals(
        List.of(),
        run(
            "SELECT id FROM charges WHERE created > '2026-11-20 00:00:00'"
                + " AND created < '2026-11-19 00:00:00'"));
    assertEquals(List.of(), run("SELECT id FROM charges WHERE customer = ?", (Object) null));
    assertEquals(List.of(), run("SELECT id FROM charges LIMIT 0"));
    assertEquals(List.of(), world.asked());
  }

  @Test
  void limitTravelsOnlyWithExactness() throws SQLException {
    assertEquals(3, run("SELECT id FROM charges LIMIT 3").size());
    assertEquals(3, world.askedOnce().limit());
    world.forget();
    run("SELECT id FROM charges LIMIT 3 OFFSET 2");
    assertEquals(5, world.askedOnce().limit());
    world.forget();
    run("SELECT id FROM charges WHERE amount > 100 LIMIT 3");
    assertEquals(-1, world.askedOnce().limit());
    world.forget();
    run("SELECT id FROM charges WHERE status = 'succeeded' LIMIT ?", 3);
    assertEquals(3, world.askedOnce().limit());
  }

  @Test
  void countsBeyondAnIntAreAllRows() throws SQLException {
    long many = 3_000_000_000L;
    assertEquals(10, run("SELECT id FROM charges LIMIT " + many).size());
    assertEquals(Integer.MAX_VALUE, world.askedOnce().limit());
    assertEquals(0, run("SELECT id FROM charges LIMIT 5 OFFSET " + many).size());
    assertEquals(10, run("SELECT id FROM charges ORDER BY amount LIMIT " + many).size());
    assertEquals(0, run("SELECT id FROM charges ORDER BY amount OFFSET " + many).size());
    assertEquals(10, run("SELECT id FROM charges LIMIT ?", many).size());
    assertEquals(0, run("SELECT id FROM charges OFFSET ?", many).size());
    assertEquals(10, run("SELECT id FROM charges FETCH FIRST " + many + " ROWS ONLY").size());
    assertEquals(10, run("SELECT id FROM charges LIMIT " + many + many).size());
  }

  @Test
  void theRowLimitOfTheStatementBoundsThePaging() throws SQLException {
    assertEquals(2, run("SELECT * FROM charges", new ExecutionOptions(2, 0, 0)).size());
    assertEquals(2, world.askedOnce().limit());
    world.forget();
    run("SELECT * FROM charges WHERE amount > 100", new ExecutionOptions(2, 0, 0));
    assertEquals(-1, world.askedOnce().limit());
  }

  @Test
  void newestFirstNeedsNoSortAndReadsOnlyTheLimit() throws SQLException {
    assertEquals(
        List.of(List.of("ch_0"), List.of("ch_1")),
        run("SELECT id FROM charges ORDER BY created DESC LIMIT 2"));
    assertTrue(world.askedOnce().newestFirst());
    assertEquals(2, world.askedOnce().limit());
    assertTrue(world.read() <= 3, "read " + world.read());
  }

  @Test
  void theNewestTimeIsReadFromOneRow() throws SQLException {
    assertEquals(List.of(List.of(NOW.toEpochMilli())), run("SELECT MAX(created) FROM charges"));
    assertTrue(world.askedOnce().newestFirst());
    assertEquals(1, world.askedOnce().limit());
    world.forget();
    run("SELECT MAX(created) FROM charges WHERE amount > 100");
    assertEquals(-1, world.askedOnce().limit());
  }

  @Test
  void theNewestTimeOfEachAccountIsReadFromOneRowOfEach() throws SQLException {
    assertEquals(
        2,
        run("SELECT connected_account, MAX(created) FROM charges GROUP BY connected_account")
            .size());
    assertEquals(new Reach(-1, 1), world.askedOnce().reach());
    assertEquals(-1, world.askedOnce().limit());
    for (String other :
        List.of(
            "SELECT currency, MAX(created) FROM charges GROUP BY currency",
            "SELECT connected_account, MIN(created) FROM charges GROUP BY connected_account",
            "SELECT connected_account, MAX(created) FROM charges WHERE amount > 100"
                + " GROUP BY connected_account",
            "SELECT connected_account, MAX(amount) FROM charges GROUP BY connected_account")) {
      world.forget();
      run(other);
      assertEquals(Reach.EVERYTHING, world.askedOnce().reach(), other);
    }
  }

  @Test
  void aSecondKeyOfOrderSettlesTiesAndEndsTheReading() throws SQLException {
    for (int i = 0; i < 5; i++) {
      world.add(
          "charges",
          "platform",
          "tie_" + (i * 3 + 1) % 5,
          NOW.minusSeconds(3).toEpochMilli(),
          100L + i % 2,
          "usd",
          null,
          true,
          "succeeded",
          null);
    }
    assertEquals(
        List.of(List.of("ch_0"), List.of("tie_0"), List.of("tie_1")),
        run("SELECT id FROM charges ORDER BY created DESC, id LIMIT 3"));
    assertTrue(world.askedOnce().newestFirst());
    assertEquals(new Reach(3, -1), world.askedOnce().reach());
    assertTrue(world.read() <= 7, "read " + world.read());
    assertEquals(
        List.of(List.of("tie_3"), List.of("tie_2"), List.of("tie_1")),
        run("SELECT id FROM charges ORDER BY created DESC, amount, id DESC LIMIT 3 OFFSET 1"));
    assertEquals(
        List.of(List.of("tie_4"), List.of("tie_0")),
        run(
            "SELECT id FROM charges WHERE id LIKE 'tie%'"
                + " ORDER BY created DESC, rate NULLS LAST, amount DESC, id DESC LIMIT 2"));
  }

  @Test
  void aCountReadsNoColumn() throws SQLException {
    assertEquals(List.of(List.of(10L)), run("SELECT COUNT(*) FROM charges"));
    assertEquals(List.of("connected_account"), names(world.askedOnce()));
    world.forget();
    assertEquals(
        List.of(List.of(9L, 9L)),
        run("SELECT COUNT(*), COUNT(id) FROM charges WHERE status = 'succeeded'"));
    assertEquals(List.of("connected_account"), names(world.askedOnce()));
  }

  @Test
  void oneRowSettlesAnExistsAndTwoAScalar() throws SQLException {
    String exists = "EXISTS (SELECT 1 FROM charges WHERE status = 'failed')";
    assertEquals(3, run("SELECT id FROM customers WHERE " + exists).size());
    assertEquals(1, limitOf("charges"));
    world.forget();
    assertEquals(0, run("SELECT id FROM customers WHERE NOT " + exists).size());
    assertEquals(1, limitOf("charges"));
    world.forget();
    run("SELECT (SELECT amount FROM charges WHERE customer = 'cus_none')");
    assertEquals(2, limitOf("charges"));
    world.forget();
    assertEquals("21000", state("SELECT (SELECT amount FROM charges)"));
  }

  private long limitOf(String table) {
    return world.asked().stream()
        .filter(spec -> spec.table().name().equals(table))
        .findFirst()
        .orElseThrow()
        .limit();
  }

  @Test
  void noSideOfAJoinIsReadTwiceOrForNothing() throws SQLException {
    assertEquals(30, run("SELECT ch.id FROM charges ch, customers c WHERE c.email > 'a'").size());
    assertEquals(2, world.asked().size());
    world.forget();
    assertEquals(
        List.of(),
        run("SELECT id FROM charges WHERE EXISTS (SELECT 1 FROM customers WHERE email LIKE 'z%')"));
    assertEquals(0, world.readOf("charges"));
    world.forget();
    assertEquals(
        List.of(),
        run(
            "SELECT ch.id FROM charges ch JOIN customers c ON c.email = ch.currency"
                + " WHERE c.email LIKE 'z%'"));
    assertEquals(0, world.readOf("charges"));
  }

  @Test
  void oldestFirstIsSortedHere() throws SQLException {
    assertEquals(
        List.of(List.of("ch_9"), List.of("ch_8")),
        run("SELECT id FROM charges ORDER BY created LIMIT 2"));
    assertFalse(world.askedOnce().newestFirst());
    assertEquals(-1, world.askedOnce().limit());
  }

  @Test
  void joinsAndAggregatesAreExact() throws SQLException {
    List<List<@Nullable Object>> rows =
        run(
            "SELECT c.email, COUNT(*) AS n, SUM(ch.amount) AS total, AVG(ch.amount) AS mean"
                + " FROM charges ch JOIN customers c ON ch.customer = c.id"
                + " GROUP BY c.email ORDER BY 1;");
    assertEquals(List.of("a1@example.com", 3L, 1500L, new BigDecimal("500")), rows.get(0));
    assertEquals(3, rows.size());
  }

  @Test
  void systemTablesAnswerWithoutAsking() throws SQLException {
    assertEquals(
        List.of(List.of("charges", true), List.of("customers", true)),
        run("SELECT table_name, created_filter FROM system.tables ORDER BY table_name"));
    assertEquals(
        List.of(List.of("created")),
        run(
            "SELECT column_name FROM system.columns WHERE pushdown LIKE '%>=%' AND table_name = 'charges'"));
    assertEquals(List.of(), world.asked());
  }

  @Test
  void faultsOfTheTextNameWhatIsWrong() {
    assertEquals("42601", state("SELEC 1"));
    assertEquals("42S02", state("SELECT * FROM chargez"));
    assertEquals("42S22", state("SELECT amont FROM charges"));
    assertEquals("22012", state("SELECT 1/0"));
    assertEquals("25006", state("DELETE FROM charges"));
  }

  private String state(String sql) {
    try {
      run(sql);
      return "none";
    } catch (SQLException e) {
      assertFalse(e.getMessage().contains("\n"), e.getMessage());
      return e.getSQLState();
    }
  }
}
