package io.stripejdbc.plan.rule;

import io.stripejdbc.plan.rel.StripeLookupJoin;
import io.stripejdbc.plan.rel.StripeTableScan;
import io.stripejdbc.plan.rel.StripeTieSort;
import io.stripejdbc.plan.runtime.ScanTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.plan.hep.HepRelVertex;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * Lets a scan deliver its rows newest first where the plan sorts by {@code created} descending, and
 * takes the sort out: Stripe's lists are in that order (Stripe docs: pagination), and projections,
 * filters and limits keep it. Where further keys follow, or times are finer than the lists'
 * seconds, a {@link StripeTieSort} settles what is made in the same second.
 */
public final class PushOrderRule extends RelRule<RuleConfig> {
  public static final RuleConfig CONFIG =
      RuleConfig.of(
          "StripePushOrder",
          b -> b.operand(Sort.class).predicate(PushOrderRule::isDescending).anyInputs(),
          PushOrderRule::new);

  private static final ScanTemplate.Counting TIES = ScanTemplate.Counting.ROWS_AND_TIES;

  private PushOrderRule(RuleConfig config) {
    super(config);
  }

  private static boolean isDescending(Sort sort) {
    List<RelFieldCollation> keys = sort.getCollation().getFieldCollations();
    return !keys.isEmpty()
        && keys.get(0).getDirection() == RelFieldCollation.Direction.DESCENDING
        && keys.get(0).nullDirection != RelFieldCollation.NullDirection.LAST
        && keys.stream().allMatch(key -> isScalar(sort, key.getFieldIndex()));
  }

  private static boolean isScalar(Sort sort, int field) {
    RelDataType type = sort.getRowType().getFieldList().get(field).getType();
    return !type.isStruct() && type.getComponentType() == null && type.getKeyType() == null;
  }

  /** Rows of the same second come in any order: a second key needs them sorted. */
  private static boolean hasTies(Sort sort) {
    RelFieldCollation first = sort.getCollation().getFieldCollations().get(0);
    int fraction =
        sort.getRowType().getFieldList().get(first.getFieldIndex()).getType().getPrecision();
    return sort.getCollation().getFieldCollations().size() > 1 || fraction > 0;
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Sort sort = call.rel(0);
    int field = sort.getCollation().getFieldCollations().get(0).getFieldIndex();
    boolean ties = hasTies(sort);
    ordered(sort.getInput(), field, ties)
        .map(input -> ties ? settled(input, sort.getCollation()) : input)
        .ifPresent(input -> call.transformTo(unsorted(sort, input)));
  }

  /** Settles ties before anything is looked up, where they are of the driving side's columns. */
  private static RelNode settled(RelNode input, RelCollation order) {
    return settledBelow(input, order)
        .orElseGet(
            () ->
                new StripeTieSort(
                    input.getCluster(),
                    input.getCluster().traitSetOf(Convention.NONE),
                    input,
                    order));
  }

  /** The rows with ties settled below a lookup join; empty where there is none, or it has keys. */
  private static Optional<RelNode> settledBelow(RelNode node, RelCollation order) {
    RelNode rel = node instanceof HepRelVertex vertex ? vertex.getCurrentRel() : node;
    if (rel instanceof StripeLookupJoin) {
      return order.getKeys().stream().allMatch(key -> isDriver(rel, key))
          ? Optional.of(withFirst(rel, settled(rel.getInput(0), order)))
          : Optional.empty();
    }
    if (rel instanceof Filter) {
      return settledBelow(rel.getInput(0), order).map(input -> withFirst(rel, input));
    }
    if (rel instanceof Project project) {
      return below(project, order)
          .flatMap(keys -> settledBelow(rel.getInput(0), keys))
          .map(input -> withFirst(rel, input));
    }
    return Optional.empty();
  }

  /** The same order by the columns that a projection is made of. */
  private static Optional<RelCollation> below(Project project, RelCollation order) {
    List<RelFieldCollation> keys = new ArrayList<>();
    for (RelFieldCollation key : order.getFieldCollations()) {
      if (!(project.getProjects().get(key.getFieldIndex()) instanceof RexInputRef ref)) {
        return Optional.empty();
      }
      keys.add(key.withFieldIndex(ref.getIndex()));
    }
    return Optional.of(RelCollations.of(keys));
  }

  private static RelNode unsorted(Sort sort, RelNode input) {
    return sort.fetch == null && sort.offset == null
        ? input
        : LogicalSort.create(input, RelCollations.EMPTY, sort.offset, sort.fetch);
  }

  /** Rows newest first by one of their fields; empty where no scan can give them so. */
  static Optional<RelNode> newestFirst(RelNode rows, int field) {
    return ordered(rows, field, false);
  }

  /** The input with its scan ordered, if column {@code field} is its {@code created}. */
  private static Optional<RelNode> ordered(RelNode node, int field, boolean ties) {
    RelNode rel = node instanceof HepRelVertex vertex ? vertex.getCurrentRel() : node;
    if (rel instanceof StripeTableScan scan) {
      return orderedScan(scan, field, ties);
    }
    if (rel instanceof Correlate join && hasOneRow(join.getLeft())) {
      int own = field - join.getLeft().getRowType().getFieldCount();
      return own < 0
          ? Optional.empty()
          : ordered(join.getRight(), own, ties)
              .map(rows -> join.copy(join.getTraitSet(), List.of(join.getLeft(), rows)));
    }
    boolean keepsFields = rel instanceof Filter || isDriver(rel, field);
    if (keepsFields) {
      return orderedInput(rel, field, ties);
    }
    if (rel instanceof Project project) {
      RexNode source = project.getProjects().get(field);
      return source instanceof RexInputRef ref
          ? orderedInput(rel, ref.getIndex(), ties)
          : Optional.empty();
    }
    return Optional.empty();
  }

  /** Whether a side of a join is one row at most, so that the join is the other side's rows. */
  static boolean hasOneRow(RelNode side) {
    Double most = side.getCluster().getMetadataQuery().getMaxRowCount(side);
    return most != null && most <= 1;
  }

  /** A lookup join gives its rows out in the order of its driving side. */
  private static boolean isDriver(RelNode rel, int field) {
    return rel instanceof StripeLookupJoin join
        && !join.plan().isByAccount()
        && field < join.getLeft().getRowType().getFieldCount();
  }

  private static Optional<RelNode> orderedInput(RelNode rel, int field, boolean ties) {
    return ordered(rel.getInput(0), field, ties).map(input -> withFirst(rel, input));
  }

  private static RelNode withFirst(RelNode rel, RelNode input) {
    List<RelNode> inputs = new ArrayList<>(rel.getInputs());
    inputs.set(0, input);
    return rel.copy(rel.getTraitSet(), inputs);
  }

  private static Optional<RelNode> orderedScan(StripeTableScan scan, int field, boolean ties) {
    ScanTemplate template = scan.template();
    boolean byCreated = template.columns().get(field).name().equals("created");
    return byCreated && template.table().newestFirst()
        ? Optional.of(scan.with(ties ? template.ordered().counting(TIES) : template.ordered()))
        : Optional.empty();
  }
}
