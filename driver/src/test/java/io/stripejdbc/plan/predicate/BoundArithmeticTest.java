package io.stripejdbc.plan.predicate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.plan.predicate.ScanPredicate.Comparison;
import io.stripejdbc.plan.predicate.ScanPredicate.Target;
import io.stripejdbc.scan.ScanSpec.Bounds;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bounds are whole seconds, whatever the column's own precision. */
class BoundArithmeticTest {
  private static Bounds bounds(String table, Comparison comparison, long millis) {
    TableSpec spec = BundledCatalog.instance().table(table).orElseThrow();
    ColumnSpec created = spec.column("created").orElseThrow();
    return BoundArithmetic.bounds(
        new ScanPredicate(
            created, Target.FILTER, comparison, TimeExpression.PLAIN, List.of(), List.of(), true),
        millis);
  }

  @Test
  void secondsAreRoundedToTheFirstThatCounts() {
    assertEquals(new Bounds(11, Long.MAX_VALUE), bounds("charges", Comparison.GREATER, 10_400));
    assertEquals(new Bounds(10, Long.MAX_VALUE), bounds("charges", Comparison.AT_LEAST, 10_000));
    assertEquals(new Bounds(Long.MIN_VALUE, 9), bounds("charges", Comparison.LESS, 10_000));
  }

  @Test
  void ofMillisecondsTheSecondOfTheValueAlwaysCounts() {
    assertEquals(
        new Bounds(10, Long.MAX_VALUE), bounds("v2_core_events", Comparison.GREATER, 10_400));
    assertEquals(new Bounds(Long.MIN_VALUE, 10), bounds("v2_core_events", Comparison.LESS, 10_400));
    assertEquals(new Bounds(10, 10), bounds("v2_core_events", Comparison.IN, 10_400));
  }
}
