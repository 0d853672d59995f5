package io.stripejdbc.plan.rule;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.plan.predicate.BoundArithmetic;
import io.stripejdbc.plan.predicate.ColumnCondition;
import io.stripejdbc.plan.predicate.ComparedRange;
import io.stripejdbc.plan.predicate.ConditionReader;
import io.stripejdbc.plan.predicate.Pushdown;
import io.stripejdbc.plan.predicate.ScanPredicate;
import io.stripejdbc.plan.predicate.ScanPredicate.Comparison;
import io.stripejdbc.plan.predicate.ScanPredicate.Target;
import io.stripejdbc.plan.predicate.ScanTargets;
import io.stripejdbc.plan.predicate.SearchCondition;
import io.stripejdbc.plan.runtime.ScanTemplate;
import io.stripejdbc.scan.request.RowLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Divides the conjuncts above a scan into what the API can answer and what it cannot.
 *
 * <p>A conjunct leaves the plan only when the API's answer is exactly its rows; a superset is
 * pushed and kept. A shape that is not known is remainder.
 */
final class FilterTranslator {
  /** More values than this for one parameter, each a list of its own, are left to the driver. */
  private static final int MOST_STREAMS = 20;

  private final TableSpec table;
  private final ConditionReader reader;
  private final SearchConditionReader search;
  private final boolean mayLookUp;
  private final boolean looksUp;

  /**
   * @param template the scan below the conditions, its columns being the fields they refer to
   */
  FilterTranslator(ScanTemplate template, RexBuilder rex) {
    this.table = template.table();
    this.reader = new ConditionReader(template.columns(), rex);
    this.search = new SearchConditionReader(template, reader);
    this.looksUp = template.looksUpIds();
    this.mayLookUp =
        ScanTargets.canLookUp(table)
            && (looksUp
                || template.predicates().stream().noneMatch(p -> p.target() == Target.FILTER));
  }

  /** Divides the conjuncts. */
  Pushdown translate(List<RexNode> conjuncts) {
    List<ScanPredicate> lookups = new ArrayList<>();
    List<RexNode> rest = new ArrayList<>();
    List<RexNode> kept = new ArrayList<>();
    if (mayLookUp) {
      divide(conjuncts, lookups, rest, kept);
    } else {
      rest.addAll(conjuncts);
    }
    List<ScanPredicate> pushed = new ArrayList<>(lookups);
    List<RexNode> remainder = new ArrayList<>(kept);
    for (RexNode conjunct : rest) {
      List<ScanPredicate> found = predicates(conjunct, !looksUp && lookups.isEmpty());
      pushed.addAll(found);
      if (found.isEmpty() || found.stream().anyMatch(p -> !p.required())) {
        remainder.add(conjunct);
      }
    }
    List<SearchCondition> searches = new ArrayList<>();
    remainder.forEach(conjunct -> searches.addAll(search.read(conjunct)));
    return new Pushdown(pushed, remainder, searches);
  }

  /**
   * Takes the conjunct that names ids.
   *
   * @param kept takes it in where it says more than that
   */
  private void divide(
      List<RexNode> conjuncts, List<ScanPredicate> taken, List<RexNode> rest, List<RexNode> kept) {
    for (RexNode conjunct : conjuncts) {
      List<ScanPredicate> found = predicates(conjunct, true);
      if (taken.isEmpty() && found.size() == 1 && found.get(0).target() == Target.ID) {
        taken.addAll(found);
        if (!found.get(0).required()) {
          kept.add(conjunct);
        }
      } else {
        rest.add(conjunct);
      }
    }
  }

  /**
   * What of a conjunct can be pushed.
   *
   * @param parameters whether list parameters may be used: not beside a lookup by id, whose path
   *     takes none; there the time of creation is told to those who read a list instead
   */
  private List<ScanPredicate> predicates(RexNode conjunct, boolean parameters) {
    List<ScanPredicate> found = new ArrayList<>();
    for (ColumnCondition condition : reader.read(conjunct)) {
      Optional<ScanPredicate> pushed = push(condition);
      if (!parameters) {
        pushed =
            pushed
                .filter(p -> isOfAccounts(p.target()) || isWindow(p))
                .map(p -> isWindow(p) ? p.alsoInPlan() : p);
      }
      pushed.ifPresent(found::add);
    }
    return found;
  }

  private boolean isWindow(ScanPredicate predicate) {
    FilterSpec window = RowLayout.window(table);
    return window != null
        && predicate.target() == Target.FILTER
        && window.column().equals(predicate.column().name());
  }

  private static boolean isOfAccounts(Target target) {
    return target == Target.ACCOUNT || target == Target.OTHER_ACCOUNTS;
  }

