package io.stripejdbc.scan.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.catalog.ParentSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.scan.ScanSpec;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where parents of test clocks are gone through besides those that their list shows. */
class TestClockWalksTest {
  private static final Catalog CATALOG = BundledCatalog.instance();

  private static List<String> parents(boolean testMode, TableSpec table) {
    RequestPlanner planner =
        new RequestPlanner(CATALOG, Set.of("platform"), SearchPolicy.OFF, testMode);
    return planner.plan(ScanSpec.all(table, table.columns())).walks().stream()
        .map(walk -> walk.parents().spec().table().name())
        .toList();
  }

  @Test
  void onlyTestKeysHaveThem() {
    TableSpec items = CATALOG.table("subscription_items").orElseThrow();
    assertEquals(List.of("subscriptions"), parents(false, items));
    assertEquals(List.of("subscriptions", "test_clock_subscriptions"), parents(true, items));
  }

  @Test
  void eachTableThatHidesParentsHasOneThatShowsThem() {
    int children = 0;
    for (TableSpec table : CATALOG.tables()) {
      for (ParentSpec parent : table.parents()) {
        String name = String.valueOf(parent.table());
        String hides = CATALOG.table(name).map(found -> found.list().hides()).orElse(null);
        if (hides != null && table.kind() != TableSpec.Kind.PREVIEW) {
          assertTrue(parents(true, table).contains(hides + "_" + name), table.name());
          children++;
        }
      }
    }
    assertTrue(children >= 10, children + " ways to rows below");
  }
}
