package io.stripejdbc.plan.rule;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ParentSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.plan.expand.EmbeddedChildren;
import io.stripejdbc.plan.lookup.LookupBinding;
import io.stripejdbc.plan.lookup.LookupKey;
import io.stripejdbc.plan.pass.WideningCasts;
import io.stripejdbc.plan.predicate.ScanPredicate.Target;
import io.stripejdbc.plan.predicate.ScanTargets;
import io.stripejdbc.plan.rel.StripeTableScan;
import io.stripejdbc.plan.runtime.ScanTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.calcite.plan.hep.HepRelVertex;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableIntList;
import org.jspecify.annotations.Nullable;

/**
 * A side of a join whose rows can be asked for by key: a scan, with projections, filters, and
 * groups and windows by the keys above.
 *
 * @param root the side
 * @param keys the key columns the scan can be restricted by, all of the join's columns
 * @param positions where those stand in the join's list of keys
 */
record LookupJoinSide(RelNode root, List<LookupKey> keys, List<Integer> positions) {
  private static final int ACCOUNT_ALONE = -2;

  /** The table of the accounts, which is read of the platform. */
  private static final String ACCOUNTS = "accounts";

  /**
   * The side, if the API can be asked for its rows by every one of these columns.
   *
   * @param columns positions of the join's keys in the side's row
   */
  static Optional<LookupJoinSide> of(RelNode side, ImmutableIntList columns) {
    StripeTableScan scan = scan(side);
    if (scan == null || scan.template().lookup() != null || !scan.template().limits().isEmpty()) {
      return Optional.empty();
    }
    List<LookupKey> keys = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Optional<LookupKey> key = key(scan.template(), source(side, columns.get(i), scan));
      if (key.isEmpty()) {
        return Optional.empty();
      }
      keys.add(key.get());
      positions.add(i);
    }
    long values = keys.stream().filter(k -> !k.isAccount()).count();
    long accounts = keys.size() - values;
    return values <= 1 && accounts <= 1
        ? Optional.of(new LookupJoinSide(side, keys, positions))
        : Optional.empty();
  }

  /** Whether the side is of the accounts themselves. */
  boolean isAccounts() {
    StripeTableScan scan = scan(root);
    return scan != null && scan.template().table().kind() == TableSpec.Kind.ACCOUNTS;
  }

  /** Whether a key is one call of the platform's: it names an account, or an account's lists. */
  boolean isPlatformOnly() {
    StripeTableScan scan = scan(root);
    if (scan == null || isAccounts()) {
      return scan != null;
    }
    List<ParentSpec> parents = scan.template().table().parents();
    return !parents.isEmpty()
        && keys.stream().anyMatch(key -> key.target() == Target.PARENT)
        && parents.stream().allMatch(parent -> ACCOUNTS.equals(parent.table()));
  }

  /** Whether its rows stand inside those of the other side and are asked for by their parent. */
  boolean isInside(LookupJoinSide other) {
    StripeTableScan children = scan(root);
    StripeTableScan parents = scan(other.root);
    return children != null
        && parents != null
        && keys.stream().anyMatch(key -> key.target() == Target.PARENT)
        && EmbeddedChildren.embedded(children.template().table(), parents.template().table())
            .isPresent();
  }

  /** Whether it is asked for by its account alone. */
  boolean isByAccount() {
    return keys.stream().allMatch(LookupKey::isAccount);
  }

  /** Whether it asks only some accounts already. */
  boolean namesAccounts() {
    return namedAccounts() > 0;
  }

  /** How many accounts it names at most, 0 when it asks all. */
  int namedAccounts() {
    StripeTableScan scan = scan(root);
    return scan == null
        ? 0
        : scan.template().predicates().stream()
            .filter(p -> p.target() == Target.ACCOUNT)
            .mapToInt(p -> p.values().size())
            .min()
            .orElse(0);
  }

  /** Whether the API has its rows only parent by parent. */
  boolean isEachParentAsked() {
    StripeTableScan scan = scan(root);
    return scan != null
        && (!scan.template().table().required().isEmpty()
            || scan.template().table().parents().stream()
                .anyMatch(p -> p.embedded() == null && p.via() != ParentSpec.Via.EMBEDDED));
  }

  /** Whether the API has its rows for a value only that no condition gives. */
  boolean needsKey() {
    StripeTableScan scan = scan(root);
    return scan != null
        && scan.template().table().required().stream()
            .anyMatch(
                name ->
                    scan.template().predicates().stream()
                        .noneMatch(p -> p.column().name().equals(name)));
  }

  /** The side with its scan taking keys from the slot. */
  RelNode lookingUp(LookupBinding binding) {
    return map(root, scan -> scan.with(scan.template().lookingUp(binding)));
  }

  private static RelNode map(RelNode node, UnaryOperator<StripeTableScan> change) {
    RelNode rel = current(node);
    if (rel instanceof StripeTableScan scan) {
      return change.apply(scan);
    }
    return rel.copy(rel.getTraitSet(), List.of(map(rel.getInput(0), change)));
  }

  /** The scan below projections and filters, null when there is something else. */
  static @Nullable StripeTableScan scan(RelNode node) {
    RelNode rel = current(node);
    if (rel instanceof StripeTableScan scan) {
      return scan;
    }
    boolean passes =
        rel instanceof Filter || rel instanceof Project || rel instanceof Window || isGrouped(rel);
    return passes ? scan(rel.getInput(0)) : null;
  }

  /** Conditions on the columns of a group hold for all of its rows, so that they can go below. */
  private static boolean isGrouped(RelNode rel) {
    return rel instanceof Aggregate aggregate
        && aggregate.getGroupType() == Aggregate.Group.SIMPLE
        && aggregate.getGroupCount() > 0;
  }

  private static RelNode current(RelNode node) {
    return node instanceof HepRelVertex vertex ? vertex.getCurrentRel() : node;
  }

  /** The scan's column behind a column of the side, -1 for an expression. */
  private static int source(RelNode node, int column, StripeTableScan scan) {
    RelNode rel = current(node);
    if (rel instanceof StripeTableScan || column < 0) {
      return column;
    }
    if (rel instanceof Project project) {
      RexNode field = WideningCasts.within(project.getProjects().get(column));
      return field instanceof RexInputRef ref
          ? source(project.getInput(), ref.getIndex(), scan)
          : theOnlyAccount(field, scan);
    }
    if (rel instanceof Aggregate aggregate) {
      return column < aggregate.getGroupCount()
          ? source(aggregate.getInput(), aggregate.getGroupSet().nth(column), scan)
          : -1;
    }
    if (rel instanceof Window window && !isPartition(window, column)) {
      return -1;
    }
    return source(rel.getInput(0), column, scan);
  }

  /** Conditions on what every window is partitioned by keep or drop a partition as a whole. */
  private static boolean isPartition(Window window, int column) {
    return column < window.getInput().getRowType().getFieldCount()
        && window.groups.stream().allMatch(group -> group.keys.get(column));
  }

  /** Calcite puts the constant in the place of a column that can have but one value. */
  private static int theOnlyAccount(RexNode constant, StripeTableScan scan) {
    List<ColumnSpec> columns = scan.template().table().columns();
    boolean only =
        scan.template().predicates().stream()
            .anyMatch(p -> p.target() == Target.ACCOUNT && p.values().equals(List.of(constant)));
    return only && columns.get(0).role() == ColumnSpec.Role.ACCOUNT ? ACCOUNT_ALONE : -1;
  }

  private static Optional<LookupKey> key(ScanTemplate template, int position) {
    if (position == ACCOUNT_ALONE) {
      return Optional.of(new LookupKey(Target.ACCOUNT, template.table().columns().get(0)));
    }
    if (position < 0) {
      return Optional.empty();
    }
    ColumnSpec column = template.columns().get(position);
    return ScanTargets.of(template.table(), column)
        .filter(target -> !asksOtherwise(template, target))
        .map(target -> new LookupKey(target, column));
  }

  /** Ids or parents are named already: those few rows are the better start. */
  private static boolean asksOtherwise(ScanTemplate template, Target target) {
    return target != Target.ACCOUNT && template.looksUpIds();
  }
}
