package io.stripejdbc.query.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.query.DialectFixture;
import java.lang.reflect.Method;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.runtime.CalciteResource;
import org.apache.calcite.runtime.Resources.BaseMessage;
import org.apache.calcite.util.Static;
import org.junit.jupiter.api.Test;

/** SQLStates and texts follow from the names of Calcite's resources, not from its English. */
class CalciteMessagesTest {
  private static final Pattern PLACE = Pattern.compile("\\{(\\d+)");

  private final CalciteMessages messages = new CalciteMessages();

  private static Map<String, String> templates() {
    return Stream.of(CalciteResource.class.getMethods())
        .filter(method -> method.isAnnotationPresent(BaseMessage.class))
        .collect(
            Collectors.toMap(
                Method::getName,
                method -> method.getAnnotation(BaseMessage.class).value(),
                (a, b) -> a,
                TreeMap::new));
  }

  @Test
  void everyResourceHasALine() {
    Set<String> missing = new TreeSet<>(templates().keySet());
    missing.removeAll(CalciteMessages.wordings().keySet());
    assertEquals(Set.of(), missing, "add to calcite.properties, with an error of DriverError");
    Set<String> gone = new TreeSet<>(CalciteMessages.wordings().keySet());
    gone.removeAll(templates().keySet());
    assertEquals(Set.of(), gone, "are no resources of this Calcite any more");
  }

  @Test
  void everyMessageIsReadWithItsOwnTemplate() {
    Map<String, String> templates = templates();
    Object[] numbers = {11, 22, 33, 44, 55, 66};
    Map<String, String> wrong = new TreeMap<>();
    templates.forEach(
        (key, template) -> {
          String message = new MessageFormat(template, Locale.ROOT).format(numbers);
          String read = messages.read(message).map(CalciteMessages.Match::key).orElse("none");
          if (!templates.getOrDefault(read, "").equals(template)) {
            wrong.put(key, read);
          }
        });
    assertEquals(Map.of(), wrong);
  }

  @Test
  void aSentenceTellsNoValueThatCalciteDoesNotGive() {
    Map<String, String> templates = templates();
    CalciteMessages.wordings()
        .forEach(
            (key, wording) -> {
              String text = wording.text() == null ? "" : wording.text();
              assertTrue(places(templates.get(key)).containsAll(places(text)), key);
              assertFalse(text.endsWith("."), key);
              assertEquals(text, text.strip(), key);
            });
  }

  private static Set<String> places(String text) {
    return PLACE.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
  }

  @Test
  void valuesAreTakenOverWithTheirQuotes() {
    assertEquals(
        Optional.of(Map.of(0, "it's", 1, "t")),
        messages
            .read(Static.RESOURCE.columnNotFoundInTable("it's", "t").str())
            .map(CalciteMessages.Match::values));
    DriverFailure failure =
        messages.failure(
            Static.RESOURCE.notSelectDistinctExpr("a's").str(), DriverError.INVALID_SQL);
    assertEquals(
        "With SELECT DISTINCT, 'a's' of ORDER BY must be among the columns", failure.getMessage());
  }

  @Test
  void whatIsOfNoResourceIsShownAsItIs() {
    DriverFailure failure = messages.failure("Something\nelse", DriverError.BAD_ARGUMENT);
    assertEquals(DriverError.BAD_ARGUMENT, failure.error());
    assertEquals("Something", failure.getMessage());
  }

  @Test
  void statementsAreToldInWordsOfOurs() {
    DialectFixture fixture = new DialectFixture();
    String[][] cases = {
      {
        "select sum(count(*)) from charges",
        "42000 An aggregate function cannot stand in another; use a sub-query"
      },
      {
        "select 1 from charges where sum(amount) > 1", "42000 An aggregate function cannot stand in"
      },
      {"select distinct id from charges order by amount", "42000 With SELECT DISTINCT, 'amount'"},
      {"select id from charges union select id, amount from charges", "42000 The queries of UNION"},
      {"select id from charges having amount", "42000 'id' must be in GROUP BY"},
      {"select 1 from charges a, charges a", "42000 Table name 'a' stands twice in FROM"},
    };
    Arrays.stream(cases)
        .forEach(
            each -> assertTrue(fixture.run(each[0]).startsWith(each[1]), fixture.run(each[0])));
  }
}
