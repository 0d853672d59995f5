package io.stripejdbc.scan.request;

import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ParentSpec;
import io.stripejdbc.catalog.ParentSpec.Via;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.catalog.TableSpec.Kind;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.scan.ScanConditions;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.request.RequestPlan.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes questions to nested lists apart: one list for each parent that is named, else a walk over
 * the parents.
 */
final class NestedListPlanner {
  private final Catalog catalog;
  private final ReservedPaths reserved;
  private final boolean testMode;
  private final Function<ScanSpec, RequestPlan> parents;

  /**
   * @param testMode whether parents may be bound to test clocks
   * @param parents takes the question for the parents apart
   */
  NestedListPlanner(
      Catalog catalog,
      ReservedPaths reserved,
      boolean testMode,
      Function<ScanSpec, RequestPlan> parents) {
    this.catalog = catalog;
    this.reserved = reserved;
    this.testMode = testMode;
    this.parents = parents;
  }

  /** Takes a question to a table of nested lists apart. */
  RequestPlan plan(ScanSpec spec, RowLayout layout, AccountScope scope) {
    List<RequestStep> steps = new ArrayList<>();
    List<Walk> walks = new ArrayList<>();
    boolean asPlatform = false;
    for (ParentSpec parent : spec.table().parents()) {
      TableSpec parentTable =
          parent.table() == null ? null : catalog.table(parent.table()).orElse(null);
      if (!isWanted(spec, parentTable)) {
        continue;
      }
      boolean accountParent = parentTable != null && parentTable.kind() == Kind.ACCOUNTS;
      if (spec.parents().isPresent() && parent.via() != Via.EMBEDDED && !accountParent) {
        steps.addAll(byParent(spec, parent, parentTable));
      } else if (accountParent && isOfNamedAccounts(spec, parent, scope)) {
        asPlatform = true;
        steps.addAll(byAccount(spec, parent, scope));
        if (scope.platform()) {
          walks.add(walk(ofPlatform(spec), parent, parentTable));
        }
      } else {
        walks.add(walk(spec, parent, parentTable));
        clocked(spec, parent, parentTable).ifPresent(walks::add);
        asPlatform |= accountParent;
      }
    }
    boolean mayRepeat =
        steps.size() > spec.parents().map(Set::size).orElse(0)
            || walks.stream().anyMatch(walk -> walk.children().size() > 1);
    return new RequestPlan(spec, layout, scope, asPlatform, steps, walks, mayRepeat, false);
  }

  /**
   * The way through the parents that their list hides: those of test clocks, which are in a table
   * of their own. Parents that are named are found by their ids, hidden or not.
   */
  private Optional<Walk> clocked(ScanSpec spec, ParentSpec parent, @Nullable TableSpec table) {
    String hides = table == null ? null : table.list().hides();
    if (!testMode || hides == null || spec.parents().isPresent()) {
      return Optional.empty();
    }
    return catalog
        .table(hides + "_" + parent.table())
        .map(hidden -> walk(spec, parent.in(hidden.name()), hidden));
  }

  /** Whether rows of such parents are asked for, where a table has several kinds of parents. */
  private static boolean isWanted(ScanSpec spec, @Nullable TableSpec parent) {
    return parent == null
        || spec.equals().entrySet().stream()
            .filter(
                e ->
                    RequestPlanner.role(spec.table(), e.getKey().column())
                        == ColumnSpec.Role.PARENT_TYPE)
            .allMatch(e -> e.getValue().contains(parent.object().name()));
  }

  private List<RequestStep> byParent(ScanSpec spec, ParentSpec parent, @Nullable TableSpec table) {
    List<RequestStep> steps = new ArrayList<>();
    List<RequestStep> open = open(spec, parent);
    for (String id : spec.parents().orElseThrow()) {
      if (!isWord(spec, parent, id)) {
        RequestStep.Parent known =
            new RequestStep.Parent(parent, id, null, through(spec, parent, table, id));
        String place = parameter(parent);
        open.forEach(s -> steps.add(s.with(s.template().fill(place, id)).under(known)));
      }
    }
    return steps;
  }

  /** Whether accounts are named, so that their lists need nothing of the accounts themselves. */
  private static boolean isOfNamedAccounts(ScanSpec spec, ParentSpec parent, AccountScope scope) {
    boolean named = spec.parents().isPresent() || !scope.listed();
    boolean connected = scope.listed() || !scope.named().isEmpty();
    return named && connected && parent.via() == Via.PATH && parent.childless().isEmpty();
  }

