package io.stripejdbc.scan.request;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.FilterSpec.Operator;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.scan.RangeUnion;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.ScanSpec.Bounds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The lists that together hold the wanted rows of one table and one parent: one for each state that
 * is hidden by default, times one for each value that a parameter takes alone.
 */
public final class RequestStepPlanner {
  /** Times beyond this are no bound: nothing was made after the year 3000. */
  public static final long LAST_SECOND = 32_503_680_000L;

  private final ScanSpec spec;
  private final TableSpec table;
  private final Shape shape;
  private final List<Bounds> windows;

  RequestStepPlanner(ScanSpec spec) {
    this.spec = spec;
    this.table = spec.table();
    this.shape = RequestPlanner.shape(table);
    this.windows = windows(spec);
  }

  private record Draft(RequestTemplate template, Map<String, String> sent) {}

  List<RequestStep> of(RequestTemplate base) {
    List<Draft> drafts = new ArrayList<>();
    for (Map<String, String> variant : variants()) {
      RequestTemplate template = base;
      for (Map.Entry<String, String> parameter : variant.entrySet()) {
        template = template.with(parameter.getKey(), parameter.getValue());
      }
      drafts.add(new Draft(template, Map.of()));
    }
    for (Map.Entry<FilterSpec, Set<String>> filter : spec.equals().entrySet()) {
      if (!RequestPlanner.isWindow(table, filter.getKey())) {
        drafts = times(drafts, filter.getKey(), filter.getValue());
      }
    }
    List<RequestStep> steps = new ArrayList<>();
    for (Draft draft : drafts) {
      for (RequestTemplate ranged : ranged(draft.template())) {
        accompanied(ranged).ifPresent(template -> steps.addAll(steps(template, draft.sent())));
      }
    }
    return steps;
  }

  private List<RequestStep> steps(RequestTemplate chosen, Map<String, String> sent) {
    RequestTemplate template = RequestPlanner.expanded(spec, chosen, prefix());
    if (filters().noneMatch(FilterSpec::reorders)) {
      return windows.stream().map(w -> RequestStep.list(template, shape, w, sent)).toList();
    }
    return windows.stream()
        .map(w -> bounds(template, "created[gte]", "created[lt]", 0, w, ColumnType.BIGINT))
        .map(within -> RequestStep.list(within, shape, Bounds.ALL, sent))
        .toList();
  }

  private Stream<FilterSpec> filters() {
    return Stream.concat(spec.equals().keySet().stream(), spec.ranges().keySet().stream());
  }

  /** Adds what has to go along; empty where that is asked to be otherwise, so that no row is. */
  private Optional<RequestTemplate> accompanied(RequestTemplate template) {
    if (filters()
        .flatMap(f -> f.terms().excludes().stream())
        .anyMatch(name -> template.value(name).isPresent())) {
      return Optional.empty();
    }
    RequestTemplate result = template;
    for (Map.Entry<String, String> parameter :
        filters().flatMap(RequestStepPlanner::terms).toList()) {
      Optional<String> before = result.value(parameter.getKey());
      if (before.filter(value -> !value.equals(parameter.getValue())).isPresent()) {
        return Optional.empty();
      }
      if (before.isEmpty()) {
        result = result.with(parameter.getKey(), parameter.getValue());
      }
    }
    return Optional.of(result);
  }

  /** In one order, so that the same question is written alike. */
  private static Stream<Map.Entry<String, String>> terms(FilterSpec filter) {
    return new TreeMap<>(filter.terms().with()).entrySet().stream();
  }

  private String prefix() {
    return shape == Shape.OBJECT ? "" : "data.";
  }

  /** The variants without the parameters that a filter sets. */
  private Set<Map<String, String>> variants() {
    Set<String> set = new LinkedHashSet<>();
    spec.equals().keySet().forEach(filter -> set.add(filter.parameter()));
    spec.ranges().keySet().forEach(filter -> set.add(filter.parameter()));
    Set<Map<String, String>> variants = new LinkedHashSet<>();
    for (Map<String, String> variant : table.variants()) {
      Map<String, String> rest = new LinkedHashMap<>(variant);
      rest.keySet().removeAll(set);
      variants.add(rest);
    }
    return variants.isEmpty() ? Set.of(Map.of()) : variants;
  }

  private List<Draft> times(List<Draft> drafts, FilterSpec filter, Set<String> values) {
    boolean sent =
        table.column(filter.column()).map(ColumnSpec::role).orElse(null)
            == ColumnSpec.Role.PARAMETER;
    List<Draft> result = new ArrayList<>();
    for (Draft draft : drafts) {
      if (filter.operator() == Operator.ANY_OF && !sent) {
        chunks(values).forEach(c -> result.add(new Draft(anyOf(draft, filter, c), draft.sent())));
        continue;
      }
      for (String value : values) {
        Map<String, String> known = new HashMap<>(draft.sent());
        if (sent) {
          known.put(filter.column(), value);
        }
        result.add(new Draft(equal(draft.template(), filter, value), Map.copyOf(known)));
      }
    }
    return result;
  }

