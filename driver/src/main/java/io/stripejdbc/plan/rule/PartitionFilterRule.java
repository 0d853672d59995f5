package io.stripejdbc.plan.rule;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Moves conditions below window functions where they are on columns that every window is
 * partitioned by: they keep or drop a partition as a whole. {@code WHERE connected_account = …} on
 * a running total per account so reaches the scan.
 */
public final class PartitionFilterRule extends RelRule<RuleConfig> {
  public static final RuleConfig CONFIG =
      RuleConfig.of(
          "StripePartitionFilter",
          b ->
              b.operand(Filter.class)
                  .oneInput(
                      p -> p.operand(Project.class).predicate(Project::containsOver).anyInputs()),
          PartitionFilterRule::new);

  private PartitionFilterRule(RuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Filter filter = call.rel(0);
    Project project = call.rel(1);
    ImmutableBitSet partition = partition(project);
    List<RexNode> below = new ArrayList<>();
    List<RexNode> above = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
      ImmutableBitSet columns = RelOptUtil.InputFinder.bits(conjunct);
      boolean whole = !RexOver.containsOver(conjunct) && partition.contains(columns);
      (whole ? below : above).add(whole ? RelOptUtil.pushPastProject(conjunct, project) : conjunct);
    }
    if (below.isEmpty()) {
      return; // Every condition is on something else than a partition.
    }
    call.transformTo(
        call.builder()
            .push(project.getInput())
            .filter(below)
            .project(project.getProjects(), project.getRowType().getFieldNames(), true)
            .filter(above)
            .build());
  }

  /** The project's fields that are plain columns in every window's partition. */
  private static ImmutableBitSet partition(Project project) {
    List<List<RexNode>> windows = new ArrayList<>();
    RexVisitorImpl<Void> finder =
        new RexVisitorImpl<>(true) {
          @Override
          public Void visitOver(RexOver over) {
            windows.add(over.getWindow().partitionKeys);
            return null;
          }
        };
    project.getProjects().forEach(each -> each.accept(finder));
    ImmutableBitSet.Builder fields = ImmutableBitSet.builder();
    for (int i = 0; i < project.getProjects().size(); i++) {
      RexNode field = project.getProjects().get(i);
      if (!RexOver.containsOver(field) && windows.stream().allMatch(keys -> keys.contains(field))) {
        fields.set(i);
      }
    }
    return fields.build();
  }
}
