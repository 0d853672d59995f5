package io.stripejdbc.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.Freshness;
import io.stripejdbc.service.ScannerFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every table of the catalogue, read twice: the same rows, and the second time without a call. */
class EveryTableIsCachedTest {
  private static final Catalog CATALOG = BundledCatalog.instance();

  private static Emulator emulator;
  private static Scanner scanner;

  @BeforeAll
  static void start() {
    emulator = Emulator.start(EmulatorOptions.demo().withScale(0.03));
    scanner =
        ScannerFactory.live(
            CATALOG, EveryTableIsReadTest.settings(emulator, Set.of("platform", "connected")));
  }

  @AfterAll
  static void stop() {
    scanner.close();
    emulator.close();
  }

  @Test
  void everyTableIsTheSameFromMemoryAndMakesNoCall() {
    Map<String, String> problems = new TreeMap<>();
    Random random = new Random(6);
    int read = 0;
    for (TableSpec table : CATALOG.tables()) {
      List<ColumnSpec> some = new ArrayList<>(table.columns());
      Collections.shuffle(some, random);
      some = some.subList(0, Math.min(6, some.size()));
      try {
        read += compare(table, some, problems);
        read += compare(table, table.columns(), problems);
      } catch (DriverFailure unreadable) {
        // Tables that need a value are read in other tests.
      }
    }
    assertEquals(Map.of(), problems);
    assertTrue(read > 1000, "rows read: " + read);
  }

  private static int compare(
      TableSpec table, List<ColumnSpec> columns, Map<String, String> problems) {
    List<String> live = rows(table, columns, Freshness.LIVE);
    List<String> first = rows(table, columns, Freshness.cached(300));
    int before = emulator.requests().size();
    List<String> again = rows(table, columns, Freshness.cached(300));
    int calls = emulator.requests().size() - before;
    String of = columns.stream().map(ColumnSpec::name).toList().toString();
    if (calls > 0) {
      problems.put(table.name(), calls + " calls the second time, of " + of);
    }
    if (!live.equals(first) || !live.equals(again)) {
      problems.put(
          table.name(),
          "other rows, of %s: %d live, %d read, %d cached; %s"
              .formatted(of, live.size(), first.size(), again.size(), difference(live, again)));
    }
    return live.size();
  }

  private static String difference(List<String> live, List<String> again) {
    List<String> missing = new ArrayList<>(live);
    again.forEach(missing::remove);
    List<String> added = new ArrayList<>(again);
    live.forEach(added::remove);
    return missing.stream().limit(1).toList() + " but " + added.stream().limit(1).toList();
  }

  private static List<String> rows(TableSpec table, List<ColumnSpec> columns, Freshness freshness) {
    ScanSpec spec =
        ScanSpec.all(table, columns)
            .withConditions(
                table.kind() == TableSpec.Kind.LIST
                    ? ScanConditions.NONE
                    : ScanConditions.ofAccount("platform"));
    UnlimitedCallControl control = new UnlimitedCallControl();
    control.freshness = freshness;
    List<String> rows = new ArrayList<>();
    try (RowCursor cursor = scanner.open(spec, control)) {
      while (cursor.advance()) {
        rows.add(Arrays.toString(cursor.row()));
      }
    }
    Collections.sort(rows);
    return rows;
  }
}
