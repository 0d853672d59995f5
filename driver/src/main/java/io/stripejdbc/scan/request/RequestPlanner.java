package io.stripejdbc.scan.request;

import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.catalog.TableSpec.Kind;
import io.stripejdbc.catalog.TableSpec.Paging;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.PageRequest.Parameter;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.ScanSpec.Bounds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Takes a {@link ScanSpec} apart into a {@link RequestPlan}; asks nobody anything. */
public final class RequestPlanner {
  private final Set<String> accounts;
  private final SearchPolicy searchPolicy;
  private final NestedListPlanner nested;
  private final ReservedPaths reserved;

  /**
   * Creates one.
   *
   * @param accounts the property {@code accounts}
   * @param testMode whether rows may be bound to test clocks
   */
  public RequestPlanner(
      Catalog catalog, Set<String> accounts, SearchPolicy searchPolicy, boolean testMode) {
    this.accounts = accounts;
    this.searchPolicy = searchPolicy;
    this.reserved = new ReservedPaths(catalog);
    this.nested = new NestedListPlanner(catalog, reserved, testMode, this::plan);
  }

  /** The accounts of a question that names none. */
  public AccountScope everyAccount() {
    return AccountScope.of(accounts, Optional.empty(), Set.of());
  }

  /**
   * Takes a question apart.
   *
   * @throws DriverFailure FILTER_REQUIRED when Stripe lists the table only by a value that the
   *     question does not give, BAD_ARGUMENT when it gives one that Stripe does not take
   */
  public RequestPlan plan(ScanSpec asked) {
    ScanSpec spec = asked.withoutEmptyTexts();
    RequiredFilters.check(asked);
    RowLayout layout = RowLayout.of(spec.table(), spec.columns(), checked(spec));
    AccountScope scope = scope(spec);
    if (isContradiction(spec)) {
      return new RequestPlan(spec, layout, scope, false, List.of(), List.of(), false, false);
    }
    TableSpec table = spec.table();
    if (table.kind() == Kind.ACCOUNTS) {
      return new RequestPlan(
          spec, layout, scope, true, accountSteps(spec, scope), List.of(), true, false);
    }
    if (canLookUp(spec)) {
      return new RequestPlan(spec, layout, scope, false, lookups(spec), List.of(), false, false);
    }
    if (table.parents().isEmpty()) {
      // Rows that a capped list lacks come later, which no order stands.
      ScanSpec sent = spec.newestFirst() ? spec.withoutCapped() : spec;
      List<RequestStep> steps = searchPolicy.steps(sent).orElseGet(() -> SearchPolicy.list(sent));
      boolean mayRepeat = mayRepeat(steps) || spec.isCapped();
      return new RequestPlan(
          spec, layout, scope, false, steps, List.of(), mayRepeat, wantsIncluded(spec));
    }
    return nested.plan(spec, layout, scope);
  }

  /**
   * Other ways to the same rows: ids by the lists that have them instead of by looking each up;
   * several lists by a wider one. What they do not ask for is checked on the rows.
   */
  public List<RequestPlan> alternatives(ScanSpec asked, RequestPlan plan) {
    ScanSpec spec = asked.withoutEmptyTexts();
    if (plan.steps().size() > 1 && areListed(spec)) {
      return List.of(ofLists(spec, spec));
    }
    AlternativePlanner wider = new AlternativePlanner(spec);
    return wider.hasAlternatives(plan)
        ? wider.wider().stream().map(question -> ofLists(spec, question)).toList()
        : List.of();
  }

  /** The same plan with windows that are close to each other read as one. */
  public RequestPlan withoutSmallGaps(ScanSpec asked, RequestPlan plan) {
    ScanSpec spec = asked.withoutEmptyTexts();
    AlternativePlanner wider = new AlternativePlanner(spec);
    ScanSpec joined = wider.hasAlternatives(plan) ? wider.withoutSmallGaps() : spec;
    return joined.equals(spec) ? plan : ofLists(spec, joined);
  }

  /** Whether ids could be found in lists. */
  private boolean areListed(ScanSpec spec) {
    TableSpec table = spec.table();
    return canLookUp(spec)
        && table.kind() != Kind.ACCOUNTS
        && table.parents().isEmpty()
        && !spec.isCapped()
        && !isContradiction(spec)
        && !wantsIncluded(spec);
  }

  /**
   * Lists of a question.
   *
   * @param asked what the rows are checked against
   */
  private RequestPlan ofLists(ScanSpec asked, ScanSpec question) {
    RowLayout layout = RowLayout.of(asked.table(), asked.columns(), checked(asked));
    List<RequestStep> steps = SearchPolicy.list(question);
    return new RequestPlan(
        question, layout, scope(asked), false, steps, List.of(), mayRepeat(steps), false);
  }

  private AccountScope scope(ScanSpec spec) {
    return AccountScope.of(accounts, spec.accounts(), spec.conditions().withoutAccounts());
  }

  /** Lists may share objects; a search may bring one again, and its list after it. */
  private static boolean mayRepeat(List<RequestStep> steps) {
    return steps.size() > 1 || steps.stream().anyMatch(step -> step.shape() == Shape.SEARCH);
  }

  private static Set<String> checked(ScanSpec spec) {
    Set<String> names = new HashSet<>();
    names.add("connected_account");
    spec.equals().keySet().forEach(filter -> names.add(filter.column()));
    spec.ranges().keySet().forEach(filter -> names.add(filter.column()));
    ResidualFilter.splitting(spec.table()).forEach(filter -> names.add(filter.column()));
    spec.table().columns().stream()
        .filter(column -> column.role() == ColumnSpec.Role.PARENT)
        .forEach(column -> names.add(column.name()));
    return names;
  }

