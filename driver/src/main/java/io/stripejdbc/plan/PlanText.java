package io.stripejdbc.plan;

import io.stripejdbc.plan.runtime.ScanMeasurement;
import io.stripejdbc.plan.runtime.ScanMeasurements;
import io.stripejdbc.plan.runtime.ScanTemplate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The text of a plan, line by line.
 *
 * @param lines the result first
 */
public record PlanText(List<Line> lines) {
  /**
   * A line.
   *
   * @param depth how far it is indented, in steps
   * @param scan the scan whose calls the line estimates, null for any other line
   */
  record Line(int depth, String text, @Nullable ScanTemplate scan) {
    String indented() {
      return "  ".repeat(depth) + text;
    }
  }

  public PlanText {
    lines = List.copyOf(lines);
  }

  /** The lines of a plan that has not run. */
  public List<String> planned() {
    return lines.stream().map(Line::indented).toList();
  }

  /** The lines of a plan that has run: behind each estimate what the scan took. */
  public List<String> measured(ScanMeasurements measurements) {
    List<String> all = new ArrayList<>();
    Set<ScanTemplate> told = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Line line : lines) {
      all.add(line.indented());
      ScanTemplate scan = line.scan();
      if (scan != null) {
        String text = told.add(scan) ? actual(measurements.of(scan)) : "in the one above";
        all.add("  ".repeat(line.depth()) + "actual: " + text);
      }
    }
    return all;
  }

  private static String actual(@Nullable ScanMeasurement measured) {
    return measured == null ? "not read" : measured.text();
  }
}
