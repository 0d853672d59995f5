package io.stripejdbc.shell.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NameProposalsTest {
  private static final NameCatalog NAMES =
      new NameCatalog(
          "stripe",
          Map.of(
              "stripe",
              Map.of(
                  "charges", List.of("id", "amount", "status"),
                  "payouts", List.of("id", "arrival_date", "status")),
              "system",
              Map.of("requests", List.of("path", "status"))),
          Set.of("SELECT", "SUM", "STATUS_CODE", "PARTITION"));

  /** The bar is the cursor. */
  private static List<String> at(String text) {
    int cursor = text.indexOf('|');
    return NameProposals.at(text.replace("|", ""), cursor, NAMES).stream()
        .map(proposal -> proposal.text() + " " + proposal.kind())
        .toList();
  }

  @Test
  void columnsOfTheStatementsTablesComeBeforeWords() {
    assertEquals(
        List.of("status column", "STATUS_CODE word"), at("SELECT STA| FROM payouts WHERE 1 = 1"));
    assertEquals(List.of("arrival_date column"), at("select id, a| from payouts"));
  }

  @Test
  void beforeThereIsATableAllColumnsArePossible() {
    assertEquals(List.of("amount column", "arrival_date column"), at("select a|"));
  }

  @Test
  void tablesAndNoColumnsComeBehindFromAndJoin() {
    assertEquals(List.of("payouts table", "partition word"), at("select status from pa|"));
    assertEquals(List.of("charges table"), at("select 1 from payouts join c|"));
    assertEquals(List.of("charges table"), at("select 1 from payouts p, c|"));
    assertTrue(at("select 1 from s|").contains("system schema"));
  }

  @Test
  void aCommaInSelectIsNoListOfTables() {
    assertTrue(at("select id, st| from payouts").contains("status column"));
  }

  @Test
  void behindADotAreTheColumnsOfAnAliasOrTheTablesOfASchema() {
    assertEquals(List.of("arrival_date column"), at("select p.arr| from payouts p"));
    assertEquals(List.of("arrival_date column"), at("select p.arr| from payouts AS p"));
    assertEquals(List.of("requests table"), at("select * from system.r|"));
    assertEquals(List.of("path column"), at("select system.requests.p|"));
    assertEquals(List.of(), at("select x.st| from payouts p"));
  }

  @Test
  void wordsHaveTheLetterCaseThatIsTyped() {
    assertTrue(at("sel|").contains("select word"));
    assertTrue(at("SEL|").contains("SELECT word"));
  }

  @Test
  void nothingIsProposedTwice() {
    List<String> all = at("select | from payouts p join charges c on c.id = p.id");
    assertEquals(all.size(), Set.copyOf(all).size());
    assertFalse(all.isEmpty());
  }
}