  private static boolean isContradiction(ScanSpec spec) {
    return spec.limit() == 0
        || spec.ids().filter(Set::isEmpty).isPresent()
        || spec.parents().filter(Set::isEmpty).isPresent()
        || spec.accounts().filter(Set::isEmpty).isPresent()
        || spec.equals().values().stream().anyMatch(Set::isEmpty)
        || spec.ranges().values().stream().anyMatch(Bounds::isEmpty)
        || RequestStepPlanner.windows(spec).isEmpty();
  }

  /** Ids are looked up one by one, unless a row alone could not say whether it is wanted. */
  private static boolean canLookUp(ScanSpec spec) {
    TableSpec table = spec.table();
    if (spec.ids().isEmpty() || table.retrievePath() == null) {
      return false;
    }
    boolean sent =
        spec.equals().keySet().stream()
            .anyMatch(f -> role(table, f.column()) == ColumnSpec.Role.PARAMETER);
    int placeholders = table.retrievePath().split("\\{", -1).length - 1;
    return !sent && (placeholders == 1 || (placeholders == 2 && spec.parents().isPresent()));
  }

  static ColumnSpec.Role role(TableSpec table, String column) {
    return table.column(column).map(ColumnSpec::role).orElse(ColumnSpec.Role.FIELD);
  }

  /** Columns that exist only on demand, which a list does not take (version 2). */
  private static boolean wantsIncluded(ScanSpec spec) {
    return spec.table().retrievePath() != null
        && !spec.table().list().takesInclude()
        && spec.columns().stream().anyMatch(column -> column.include() != null);
  }

  /** The request for one object, with the place of its id open. */
  public static RequestTemplate retrieve(ScanSpec spec) {
    return expanded(spec, RequestTemplate.of(spec.table(), retrievePath(spec)), "");
  }

  private List<RequestStep> lookups(ScanSpec spec) {
    List<RequestStep> steps = new ArrayList<>();
    RequestTemplate template = retrieve(spec);
    for (String id : spec.ids().orElseThrow()) {
      String path = template.path();
      if (reserved.isWord(path, path.lastIndexOf('{'), id)) {
        continue;
      }
      RequestTemplate one = template.fillLast(id);
      if (!one.hasOpenPlaceholder()) {
        steps.add(RequestStep.object(one, true));
        continue;
      }
      for (String parent : spec.parents().orElseThrow()) {
        RequestStep.Parent known =
            new RequestStep.Parent(spec.table().parents().get(0), parent, null, null);
        steps.add(RequestStep.object(one.fillLast(parent), true).under(known));
      }
    }
    return steps;
  }

  private static String retrievePath(ScanSpec spec) {
    return Objects.requireNonNull(spec.table().retrievePath());
  }

  /**
   * Adds what wanted columns need to be there at all.
   *
   * @param prefix where the objects stand in the answer: empty where it is the object itself
   */
  static RequestTemplate expanded(ScanSpec spec, RequestTemplate template, String prefix) {
    Set<String> expands = new TreeSet<>();
    Set<String> includes = new TreeSet<>();
    Set<String> embedded = new TreeSet<>();
    boolean includable = prefix.isEmpty() || spec.table().list().takesInclude();
    for (ColumnSpec column : spec.columns()) {
      if (column.expand() != null) {
        boolean extra = column.role() == ColumnSpec.Role.EXPANDED;
        (extra ? embedded : expands).add(prefix + column.expand());
      }
      if (column.include() != null && includable) {
        includes.add(column.include());
      }
    }
    RequestTemplate result = template;
    int index = 0;
    for (String expand : expands) {
      result = result.with("expand[" + index++ + "]", expand);
    }
    embedded.removeAll(expands);
    List<Parameter> extras = new ArrayList<>();
    for (String expand : embedded) {
      extras.add(new Parameter("expand[" + index++ + "]", expand));
    }
    index = 0;
    for (String include : includes) {
      result = result.with("include[" + index++ + "]", include);
    }
    return result.withExtras(extras);
  }

  private List<RequestStep> accountSteps(ScanSpec spec, AccountScope scope) {
    TableSpec table = spec.table();
    List<RequestStep> connected = new ArrayList<>();
    Optional<Set<String>> ids = spec.ids();
    Set<String> asked = new LinkedHashSet<>(scope.named());
    if (ids.isPresent()) {
      if (scope.listed()) {
        asked.addAll(ids.get());
      } else {
        asked.retainAll(ids.get());
      }
    } else if (scope.listed()) {
      connected.addAll(new RequestStepPlanner(spec).of(RequestTemplate.of(table, table.path())));
    }
    RequestTemplate one = retrieve(spec);
    for (String account : asked) {
      if (AccountScope.isId(account)) {
        connected.add(RequestStep.object(one.fillLast(account), true).of(account));
      }
    }
    if (!scope.platform()) {
      return connected;
    }
    RequestTemplate own = expanded(spec, RequestTemplate.of(table, OWN_ACCOUNT), "");
    return List.of(RequestStep.object(own, false).of(AccountScope.PLATFORM).then(connected));
  }

  /** The key's own account, or the one it acts on. */
  public static final String OWN_ACCOUNT = "/v1/account";

  static Shape shape(TableSpec table) {
    if (table.kind() == Kind.SINGLETON || table.kind() == Kind.PREVIEW) {
      return Shape.OBJECT;
    }
    return table.paging() == Paging.CURSOR ? Shape.CURSOR_LIST : Shape.LIST;
  }

  static boolean isWindow(TableSpec table, FilterSpec filter) {
    return filter.equals(RowLayout.window(table));
  }
}
