package io.stripejdbc.scan.request;

import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.SearchSpec;
import io.stripejdbc.fetch.PageRequest.Parameter;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.scan.ScanExtent;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.ScanSpec.Bounds;
import io.stripejdbc.scan.ScanSpec.SearchClause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how the Search API is asked instead of a list.
 *
 * <p>It is asked where a list would be read without any parameter but a window of creation, and in
 * no order. What it knows lags behind, mostly by less than a minute, in outages by up to an hour
 * (Stripe docs: search, data freshness): so the list's own newest hour is read besides. A change of
 * an older object in the last minutes may still be missed.
 *
 * @param now seconds since the epoch, null where the Search API may not be asked
 */
public record SearchPolicy(@Nullable LongSupplier now) {
  public static final SearchPolicy OFF = new SearchPolicy(null);

  private static final long SECONDS_BEHIND = 3600;

  /** More searches than these for one question are not made: the list is read. */
  private static final int MOST = 10;

  /** One pace for all searches, whatever their table (Stripe docs: rate limits). */
  static final String ENDPOINT = "/v1/search";

  /** The steps for a question, empty when the list is to be read. */
  Optional<List<RequestStep>> steps(ScanSpec spec) {
    String path = spec.table().searchPath();
    if (now == null || path == null || !isFor(spec)) {
      return Optional.empty();
    }
    List<String> queries = queries(spec);
    if (queries.isEmpty() || queries.size() > MOST) {
      return Optional.empty();
    }
    RequestTemplate template =
        new RequestTemplate(spec.table(), ENDPOINT, path, List.of(), List.of());
    List<RequestStep> steps = new ArrayList<>();
    for (String query : queries) {
      RequestTemplate asked = RequestPlanner.expanded(spec, template.with("query", query), "data.");
      steps.add(RequestStep.list(asked, Shape.SEARCH, Bounds.ALL, Map.of()));
    }
    ScanSpec newest = newest(spec, now.getAsLong() - SECONDS_BEHIND);
    if (newest.ranges().values().stream().noneMatch(Bounds::isEmpty)) {
      steps.addAll(list(newest));
    }
    return Optional.of(steps);
  }

  private static boolean isFor(ScanSpec spec) {
    return !spec.searches().isEmpty()
        && spec.ids().isEmpty()
        && spec.parents().isEmpty()
        && spec.equals().isEmpty()
        && spec.limit() < 0
        && spec.fetchHint().isEverything()
        && !spec.newestFirst();
  }

  /** The list itself, all of the question. */
  public static List<RequestStep> list(ScanSpec spec) {
    return new RequestStepPlanner(spec).of(RequestTemplate.of(spec.table(), spec.table().path()));
  }

  /** The same question about what was made lately; about nothing where nothing such is wanted. */
  private static ScanSpec newest(ScanSpec spec, long since) {
    Map<FilterSpec, Bounds> ranges = new LinkedHashMap<>(spec.ranges());
    FilterSpec window = RowLayout.window(spec.table());
    if (window != null) {
      ranges.merge(window, new Bounds(since, Long.MAX_VALUE), Bounds::intersect);
    }
    return new ScanSpec(
        spec.table(),
        spec.columns(),
        spec.conditions().withRanges(ranges).withSearches(List.of()),
        ScanExtent.ALL);
  }

  /** One query for each choice of values: AND and OR may not be mixed. */
  private static List<String> queries(ScanSpec spec) {
    List<String> queries = new ArrayList<>(List.of(""));
    for (SearchClause clause : spec.searches()) {
      List<String> longer = new ArrayList<>();
      for (String query : queries) {
        for (String value : clause.values()) {
          longer.add(and(query, term(clause, value)));
        }
      }
      queries = longer.size() > MOST ? queries : longer;
    }
    if (queries.get(0).isEmpty()) {
      return List.of();
    }
    String window = window(spec);
    return queries.stream().map(query -> and(query, window)).toList();
  }

  private static String and(String query, String term) {
    return query.isEmpty() ? term : term.isEmpty() ? query : query + " AND " + term;
  }

  private static String term(SearchClause clause, String value) {
    SearchSpec search = clause.search();
    String field =
        clause.key() == null ? search.field() : search.field() + "[" + quoted(clause.key()) + "]";
    String text = search.kind() == SearchSpec.Kind.NUMBER ? value : quoted(value);
    return field + clause.comparison().sign() + text;
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\\\"") + '"';
  }

  private static String window(ScanSpec spec) {
    FilterSpec filter = RowLayout.window(spec.table());
    Bounds bounds = filter == null ? null : spec.ranges().get(filter);
    if (bounds == null || spec.table().search("created").isEmpty()) {
      return "";
    }
    String from = bounds.least() > 0 ? "created>=" + bounds.least() : "";
    String to =
        bounds.greatest() == Long.MAX_VALUE ? "" : "created<=" + Math.max(0, bounds.greatest());
    return and(from, to);
  }

  /** Paging of a search: the token of the page before. */
  public static List<Parameter> page(@Nullable String token) {
    return token == null ? List.of() : List.of(new Parameter("page", token));
  }
}
