package io.stripejdbc.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.rules.SubQueryRemoveRule;
import org.apache.calcite.rex.LogicVisitor;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.tools.RelBuilder;

/**
 * Turns the sub-queries among the columns of a SELECT into correlations with the rows of that
 * SELECT, and of no other.
 *
 * <p>Calcite's rule (1.42) does the same, but where a SELECT has no correlated sub-query of its own
 * it takes every variable for one: in {@code SELECT (SELECT (SELECT max(w) FROM u WHERE u.id =
 * t.id) FROM x) FROM t} the innermost query was given x's rows for t's.
 */
final class ProjectSubQueryRule extends SubQueryRemoveRule {
  static final RelOptRule INSTANCE = new ProjectSubQueryRule();

  private ProjectSubQueryRule() {
    super(Config.PROJECT);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Project project = call.rel(0);
    List<RexNode> columns = project.getProjects();
    RexSubQuery query = RexUtil.SubQueryFinder.find(columns);
    if (query == null) {
      return;
    }
    Set<CorrelationId> variables = RelOptUtil.getVariablesUsed(query.rel);
    variables.retainAll(project.getVariablesSet());
    RelBuilder builder = call.builder().push(project.getInput());
    RexNode value =
        apply(
            query,
            variables,
            logic(columns, query),
            builder,
            1,
            builder.peek().getRowType().getFieldCount(),
            0);
    List<RexNode> replaced = new Replacement(query, value).visitList(columns);
    Set<CorrelationId> left =
        RexUtil.SubQueryFinder.find(replaced) == null ? Set.of() : project.getVariablesSet();
    builder.project(replaced, project.getRowType().getFieldNames(), false, left);
    call.transformTo(builder.build());
  }

  /** Which of true, false and unknown matter; within OVER, where Calcite does not look, all. */
  private static RelOptUtil.Logic logic(List<RexNode> columns, RexSubQuery query) {
    List<RelOptUtil.Logic> found = new ArrayList<>();
    for (RexNode column : columns) {
      LogicVisitor.collect(column, query, RelOptUtil.Logic.TRUE_FALSE_UNKNOWN, found);
    }
    return Set.copyOf(found).size() == 1 ? found.get(0) : RelOptUtil.Logic.TRUE_FALSE_UNKNOWN;
  }

  /** A value in the place of a sub-query. */
  private static final class Replacement extends RexShuttle {
    private final RexSubQuery query;
    private final RexNode value;

    Replacement(RexSubQuery query, RexNode value) {
      this.query = query;
      this.value = value;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery each) {
      return each.equals(query) ? value : each;
    }
  }
}
