package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.stripejdbc.emulator.server.EmulatorOptions;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/**
 * Holds reports against the emulator's own objects; one marketplace, which nobody changes, for all
 * tests of reports.
 */
abstract class ReportCase {
  static final ReportFixture REPORTS = new ReportFixture(EmulatorOptions.demo().withScale(0.1));

  @BeforeEach
  void forget() {
    REPORTS.forget();
  }

  static String month(JsonNode object) {
    return month(object.path("created").asLong());
  }

  static String month(long seconds) {
    return Instant.ofEpochSecond(seconds)
        .atOffset(ZoneOffset.UTC)
        .truncatedTo(ChronoUnit.DAYS)
        .withDayOfMonth(1)
        .toInstant()
        .toString();
  }

  static String day(JsonNode object) {
    return Instant.ofEpochSecond(object.path("created").asLong())
        .truncatedTo(ChronoUnit.DAYS)
        .toString();
  }

  static String currency(JsonNode object) {
    return object.path("currency").asText();
  }

  /** The text of a field, "null" when it is absent or null. */
  static String text(JsonNode object, String field) {
    return object.path(field).asText("null").isEmpty() ? "null" : object.path(field).asText("null");
  }

  static boolean has(JsonNode object, String field) {
    return object.hasNonNull(field);
  }

  /** A captured payment of a customer, not the arrival of a transfer. */
  static boolean isPayment(JsonNode charge) {
    return charge.path("status").asText().equals("succeeded")
        && charge.path("captured").asBoolean()
        && !has(charge, "source_transfer");
  }

  static void expect(List<String> expected, String sql) throws SQLException {
    assertFalse(expected.isEmpty(), "nothing to compare");
    assertEquals(
        String.join("\n", expected.stream().sorted().toList()),
        String.join("\n", REPORTS.ask(sql).stream().sorted().toList()));
  }
}
