package io.stripejdbc.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnSpec.Role;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.emulator.world.World;
import io.stripejdbc.governor.RateLimits;
import io.stripejdbc.governor.TimeSource;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanConditions;
import io.stripejdbc.scan.ScanExtent;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.Scanner;
import io.stripejdbc.scan.UnlimitedCallControl;
import io.stripejdbc.service.ScannerFactory;
import io.stripejdbc.service.ScannerSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Reads some rows of every table from the emulator, as {@code SELECT *} does, and compares each
 * cell with the object that the row came from.
 */
class EveryCellTest {
  private static final int ROWS = 120;

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /** Values for columns that must be given; rows of these tables exist only for known objects. */
  private static final Map<String, Map<String, String>> GIVEN =
      Map.of(
          "apps_secrets", Map.of("scope_type", "account"),
          "billing_meter_event_summaries",
              Map.of(
                  "customer", "cus_1",
                  "range_start", "1793491200",
                  "range_end", "1793577600",
                  "value_grouping_window", "day"),
          "credit_notes_preview_line_items", Map.of("preview_amount", "100"),
          "financial_connections_account_owners", Map.of("ownership", "fcaowns_1"));

  private final Map<String, String> wrong = new TreeMap<>();
  private final Map<String, Integer> rows = new TreeMap<>();

  @Test
  void everyCellIsWhatTheObjectSaysAtItsPath() throws IOException {
    EmulatorOptions options = EmulatorOptions.demo().withScale(0.05);
    try (Emulator emulator = Emulator.start(options);
        Scanner scanner = ScannerFactory.live(TableChecks.CATALOG, settings(emulator))) {
      for (TableSpec table : TableChecks.TABLES) {
        read(scanner, table, emulator.world());
      }
    }
    StringBuilder lines = new StringBuilder();
    wrong.forEach((place, what) -> lines.append(place).append(": ").append(what).append('\n'));
    assertEquals("", lines.toString());
    long empty = rows.values().stream().filter(count -> count == 0).count();
    assertTrue(empty < 12, () -> "tables without rows: " + rows);
  }

  /** Parents that must be named, because the table cannot be read through them. */
  private static Optional<Set<String>> named(TableSpec table, World world) {
    if (table.parents().stream().anyMatch(parent -> parent.table() == null)) {
      return Optional.of(unlisted(table.parents().get(0).column(), world));
    }
    if (table.path().endsWith("/create_preview") && !table.required().isEmpty()) {
      return Optional.of(
          world.objects(World.PLATFORM, "/v1/subscriptions").stream()
              .filter(each -> !each.at("/items/has_more").asBoolean())
              .map(each -> each.path("id").asText())
              .collect(Collectors.toSet()));
    }
    return table.parents().stream()
        .filter(parent -> table.required().contains(parent.column()))
        .map(
            parent ->
                world.objects(World.PLATFORM, table.path()).stream()
                    .filter(each -> !each.path(parent.embedded()).isEmpty())
                    .map(each -> each.path("id").asText())
                    .collect(Collectors.toSet()))
        .findFirst();
  }

  /** Parents that no list has, by the column that names them. */
  private static Set<String> unlisted(String column, World world) {
    return switch (column) {
      case "owner_account", "owner_customer_account", "customer_account" ->
          Set.of(world.platformId());
      case "tax_calculation" -> ids(world, "/v1/tax/calculations");
      case "tax_transaction" -> ids(world, "/v1/tax/transactions");
      case "source" -> ids(world, "/v1/sources");
      default -> Set.of("none_1");
    };
  }

  private static Set<String> ids(World world, String path) {
    return world.objects(World.PLATFORM, path).stream()
        .map(each -> each.path("id").asText())
        .collect(Collectors.toSet());
  }

  /** Ids that must be named, because no list has the objects. */
  private static Optional<Set<String>> ids(TableSpec table, World world) {
    return table.kind() == TableSpec.Kind.OBJECT
        ? Optional.of(ids(world, table.path()))
        : Optional.empty();
  }

