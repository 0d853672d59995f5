package io.stripejdbc.plan.rule;

import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.plan.expand.CarriedChildren;
import io.stripejdbc.plan.expand.CarriedObject;
import io.stripejdbc.plan.expand.Carrying;
import io.stripejdbc.plan.expand.ChildlessParents;
import io.stripejdbc.plan.lookup.LookupPlan;
import io.stripejdbc.plan.lookup.LookupSlot;
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
public final class CarryPass {
  /** More objects than these inside each row are not asked for: pages grow with each. */
  private static final int MOST = 4;

  private final IdentityHashMap<StripeTableScan, List<Carrying>> carries = new IdentityHashMap<>();

  private CarryPass() {}

  public static RelNode apply(RelNode rel) {
    CarryPass pass = new CarryPass();
    pass.find(rel);
    return pass.carries.isEmpty() ? rel : pass.replaced(rel);
  }

  private void find(RelNode rel) {
    rel.getInputs().forEach(this::find);
    if (rel instanceof StripeLookupJoin join && join.plan().slot().valuePosition() >= 0) {
      consider(join);
    }
  }

  private void consider(StripeLookupJoin join) {
    LookupPlan plan = join.plan();
    LookupSlot slot = plan.slot();
    Optional<ColumnTrace> id =
        ColumnTrace.of(join.getLeft(), plan.leftKeys().get(slot.valuePosition()));
    StripeTableScan asked = LookupSide.scan(join.getRight());
    if (id.isEmpty() || asked == null) {
      return;
    }
    if (slot.accountPosition() < 0) {
      childless(slot, id.get(), asked.template())
          .ifPresent(carrying -> add(id.get().scan(), carrying));
      return;
    }
    Optional<ColumnTrace> account =
        ColumnTrace.of(join.getLeft(), plan.leftKeys().get(slot.accountPosition()));
    // An account that is no column of a scan is a constant: the one that the scan is asked for.
    StripeTableScan from = id.get().scan();
    if (account.isEmpty() || account.get().isAccountOf(from)) {
      carrying(slot, id.get(), asked.template()).ifPresent(carrying -> add(from, carrying));
    }
  }

  private static Optional<Carrying> carrying(LookupSlot slot, ColumnTrace key, ScanTemplate asked) {
    TableSpec from = key.scan().template().table();
    return switch (slot.keys().get(slot.valuePosition()).target()) {
      case ID ->
          CarriedObject.of(
              slot.id(), key.streams(), from, key.column(), asked.table(), asked.checkedColumns());
      case PARENT ->
          CarriedChildren.of(
                  slot.id(),
                  key.streams(),
                  from,
                  key.column(),
                  asked.table(),
                  asked.checkedColumns())
              .or(() -> childless(slot, key, asked));
      case ACCOUNT, FILTER -> Optional.empty();
    };
  }

  private static Optional<Carrying> childless(
      LookupSlot slot, ColumnTrace key, ScanTemplate asked) {
    boolean byParent =
        slot.keys().get(slot.valuePosition()).target() == ScanPredicate.Target.PARENT;
    TableSpec from = key.scan().template().table();
    return byParent
        ? ChildlessParents.of(
            slot, key.streams(), from, key.column(), asked.table(), asked.checkedColumns())
        : Optional.empty();
  }

  private void add(StripeTableScan from, Carrying carrying) {
    List<Carrying> all = carries.computeIfAbsent(from, scan -> new ArrayList<>());
    if (all.size() < MOST) {
      all.add(carrying);
    }
  }

  private RelNode replaced(RelNode rel) {
    if (rel instanceof StripeTableScan scan) {
      List<Carrying> all = carries.get(scan);
      return all == null ? scan : scan.with(scan.template().carrying(all));
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
