package io.stripejdbc.plan.rule;

import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.plan.expand.ChildlessParents;
import io.stripejdbc.plan.expand.EmbeddedChildren;
import io.stripejdbc.plan.expand.ExpandedObject;
import io.stripejdbc.plan.expand.ExpandedReference;
import io.stripejdbc.plan.lookup.LookupBinding;
import io.stripejdbc.plan.lookup.LookupPlan;
import io.stripejdbc.plan.predicate.ScanPredicate;
import io.stripejdbc.plan.rel.ColumnTrace;
import io.stripejdbc.plan.rel.StripeLookupJoin;
import io.stripejdbc.plan.rel.StripeTableScan;
import io.stripejdbc.plan.runtime.ScanTemplate;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;

/**
 * Lets scans bring along the rows that lookup joins above them would ask for, where {@code
 * expand[]} does that in the same page.
 *
 * <p>Costs are calls, and an expanded object costs none. It makes the page heavier, so a scan
 * brings along a few tables at most.
 */
public final class ExpandPass {
  /** More objects than these inside each row are not asked for: pages grow with each. */
  private static final int MOST = 4;

  private final IdentityHashMap<StripeTableScan, List<ExpandedReference>> expanded =
      new IdentityHashMap<>();

  private ExpandPass() {}

  public static RelNode apply(RelNode rel) {
    ExpandPass pass = new ExpandPass();
    pass.find(rel);
    return pass.expanded.isEmpty() ? rel : pass.replaced(rel);
  }

  private void find(RelNode rel) {
    rel.getInputs().forEach(this::find);
    if (rel instanceof StripeLookupJoin join && join.plan().binding().valuePosition() >= 0) {
      consider(join);
    }
  }

  private void consider(StripeLookupJoin join) {
    LookupPlan plan = join.plan();
    LookupBinding binding = plan.binding();
    Optional<ColumnTrace> id =
        ColumnTrace.of(join.getLeft(), plan.leftKeys().get(binding.valuePosition()));
    StripeTableScan asked = LookupJoinSide.scan(join.getRight());
    if (id.isEmpty() || asked == null) {
      return;
    }
    if (binding.accountPosition() < 0) {
      childless(binding, id.get(), asked.template())
          .ifPresent(reference -> add(id.get().scan(), reference));
      return;
    }
    Optional<ColumnTrace> account =
        ColumnTrace.of(join.getLeft(), plan.leftKeys().get(binding.accountPosition()));
    // An account that is no column of a scan is a constant: the one that the scan is asked for.
    StripeTableScan from = id.get().scan();
    if (account.isEmpty() || account.get().isAccountOf(from)) {
      reference(binding, id.get(), asked.template()).ifPresent(reference -> add(from, reference));
    }
  }

  private static Optional<ExpandedReference> reference(
      LookupBinding binding, ColumnTrace key, ScanTemplate asked) {
    TableSpec from = key.scan().template().table();
    return switch (binding.keys().get(binding.valuePosition()).target()) {
      case ID ->
          ExpandedObject.of(
              binding.id(),
              key.streams(),
              from,
              key.column(),
              asked.table(),
              asked.checkedColumns());
      case PARENT ->
          EmbeddedChildren.of(
                  binding.id(),
                  key.streams(),
                  from,
                  key.column(),
                  asked.table(),
                  asked.checkedColumns())
              .or(() -> childless(binding, key, asked));
      case ACCOUNT, OTHER_ACCOUNTS, FILTER -> Optional.empty();
    };
  }

  private static Optional<ExpandedReference> childless(
      LookupBinding binding, ColumnTrace key, ScanTemplate asked) {
    boolean byParent =
        binding.keys().get(binding.valuePosition()).target() == ScanPredicate.Target.PARENT;
    TableSpec from = key.scan().template().table();
    return byParent
        ? ChildlessParents.of(
            binding, key.streams(), from, key.column(), asked.table(), asked.checkedColumns())
        : Optional.empty();
  }

  private void add(StripeTableScan from, ExpandedReference reference) {
    List<ExpandedReference> all = expanded.computeIfAbsent(from, scan -> new ArrayList<>());
    if (all.size() < MOST) {
      all.add(reference);
    }
  }

  private RelNode replaced(RelNode rel) {
    if (rel instanceof StripeTableScan scan) {
      List<ExpandedReference> all = expanded.get(scan);
      return all == null ? scan : scan.with(scan.template().expanding(all));
    }
    List<RelNode> inputs = new ArrayList<>();
    boolean changed = false;
    for (RelNode input : rel.getInputs()) {
      RelNode other = replaced(input);
      changed |= other != input;
      inputs.add(other);
    }
    return changed ? rel.copy(rel.getTraitSet(), inputs) : rel;
  }
}