  private void read(Scanner scanner, TableSpec table, World world) throws IOException {
    Map<FilterSpec, Set<String>> equals = new HashMap<>();
    GIVEN
        .getOrDefault(table.name(), Map.of())
        .forEach((column, value) -> equals.put(table.filter(column).orElseThrow(), Set.of(value)));
    List<ColumnSpec> columns = table.columns();
    ScanSpec spec =
        new ScanSpec(
            table,
            columns,
            ScanConditions.NONE
                .withIds(ids(table, world))
                .withParents(named(table, world))
                .withEquals(equals),
            ScanExtent.atMost(ROWS));
    int count = 0;
    try (RowCursor cursor = scanner.open(spec, new UnlimitedCallControl())) {
      while (count < ROWS && cursor.advance()) {
        compare(table, columns, cursor.row());
        count++;
      }
    } catch (RuntimeException e) {
      wrong.put(table.name(), String.valueOf(e.getMessage()));
    }
    rows.put(table.name(), count);
  }

  private void compare(TableSpec table, List<ColumnSpec> columns, Object[] row) throws IOException {
    JsonNode object = MAPPER.readTree((String) row[row.length - 1]);
    for (int i = 0; i < row.length; i++) {
      ColumnSpec column = columns.get(i);
      Object expected =
          column.role() == Role.CONDITION
              ? (Object) is(object, column)
              : column.jsonPath() == null ? row[i] : value(object, column);
      boolean unsaid = column.role() == Role.PARENT && expected == null;
      if (!unsaid && !same(column, expected, row[i])) {
        wrong.put(
            table.name() + "." + column.name(), "%s instead of %s".formatted(row[i], expected));
      }
      if (!column.nullable() && row[i] == null) {
        wrong.put(table.name() + "." + column.name(), "null");
      }
    }
  }

  private static boolean same(ColumnSpec column, Object expected, Object actual)
      throws IOException {
    return switch (column.type()) {
      case JSON ->
          (expected instanceof JsonNode && actual != null)
              ? expected.equals(MAPPER.readTree((String) actual))
              : Objects.equals(expected, actual);
      case DECIMAL ->
          (expected == null || actual == null)
              ? expected == actual
              : ((BigDecimal) expected).compareTo((BigDecimal) actual) == 0;
      case VARCHAR, BIGINT, BOOLEAN, TIMESTAMP, INSTANT -> Objects.equals(expected, actual);
    };
  }

  private static boolean is(JsonNode object, ColumnSpec column) {
    JsonNode node = object.at("/" + column.jsonPath().replace('.', '/'));
    String text = node.isMissingNode() || node.isNull() ? "null" : node.asText();
    return text.equals(column.is());
  }

  private static Object value(JsonNode object, ColumnSpec column) {
    JsonNode node = object;
    for (String step : column.jsonPath().split("\\.", -1)) {
      node =
          node.isTextual()
              ? (step.equals("id") ? node : MissingNode.getInstance())
              : node.path(step);
    }
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    return switch (column.type()) {
      case VARCHAR -> node.isObject() ? node.path("id").asText() : node.asText();
      case BIGINT -> Long.parseLong(node.asText());
      case BOOLEAN -> node.booleanValue();
      case DECIMAL -> new BigDecimal(node.asText());
      case TIMESTAMP -> node.longValue() * 1000;
      case INSTANT -> Instant.parse(node.asText()).toEpochMilli();
      case JSON -> node;
    };
  }

  static ScannerSettings settings(Emulator emulator) {
    return new ScannerSettings(
        new ScannerSettings.Api(
            EmulatorOptions.DEMO_KEY, emulator.baseUri().toString(), 10_000, 10_000, null),
        new ScannerSettings.Scope(Set.of("platform", "connected"), false),
        new RateLimits(0, 0, 8),
        0,
        new ScannerSettings.Allowed(true, false),
        ScannerSettings.Caching.inMemory(false, 1 << 26),
        TimeSource.SYSTEM,
        () -> 0.5);
  }
}