  private Optional<ScanPredicate> push(ColumnCondition condition) {
    ColumnSpec column = condition.column();
    if (condition.comparison() == Comparison.NOT_IN) {
      return Optional.of(predicate(condition, Target.OTHER_ACCOUNTS, leavesOutExactly()));
    }
    boolean in = condition.comparison() == Comparison.IN && condition.expression().isPlain();
    if (in && column.role() == ColumnSpec.Role.ACCOUNT) {
      return Optional.of(predicate(condition, Target.ACCOUNT, condition.exact()));
    }
    if (in && column.name().equals("id") && mayLookUp) {
      return Optional.of(predicate(condition, Target.ID, condition.exact()));
    }
    if (in && ScanTargets.isOnlyParent(table, column)) {
      return Optional.of(predicate(condition, Target.PARENT, condition.exact()));
    }
    return table.filter(column.name()).flatMap(filter -> pushParameter(condition, filter));
  }

  /** Where accounts are rows themselves, or parents of rows, they come by lists of their own. */
  private boolean leavesOutExactly() {
    return table.kind() == TableSpec.Kind.LIST && table.parents().isEmpty();
  }

  private Optional<ScanPredicate> pushParameter(ColumnCondition condition, FilterSpec filter) {
    return switch (filter.operator()) {
      case EQUAL, ANY_OF -> pushEqual(condition, filter);
      case RANGE, RANGE_SUFFIX, AFTER_BEFORE -> pushRange(condition, filter);
    };
  }

  private Optional<ScanPredicate> pushEqual(ColumnCondition condition, FilterSpec filter) {
    if (condition.comparison() != Comparison.IN
        || !condition.expression().isPlain()
        || condition.values().size() > MOST_STREAMS) {
      return Optional.empty();
    }
    boolean closed = filter.terms().closed();
    boolean known =
        filter.values().isEmpty() || closed || condition.values().stream().allMatch(this::isText);
    if (!closed && known && !condition.values().stream().allMatch(v -> accepts(filter, v))) {
      return Optional.empty();
    }
    return Optional.of(
        predicate(condition, Target.FILTER, condition.exact() && filter.exact() && known));
  }

  private boolean isText(RexNode value) {
    return value instanceof RexLiteral;
  }

  private static boolean accepts(FilterSpec filter, RexNode value) {
    if (filter.values().isEmpty() || !(value instanceof RexLiteral literal)) {
      return filter.values().isEmpty();
    }
    Object text =
        literal.getTypeName() == SqlTypeName.BOOLEAN
            ? literal.getValueAs(Boolean.class)
            : literal.getValueAs(String.class);
    return filter.accepts(String.valueOf(text));
  }

  private static Optional<ScanPredicate> pushRange(ColumnCondition given, FilterSpec filter) {
    ColumnCondition condition = given;
    if (given.comparison() == Comparison.IN && given.values().size() > 1) {
      condition = given.inRanges();
    }
    int ranges = condition.asRanges().size();
    if (!BoundArithmetic.hasBounds(condition.column().type())
        || ranges > MOST_STREAMS
        || (condition.ranges().isEmpty() && ranges != 1)) {
      return Optional.empty();
    }
    // Bounds are whole seconds; of a column of milliseconds they are only a superset.
    boolean exact =
        filter.exact() && condition.column().type() != ColumnType.INSTANT && isExactHere(condition);
    return Optional.of(predicate(condition, Target.FILTER, condition.exact() && exact));
  }

  /**
   * Whether the bounds are exact for the values that the SQL names: not for the hour in which
   * clocks are set back, and a value that is not known yet may lie there.
   */
  private static boolean isExactHere(ColumnCondition condition) {
    int next = 0;
    for (ComparedRange range : condition.asRanges()) {
      for (ComparedRange.Bound bound : range.bounds()) {
        if (!bound.expression().isExact() && !isExactHere(bound, condition.values().get(next))) {
          return false;
        }
        next++;
      }
    }
    return true;
  }

  private static boolean isExactHere(ComparedRange.Bound bound, RexNode given) {
    if (!(given instanceof RexLiteral literal) || literal.isNull()) {
      return false;
    }
    Class<? extends Number> internal =
        literal.getTypeName() == SqlTypeName.DATE ? Integer.class : Long.class;
    Number value = literal.getValueAs(internal);
    return value != null
        && BoundArithmetic.isExact(bound.expression(), bound.comparison(), value.longValue());
  }

  private static ScanPredicate predicate(
      ColumnCondition condition, Target target, boolean required) {
    return new ScanPredicate(
        condition.column(),
        target,
        condition.comparison(),
        condition.expression(),
        condition.values(),
        condition.ranges(),
        required);
  }
}
