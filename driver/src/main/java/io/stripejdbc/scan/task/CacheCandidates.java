package io.stripejdbc.scan.task;

import io.stripejdbc.cache.ExpandCompatibility;
import io.stripejdbc.cache.ListRequest;
import io.stripejdbc.cache.ListRequest.Source;
import io.stripejdbc.cache.SegmentStore;
import io.stripejdbc.cache.segment.ListKey;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.fetch.PageRequest.Parameter;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.request.RequestStep;
import io.stripejdbc.scan.request.RequestTarget;
import io.stripejdbc.scan.request.RequestTemplate;
import io.stripejdbc.scan.request.ResidualFilter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The lists whose objects can answer for a list: the same with fewer parameters, where each one
 * that is missing can be checked on the objects themselves.
 *
 * <p>A parameter that is no field of the object cannot, and never is missing; nor is one that also
 * reveals what the list hides without it. One that changes which objects are hidden by default is
 * replaced by what lifts that default: for {@code status=active} of subscriptions stands {@code
 * status=all}, never nothing.
 */
public final class CacheCandidates {
  /** More than this many parameters are left out together or not at all. */
  private static final int MOST_CHOICES = 4;

  private final ScanSpec spec;
  private final SegmentStore store;
  private final @Nullable List<ColumnSpec> columns;

  /**
   * Creates one.
   *
   * @param columns columns that will be read from the objects, null when more than columns is read
   */
  public CacheCandidates(ScanSpec spec, SegmentStore store, @Nullable List<ColumnSpec> columns) {
    this.spec = spec;
    this.store = store;
    this.columns = columns;
  }

  /**
   * The list a step asks for, and what can stand for it.
   *
   * @param same whether only the very same list can
   */
  public ListRequest of(RequestStep step, RequestTarget target, boolean same) {
    RequestTemplate template = step.template();
    List<Parameter> given = template.parameters();
    List<Set<String>> choices = same ? List.of() : removable(given);
    Set<Source> sources = new LinkedHashSet<>();
    int most = 1 << choices.size();
    for (int choice = 0; choice < most; choice++) {
      Set<String> missing = new HashSet<>();
      for (int i = 0; i < choices.size(); i++) {
        if ((choice >> i & 1) == 1) {
          missing.addAll(choices.get(i));
        }
      }
      sources.add(new Source(key(template, target, given, missing), missing.isEmpty()));
    }
    List<Source> all = new ArrayList<>(sources);
    sources.forEach(source -> all.addAll(expanded(source)));
    return new ListRequest(template.table().name(), step.isWindowed(), List.copyOf(all));
  }

  /** The same list, of which somebody asked for more than is wanted here. */
  private List<Source> expanded(Source source) {
    List<ColumnSpec> read = columns;
    if (read == null) {
      return List.of();
    }
    ListKey own = source.key();
    return store.lists(own.account(), own.path()).stream()
        .filter(key -> !key.equals(own))
        .filter(key -> ExpandCompatibility.choosing(key).equals(ExpandCompatibility.choosing(own)))
        .filter(key -> ExpandCompatibility.areAsGood(own.parameters(), key.parameters(), read))
        .map(key -> new Source(key, source.filtered()))
        .toList();
  }

  private ListKey key(
      RequestTemplate template, RequestTarget target, List<Parameter> all, Set<String> missing) {
    List<String> parameters = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Parameter parameter : all) {
      if (!missing.contains(parameter.name())) {
        parameters.add(parameter.name() + '=' + parameter.value());
        names.add(parameter.name());
      }
    }
    if (!missing.isEmpty() && spec.table().variants().size() == 1) {
      Map<String, String> lifted = spec.table().variants().get(0);
      lifted.forEach(
          (name, value) -> {
            if (!names.contains(name)) {
              parameters.add(name + '=' + value);
            }
          });
    }
    template.extras().forEach(extra -> parameters.add("?" + extra.name() + '=' + extra.value()));
    String account = template.on(target, List.of(), List.of()).account();
    return ListKey.of(account, template.path(), parameters);
  }

  /** Names of parameters that may be missing, those of one filter together. */
  private List<Set<String>> removable(List<Parameter> all) {
    List<Set<String>> names = new ArrayList<>();
    spec.equals().keySet().forEach(filter -> add(names, filter, all));
    spec.ranges().keySet().forEach(filter -> add(names, filter, all));
    if (names.size() <= MOST_CHOICES) {
      return names;
    }
    Set<String> together = new HashSet<>();
    names.forEach(together::addAll);
    return List.of(together);
  }

  private void add(List<Set<String>> names, FilterSpec filter, List<Parameter> all) {
    if (!ResidualFilter.tells(spec.table(), filter)) {
      return;
    }
    Set<String> its = new HashSet<>();
    for (Parameter parameter : all) {
      String name = parameter.name();
      boolean one =
          name.equals(filter.parameter())
              || name.startsWith(filter.parameter() + "[")
              || filter.terms().with().containsKey(name);
      if (one) {
        its.add(name);
      }
    }
    if (!its.isEmpty()) {
      names.add(its);
    }
  }
}
