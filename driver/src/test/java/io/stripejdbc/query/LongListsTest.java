package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lists of thousands of values: planned in linear time, and with the rows of short ones. */
class LongListsTest {
  /** Far beyond what one method of generated code takes. */
  private static final int MANY = 10_000;

  private final InMemoryScanner scanner = new InMemoryScanner();
  private final FakeSession session = FakeSession.overTenCharges(scanner);

  private static String list(int count, String between, IntFunction<String> value) {
    return IntStream.range(0, count).mapToObj(value).collect(Collectors.joining(between));
  }

  private static String ids(int count) {
    return list(count, ", ", i -> "'ch_" + (i + 5) + "'");
  }

  private List<String> idsWhere(String condition) throws SQLException {
    return session.rows("SELECT id FROM charges WHERE " + condition + " ORDER BY id");
  }

  @Test
  void aHundredIdsAreLookedUp() throws SQLException {
    assertEquals(
        List.of("ch_5", "ch_6", "ch_7", "ch_8", "ch_9"), idsWhere("id IN (" + ids(100) + ")"));
    assertEquals(100, scanner.askedOnce().ids().map(Set::size).orElse(0));
  }

  @Test
  void ofMoreIdsThanTheListHasPagesTheListIsRead() throws SQLException {
    for (int count : List.of(101, 400, MANY)) {
      scanner.forget();
      assertEquals(
          List.of("ch_5", "ch_6", "ch_7", "ch_8", "ch_9"),
          idsWhere("id IN (" + ids(count) + ") AND connected_account IN ('platform', 'acct_1')"));
      assertEquals(Optional.empty(), scanner.askedOnce().ids());
      assertEquals(Optional.of(Set.of("platform", "acct_1")), scanner.askedOnce().accounts());
    }
  }

  @Test
  void ofFewerIdsThanTheListHasPagesTheRestIsLookedUp() throws SQLException {
    for (int i = 10; i < 20_000; i++) {
      scanner.add(
          "charges",
          "platform",
          "ch_" + i,
          1_000_000_000L * i,
          0L,
          "usd",
          null,
          true,
          "failed",
          null);
    }
    String ids = list(200, ", ", i -> "'ch_" + i * 90 + "'");
    assertEquals(200, idsWhere("connected_account = 'platform' AND id IN (" + ids + ")").size());
    assertEquals(2, scanner.asked().size());
    // A hundred pages of the list cost half of what the lookups would.
    assertEquals(10_000 + 88, scanner.readOf("charges"));
    assertEquals(Optional.of(88), scanner.asked().get(1).ids().map(Set::size));
  }

  @Test
  void ofVeryManyIdsAListIsReadWhileItsPagesBringThem() throws SQLException {
    for (int i = 10; i < 5_000; i++) {
      scanner.add(
          "charges",
          "platform",
          "ch_" + i,
          1_000_000_000L * i,
          0L,
          "usd",
          null,
          true,
          "failed",
          null);
    }
    String ids = list(MANY, ", ", i -> "'none_" + i + "'");
    assertEquals(List.of(), idsWhere("connected_account = 'platform' AND id IN (" + ids + ")"));
    // Ten pages and the first row of the next one, which none of the ids was on.
    assertEquals(1_100, scanner.readOf("charges"));
    assertEquals(MANY, scanner.asked().get(1).ids().map(Set::size).orElse(0));
  }

  @Test
  void aChainOfEqualitiesIsAList() throws SQLException {
    String chain = list(2000, " OR ", i -> "id = 'ch_" + (i + 8) + "'");
    assertEquals(List.of("ch_8", "ch_9"), idsWhere(chain));
    scanner.forget();
    assertEquals(List.of("ch_8"), idsWhere(list(9, " OR ", i -> "id = 'ch_" + (i + 1) * 8 + "'")));
    assertEquals(9, scanner.askedOnce().ids().map(Set::size).orElse(0));
  }

  @Test
  void aChainOfEqualitiesBesideOtherTermsKeepsItsRows() throws SQLException {
    String chain = list(20, " OR ", i -> "'ch_" + (i + 8) + "' = id OR currency = 'x" + i + "'");
    assertEquals(List.of("ch_2", "ch_8", "ch_9"), idsWhere(chain + " OR amount = 200"));
  }

  @Test
  void aChainOfUnequalitiesIsAListOfWhatIsNot() throws SQLException {
    String chain = list(2000, " AND ", i -> "id <> 'ch_" + (i + 2) + "'");
    assertEquals(List.of("ch_0", "ch_1"), idsWhere(chain));
  }

  @Test
  void listsThatStayInTheDriverHaveTheRowsOfShortOnes() throws SQLException {
    assertEquals(
        List.of("ch_2", "ch_4"),
        idsWhere("amount IN (200, 400, " + list(MANY, ", ", i -> "" + (-i - 1)) + ")"));
    assertEquals(
        List.of(), idsWhere("rate NOT IN (1.5, " + list(MANY, ", ", i -> i + ".25") + ")"));
    assertEquals(10, idsWhere("rate IN (" + list(MANY, ", ", i -> i + ".50") + ")").size());
    assertEquals(
        List.of("ch_1"),
        idsWhere(
            "CAST(created AS DATE) IN ("
                + list(300, ", ", i -> "CAST('2025-01-01' AS DATE) + INTERVAL '1' DAY")
                + ", DATE '2026-11-20')"));
    assertEquals(
        List.of("ch_1"),
        idsWhere(
            "created IN ('2026-11-20 12:00:00', "
                + list(300, ", ", i -> "'2024-01-01 00:" + i % 60 / 10 + "0:00'")
                + ")"));
  }

