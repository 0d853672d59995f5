package io.stripejdbc.plan.rule;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.plan.rel.StripeTableScan;
import io.stripejdbc.plan.runtime.ScanTemplate;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.mapping.Mappings;

/** Narrows a scan to the columns that the projection above it uses. */
public final class PushProjectRule extends RelRule<RuleConfig> {
  public static final RuleConfig CONFIG =
      RuleConfig.of(
          "StripePushProject",
          b -> b.operand(Project.class).oneInput(s -> s.operand(StripeTableScan.class).noInputs()),
          PushProjectRule::new);

  private PushProjectRule(RuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Project project = call.rel(0);
    StripeTableScan scan = call.rel(1);
    ImmutableBitSet kept = kept(project, scan.template());
    List<ColumnSpec> columns = scan.template().columns();
    if (kept.cardinality() == columns.size()) {
      return; // Nothing to leave out.
    }
    List<ColumnSpec> narrowed = new ArrayList<>();
    kept.asList().forEach(i -> narrowed.add(columns.get(i)));
    Mappings.TargetMapping mapping =
        Mappings.target(kept::indexOf, columns.size(), narrowed.size());
    List<RexNode> projects = RexUtil.apply(mapping, project.getProjects());
    call.transformTo(
        call.builder()
            .push(scan.with(scan.template().withColumns(narrowed)))
            .project(projects, project.getRowType().getFieldNames(), true)
            .build());
  }

  /** Used columns; {@code created} too when the order depends on it; at least one. */
  private static ImmutableBitSet kept(Project project, ScanTemplate template) {
    ImmutableBitSet used = RelOptUtil.InputFinder.bits(project.getProjects(), null);
    for (int i = 0; i < template.columns().size(); i++) {
      boolean orders = template.newestFirst() && template.columns().get(i).name().equals("created");
      if (orders) {
        used = used.set(i);
      }
    }
    return used.isEmpty() ? ImmutableBitSet.of(0) : used;
  }
}
