package io.stripejdbc.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.ParentSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanConditions;
import io.stripejdbc.scan.ScanExtent;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.ScanSpec.Bounds;
import io.stripejdbc.scan.Scanner;
import io.stripejdbc.scan.UnlimitedCallControl;
import io.stripejdbc.service.ScannerFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Questions with random columns, filters and ranges over every table: a server that checks
 * parameters as Stripe does refuses none of them.
 */
class EveryGeneratedRequestTest {
  private static final int QUESTIONS = 4_000;
  private static final long SEED = 21;

  /** What says nothing of parameters: an account of a made-up id is nobody's. */
  private static final Set<DriverError> NO_REFUSAL =
      Set.of(
          DriverError.FILTER_REQUIRED, DriverError.ACCOUNT_REFUSED, DriverError.PERMISSION_DENIED);

  private final Random random = new Random(SEED);

  @Test
  void noGeneratedQuestionIsRefused() throws IOException {
    Map<String, String> refused = new TreeMap<>();
    List<TableSpec> tables = List.copyOf(TableChecks.TABLES);
    int calls;
    try (Emulator emulator =
            Emulator.start(EmulatorOptions.demo().withScale(0.005).withAccounts(1));
        Scanner scanner =
            ScannerFactory.live(TableChecks.CATALOG, EveryCellTest.settings(emulator))) {
      for (int i = 0; i < QUESTIONS; i++) {
        TableSpec table = tables.get(i % tables.size());
        ScanSpec spec = question(table);
        try (RowCursor rows = scanner.open(spec, new UnlimitedCallControl())) {
          rows.advance();
        } catch (DriverFailure failure) {
          if (!NO_REFUSAL.contains(failure.error())) {
            refused.put(table.name() + " " + spec.equals() + spec.ranges(), failure.getMessage());
          }
        }
      }
      calls = emulator.requests().size();
    }
    String lines =
        refused.entrySet().stream()
            .limit(20)
            .map(entry -> entry.getKey() + ": " + entry.getValue())
            .collect(Collectors.joining("\n"));
    assertEquals("", lines, "seed " + SEED);
    assertTrue(calls > QUESTIONS / 2, "only " + calls + " calls");
  }

  private ScanSpec question(TableSpec table) {
    Map<FilterSpec, Set<String>> equals = new HashMap<>();
    Map<FilterSpec, Bounds> ranges = new HashMap<>();
    for (FilterSpec filter : table.filters()) {
      boolean required = table.required().contains(filter.column());
      if (required || random.nextInt(3) == 0) {
        ask(table, filter, equals, ranges);
      }
    }
    List<ColumnSpec> columns = new ArrayList<>(table.columns());
    columns.removeIf(column -> random.nextInt(3) > 0);
    boolean byId = table.required().contains("id") || random.nextInt(8) == 0;
    boolean parent =
        table.parents().stream().map(ParentSpec::column).anyMatch(table.required()::contains);
    return new ScanSpec(
        table,
        columns.isEmpty() ? table.columns().subList(0, 1) : columns,
        new ScanConditions(
            Optional.of(Set.of("platform")),
            Set.of(),
            byId && table.column("id").isPresent() ? Optional.of(Set.of("x_1")) : Optional.empty(),
            parent || (!table.parents().isEmpty() && random.nextInt(4) > 0)
                ? Optional.of(Set.of("x_2"))
                : Optional.empty(),
            equals,
            ranges,
            Map.of(),
            List.of()),
        ScanExtent.atMost(1));
  }

  private void ask(
      TableSpec table,
      FilterSpec filter,
      Map<FilterSpec, Set<String>> equals,
      Map<FilterSpec, Bounds> ranges) {
    ColumnType type = table.column(filter.column()).orElseThrow().type();
    switch (filter.operator()) {
      case EQUAL, ANY_OF -> equals.put(filter, Set.of(value(filter, type)));
      case RANGE, RANGE_SUFFIX, AFTER_BEFORE -> {
        long least = 1_700_000_000L + random.nextInt(90_000_000);
        long greatest = random.nextBoolean() ? Long.MAX_VALUE : least + random.nextInt(9_000_000);
        ranges.put(filter, new Bounds(random.nextBoolean() ? least : Long.MIN_VALUE, greatest));
      }
    }
  }

  private String value(FilterSpec filter, ColumnType type) {
    if (!filter.values().isEmpty()) {
      return filter.values().get(random.nextInt(filter.values().size()));
    }
    return switch (type) {
      case BOOLEAN -> String.valueOf(random.nextBoolean());
      case BIGINT, TIMESTAMP, INSTANT -> String.valueOf(1_793_491_200L);
      case DECIMAL -> "1";
      case VARCHAR, JSON -> "x_3";
    };
  }
}