  @Test
  void nullIsInNoLongListAndOutOfNone() throws SQLException {
    String customers = list(MANY, ", ", i -> "'cus_" + (i + 2) + "'");
    assertEquals(3, idsWhere("customer IN (" + customers + ")").size() - 1);
    assertEquals(3, idsWhere("customer NOT IN (" + customers + ")").size());
    assertEquals(3, idsWhere("(customer IN (" + customers + ")) IS NULL").size());
    assertEquals(List.of(), idsWhere("customer NOT IN (NULL, " + customers + ")"));
  }

  @Test
  void listsStandInJoinsAggregatesAndCases() throws SQLException {
    assertEquals(
        List.of("10"),
        session.rows(
            "SELECT count(*) FROM charges ch LEFT JOIN customers c ON c.id = ch.customer AND"
                + " c.email = ch.currency AND ch.id IN ("
                + ids(MANY)
                + ")"));
    assertEquals(
        List.of("5 5"),
        session.rows(
            "SELECT count(*) FILTER (WHERE id IN ("
                + ids(MANY)
                + ")), sum(CASE WHEN id IN ("
                + ids(MANY)
                + ") THEN 1 ELSE 0 END) FROM charges"));
  }

  @Test
  void listsOfParametersArePlannedToo() throws SQLException {
    Object[] values = IntStream.range(0, 400).mapToObj(i -> "ch_" + (i + 8)).toArray();
    assertEquals(
        List.of("ch_8", "ch_9"),
        session.rows(
            "SELECT id FROM charges WHERE id IN (" + list(400, ", ", i -> "?") + ") ORDER BY id",
            values));
    assertTrue(scanner.askedOnce().ids().isPresent());
  }

  @Test
  void listsOfParametersThatStayInTheDriverAreLookedUpInASet() throws SQLException {
    Object[] amounts = IntStream.range(0, 1000).mapToObj(i -> (Object) (long) (i + 700)).toArray();
    String marks = list(1000, ", ", i -> "?");
    assertEquals(
        List.of("ch_7", "ch_8", "ch_9"),
        session.rows(
            "SELECT id FROM charges WHERE amount IN (" + marks + ") ORDER BY id", amounts));
    assertEquals(
        List.of("7"),
        session.rows("SELECT count(*) FROM charges WHERE amount NOT IN (" + marks + ")", amounts));
    amounts[3] = null;
    assertEquals(
        List.of("3 7"),
        session.rows(
            "SELECT count(x), count(*) - count(x) FROM (SELECT amount IN ("
                + marks
                + ") AS x FROM charges) t",
            amounts));
    Object[] ids = IntStream.range(0, 3000).mapToObj(i -> "ch_" + (i + 8)).toArray();
    assertEquals(
        List.of("2"),
        session.rows(
            "SELECT count(*) FROM charges WHERE id IN (" + list(3000, ", ", i -> "?") + ")", ids));
  }

  @Test
  void listsOfPairsAreLookedUpByBoth() throws SQLException {
    String few = "('platform', 'ch_6'), ('platform', 'ch_8'), ('acct_1', 'ch_6')";
    assertEquals(List.of("ch_6", "ch_8"), idsWhere("(connected_account, id) IN (" + few + ")"));
    assertEquals(
        Set.of(Set.of("ch_6", "ch_8"), Set.of("ch_6")),
        scanner.asked().stream()
            .map(spec -> spec.ids().orElse(Set.of()))
            .collect(Collectors.toSet()));
    String pairs = list(MANY, ", ", i -> "('platform', 'ch_" + (i + 6) + "')");
    assertEquals(List.of("ch_6", "ch_8"), idsWhere("(connected_account, id) IN (" + pairs + ")"));
  }

  @Test
  void listsOfPairsThatAreNotOrHaveParametersArePlanned() throws SQLException {
    String pairs = list(100, ", ", i -> "('platform', 'ch_" + (i + 6) + "')");
    assertEquals(8, idsWhere("(connected_account, id) NOT IN (" + pairs + ")").size());
    assertEquals(
        List.of("ch_6", "ch_8"),
        session.rows(
            "SELECT id FROM charges WHERE (connected_account, id) IN ((?, ?), (?, 'ch_8'))"
                + " ORDER BY id",
            "platform",
            "ch_6",
            "platform"));
  }

  @Test
  void pairsOfTextsOfUnequalLengthAreEqualAsTheyAre() throws SQLException {
    assertEquals(
        List.of("ch_3", "ch_4"),
        idsWhere("(currency, id) IN (('usd', 'ch_4'), ('euro', 'longer'), ('eur', 'ch_3'))"));
  }
}
