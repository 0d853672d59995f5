package io.stripejdbc.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Queries of the kind people publish about Stripe, over the demo's marketplace: the driver's rows
 * are those of another database that holds the same objects.
 */
class CorpusTest {
  private static final int MOST_DIFFERENCES_SHOWN = 5;

  /** A query as users write it, and in the other database's words. */
  private record Question(String title, String sql, String other) {}

  @Test
  void everyQueryGivesTheRowsThatAnotherDatabaseComputes() throws Exception {
    List<Question> questions = questions();
    List<String> different = new ArrayList<>();
    int rows = 0;
    try (Emulator emulator = Emulator.start(EmulatorOptions.demo().withScale(0.1));
        Connection driver = connect(emulator);
        Connection other = ReferenceDatabase.over(emulator.world())) {
      for (Question question : questions) {
        List<String> expected = answer(other, question.other(), question);
        List<String> actual = answer(driver, question.sql(), question);
        rows += actual.size();
        if (!actual.equals(expected)) {
          different.add(difference(question, expected, actual));
        }
      }
    }
    assertEquals(List.of(), different);
    assertTrue(questions.size() >= 95, "questions: " + questions.size());
    assertTrue(rows > 300, "rows compared: " + rows);
  }

  private static Connection connect(Emulator emulator) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:stripe:apiKey="
            + EmulatorOptions.DEMO_KEY
            + ";maxRequestsPerSecond=0;maxRequestsPerSecondPerEndpoint=0;apiBase="
            + emulator.baseUri());
  }

  private static List<Question> questions() throws IOException {
    List<Question> questions = new ArrayList<>();
    try (var in = CorpusTest.class.getResourceAsStream("corpus.sql")) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      for (int i = 0; i + 1 < lines.size(); i += 2) {
        String title = lines.get(i).substring(3);
        boolean translated = i + 2 < lines.size() && lines.get(i + 2).equals("-- h2");
        String other = lines.get(translated ? i + 3 : i + 1);
        questions.add(new Question(title, lines.get(i + 1), other));
        i += translated ? 2 : 0;
      }
    }
    return questions;
  }

  private static List<String> answer(Connection connection, String sql, Question question) {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(plain(value(result, i)));
        }
        rows.add(String.join(" | ", row));
      }
    } catch (SQLException e) {
      return List.of(question.title() + ": " + e.getMessage());
    }
    Collections.sort(rows);
    return rows;
  }

  /** Numbers to four digits: the engines keep different numbers of them. */
  private static String plain(@Nullable Object value) {
    if (value instanceof Number number) {
      BigDecimal rounded =
          new BigDecimal(number.toString()).setScale(4, RoundingMode.HALF_UP).stripTrailingZeros();
      return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }
    if (value instanceof LocalDateTime time) {
      return day(time);
    }
    if (value instanceof java.sql.Date date) {
      return day(date.toLocalDate().atStartOfDay());
    }
    return String.valueOf(value);
  }

  /** A time as its reading: as a Timestamp it would be in the zone of the JVM. */
  private static Object value(ResultSet result, int column) throws SQLException {
    return result.getMetaData().getColumnType(column) == Types.TIMESTAMP
        ? result.getObject(column, LocalDateTime.class)
        : result.getObject(column);
  }

  private static String day(LocalDateTime time) {
    return time.toString();
  }

  private static String difference(Question question, List<String> expected, List<String> actual) {
    List<String> missing = new ArrayList<>(expected);
    missing.removeAll(actual);
    List<String> extra = new ArrayList<>(actual);
    extra.removeAll(expected);
    return "\n%s\n  missing %s\n  extra %s".formatted(question.title(), few(missing), few(extra));
  }

  private static List<String> few(List<String> rows) {
    return rows.subList(0, Math.min(MOST_DIFFERENCES_SHOWN, rows.size()));
  }
}
