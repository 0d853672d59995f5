package io.stripejdbc.catalog;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one filter of a table; without {@code parameter} it bears the column's name. */
final class FilterSpecReader {
  private final StrictJsonReader json;

  private @Nullable String column;
  private @Nullable String parameter;
  private FilterSpec.@Nullable Operator operator;
  private @Nullable Boolean exact;
  private List<String> values = List.of();
  private boolean reveals;
  private Map<String, String> with = Map.of();
  private int most;
  private boolean closed;
  private Map<String, String> needs = Map.of();
  private List<String> excludes = List.of();
  private Map<String, String> aligns = Map.of();

  FilterSpecReader(StrictJsonReader json) {
    this.json = json;
  }

  FilterSpec filter() {
    json.object(this::key);
    String filtered = json.given(column, "column");
    return new FilterSpec(
        filtered,
        parameter == null ? filtered : parameter,
        json.given(operator, "operator"),
        json.given(exact, "exact"),
        values,
        reveals,
        new FilterSpec.Terms(with, most, closed, needs, excludes, aligns));
  }

  private void key(String key) {
    switch (key) {
      case "column" -> column = json.text();
      case "parameter" -> parameter = json.text();
      case "operator" -> operator = json.constant(FilterSpec.Operator.class);
      case "exact" -> exact = json.flag();
      case "reveals" -> reveals = json.flag();
      case "values" -> values = json.texts();
      case "with" -> with = json.map();
      case "most" -> most = json.number();
      case "closed" -> closed = json.flag();
      case "needs" -> needs = json.map();
      case "excludes" -> excludes = json.texts();
      case "aligns" -> aligns = json.map();
      default -> throw json.unknown(key);
    }
  }
}