  /**
   * The lists of connected accounts that are named. One of them may be the platform's own, of which
   * the rows are told as the platform's: it is asked for besides.
   */
  private static List<RequestStep> byAccount(ScanSpec spec, ParentSpec parent, AccountScope scope) {
    List<RequestStep> steps = new ArrayList<>();
    List<RequestStep> open = open(spec, parent);
    String place = parameter(parent);
    for (String id : spec.parents().orElse(scope.named())) {
      boolean reached = scope.listed() ? scope.asks(id) : scope.named().contains(id);
      if (AccountScope.isId(id) && reached) {
        RequestStep.Parent known = new RequestStep.Parent(parent, id, null, null);
        open.forEach(s -> steps.add(s.with(s.template().fill(place, id)).under(known).of(id)));
      }
    }
    return steps;
  }

  private static ScanSpec ofPlatform(ScanSpec spec) {
    return spec.withConditions(
        spec.conditions().withAccounts(Optional.of(Set.of(AccountScope.PLATFORM))));
  }

  private boolean isWord(ScanSpec spec, ParentSpec parent, String id) {
    String path = spec.table().path();
    int placeholder = path.indexOf("{" + parent.parameter() + "}");
    return placeholder >= 0 && reserved.isWord(path, placeholder, id);
  }

  /**
   * The way through the parent's own row, for a parent that may be one of those that have no
   * children; null where there is no such kind of them.
   */
  private @Nullable Walk through(
      ScanSpec spec, ParentSpec parent, @Nullable TableSpec table, String id) {
    boolean known = table != null && parent.parentColumn().equals("id");
    return known && !parent.childless().isEmpty() ? walk(under(spec, id), parent, table) : null;
  }

  private static ScanSpec under(ScanSpec spec, String parent) {
    return new ScanSpec(
        spec.table(),
        spec.columns(),
        spec.conditions().withParents(Optional.of(Set.of(parent))).withSearches(List.of()),
        spec.extent().withoutFetchHint());
  }

  private static String parameter(ParentSpec parent) {
    return Objects.requireNonNull(parent.parameter());
  }

  /** The steps for one parent, with the place of its id still open. */
  private static List<RequestStep> open(ScanSpec spec, ParentSpec parent) {
    if (parent.via() == Via.EMBEDDED) {
      return List.of();
    }
    RequestTemplate template = RequestTemplate.of(spec.table(), spec.table().path());
    if (parent.via() == Via.PARAMETER) {
      template = template.with(parameter(parent), "{" + parameter(parent) + "}");
    }
    return new RequestStepPlanner(spec)
        .of(template).stream().map(step -> step.absentIsNoRow(true)).toList();
  }

  private Walk walk(ScanSpec spec, ParentSpec parent, @Nullable TableSpec table) {
    if (table == null) {
      throw new DriverFailure(
          DriverError.FILTER_REQUIRED,
          "Table '%s' can be read only with a value for '%s': add %s = … to WHERE"
              .formatted(spec.table().name(), parent.column(), parent.column()));
    }
    List<ColumnSpec> key = new ArrayList<>();
    table.column(parent.parentColumn()).ifPresent(key::add);
    parent.childless().keySet().forEach(name -> table.column(name).ifPresent(key::add));
    RequestPlan found =
        parents.apply(
            ScanSpec.all(table, List.copyOf(key))
                .withConditions(
                    ScanConditions.NONE
                        .withAccounts(spec.accounts())
                        .withoutAccounts(spec.conditions().withoutAccounts())
                        .withIds(
                            parent.parentColumn().equals("id") ? spec.parents() : Optional.empty())
                        .withParents(
                            isOwnParent(table, parent) ? spec.parents() : Optional.empty())));
    if (parent.embedded() != null && parent.expand() != null) {
      found = expand(found, parent.expand());
    }
    return new Walk(parent, found, open(spec, parent));
  }

  /** Whether what names the parents is what names the parents of those: a preview has no id. */
  private static boolean isOwnParent(TableSpec table, ParentSpec parent) {
    return table.parents().stream().anyMatch(p -> p.column().equals(parent.parentColumn()));
  }

  private static RequestPlan expand(RequestPlan plan, String path) {
    List<RequestStep> steps = expand(plan.steps(), path);
    List<Walk> walks =
        plan.walks().stream()
            .map(way -> new Walk(way.parent(), way.parents(), expand(way.children(), path)))
            .toList();
    return new RequestPlan(
        plan.spec(),
        plan.layout(),
        plan.scope(),
        plan.asPlatform(),
        steps,
        walks,
        plan.mayRepeat(),
        plan.retrieveEach());
  }

  private static List<RequestStep> expand(List<RequestStep> steps, String path) {
    return steps.stream().map(step -> expand(step, path)).toList();
  }

  private static RequestStep expand(RequestStep step, String path) {
    String full = step.shape() == Shape.OBJECT ? path : "data." + path;
    return step.with(step.template().with("expand[0]", full)).then(expand(step.then(), path));
  }
}
