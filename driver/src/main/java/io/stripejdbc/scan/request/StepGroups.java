package io.stripejdbc.scan.request;

import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.scan.ScanSpec.Bounds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the steps whose lists make up one answer together, as far as caching is concerned. */
public final class StepGroups {
  private record Answer(String path, Bounds window, RequestStep.@Nullable Parent parent) {}

  private StepGroups() {}

  /**
   * The steps in groups.
   *
   * @param together whether steps can belong together at all
   */
  public static List<List<RequestStep>> of(List<RequestStep> steps, boolean together) {
    Map<Object, List<RequestStep>> groups = new LinkedHashMap<>();
    for (RequestStep step : steps) {
      boolean alone = !together || step.shape() == Shape.OBJECT || step.shape() == Shape.SEARCH;
      Object key = alone ? step : new Answer(step.template().path(), step.window(), step.parent());
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(step);
    }
    return List.copyOf(groups.values());
  }
}