  private static List<List<String>> chunks(Set<String> values) {
    List<String> all = List.copyOf(values);
    List<List<String>> chunks = new ArrayList<>();
    for (int from = 0; from < all.size(); from += FilterSpec.MOST_VALUES) {
      chunks.add(all.subList(from, Math.min(all.size(), from + FilterSpec.MOST_VALUES)));
    }
    return chunks;
  }

  private static RequestTemplate anyOf(Draft draft, FilterSpec filter, List<String> values) {
    RequestTemplate template = draft.template();
    for (int i = 0; i < values.size(); i++) {
      template = template.with(filter.parameter() + "[" + i + "]", values.get(i));
    }
    return template;
  }

  private RequestTemplate equal(RequestTemplate template, FilterSpec filter, String value) {
    return switch (filter.operator()) {
      case EQUAL -> template.with(filter.parameter(), value);
      case ANY_OF -> template.with(filter.parameter() + "[0]", value);
      case RANGE, RANGE_SUFFIX, AFTER_BEFORE -> {
        long number = Long.parseLong(value);
        yield range(template, filter, new Bounds(number, number));
      }
    };
  }

  /** With the ranges of its parameters: a list for each where there are several of one. */
  private List<RequestTemplate> ranged(RequestTemplate template) {
    List<RequestTemplate> result = List.of(template);
    for (Map.Entry<FilterSpec, Bounds> filter : spec.ranges().entrySet()) {
      FilterSpec key = filter.getKey();
      if (!RequestPlanner.isWindow(table, key)) {
        List<Bounds> several = ranges(spec, key, filter.getValue());
        result =
            result.stream()
                .flatMap(list -> several.stream().map(bounds -> range(list, key, bounds)))
                .toList();
      }
    }
    return result;
  }

  /** The ranges of a filter, newest first; none where nothing can lie inside. */
  private static List<Bounds> ranges(ScanSpec spec, FilterSpec filter, Bounds range) {
    RangeUnion several = spec.unions().get(filter);
    if (several == null) {
      return List.of(range);
    }
    List<Bounds> inside =
        new ArrayList<>(several.intersect(new RangeUnion(List.of(range))).ranges());
    Collections.reverse(inside);
    return inside;
  }

  private RequestTemplate range(RequestTemplate template, FilterSpec filter, Bounds bounds) {
    ColumnType type = table.column(filter.column()).map(ColumnSpec::type).orElse(ColumnType.BIGINT);
    Bounds sane = type == ColumnType.BIGINT ? bounds : times(bounds);
    String name = filter.parameter();
    return switch (filter.operator()) {
      case RANGE -> bounds(template, name + "[gte]", name + "[lt]", 0, sane, type);
      case RANGE_SUFFIX -> bounds(template, name + "_gte", name + "_lt", 0, sane, type);
      case AFTER_BEFORE -> bounds(template, name + "_after", name + "_before", 1, sane, type);
      case EQUAL, ANY_OF -> throw new IllegalArgumentException(name + " takes no range");
    };
  }

  private static RequestTemplate bounds(
      RequestTemplate template,
      String from,
      String below,
      int wider,
      Bounds bounds,
      ColumnType type) {
    RequestTemplate result = template;
    if (bounds.least() != Long.MIN_VALUE) {
      result = result.with(from, text(bounds.least() - wider, type));
    }
    if (bounds.greatest() != Long.MAX_VALUE) {
      result = result.with(below, text(bounds.greatest() + 1 + wider, type));
    }
    return result;
  }

  private static String text(long value, ColumnType type) {
    return type == ColumnType.INSTANT
        ? Instant.ofEpochSecond(value).toString()
        : Long.toString(value);
  }

  /** Bounds of time that the API understands: not below the epoch, not absurdly late. */
  private static Bounds times(Bounds bounds) {
    return new Bounds(
        bounds.least() == Long.MIN_VALUE ? bounds.least() : Math.max(0, bounds.least()),
        bounds.greatest() == Long.MAX_VALUE
            ? bounds.greatest()
            : Math.min(LAST_SECOND, Math.max(0, bounds.greatest())));
  }

  /** The windows of creation that are asked for, newest first; empty for none. */
  static List<Bounds> windows(ScanSpec spec) {
    FilterSpec filter = RowLayout.window(spec.table());
    if (filter == null) {
      return List.of(Bounds.ALL);
    }
    Bounds range = spec.ranges().getOrDefault(filter, Bounds.ALL);
    Set<String> seconds = spec.equals().get(filter);
    Stream<Bounds> all =
        seconds == null
            ? ranges(spec, filter, range).stream()
            : seconds.stream()
                .map(Long::parseLong)
                .map(second -> range.intersect(new Bounds(second, second)))
                .filter(second -> isWanted(spec, filter, second));
    return all.filter(window -> !window.isEmpty())
        .filter(window -> window.greatest() >= 0 && window.least() <= LAST_SECOND)
        .map(RequestStepPlanner::window)
        .toList();
  }

  private static boolean isWanted(ScanSpec spec, FilterSpec filter, Bounds second) {
    RangeUnion several = spec.unions().get(filter);
    return several == null || several.contains(second.least());
  }

  /** Nothing was made before the epoch: who asks from there on asks for everything. */
  private static Bounds window(Bounds bounds) {
    Bounds sane = times(bounds);
    return sane.least() <= 0 ? new Bounds(Long.MIN_VALUE, sane.greatest()) : sane;
  }
}
