package io.stripejdbc.calcite;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.stripejdbc.query.compile.RelCompiler;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.ViewExpanders;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Sample;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalAsofJoin;
import org.apache.calcite.rel.logical.LogicalCalc;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalIntersect;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalMinus;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.logical.LogicalTableFunctionScan;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.logical.LogicalWindow;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/**
 * Makes a logical expression of another planner's cluster one of ours: the same operations, on the
 * same tables. Tables of other adapters are asked for their scan anew, and bring their own rules.
 */
final class HostRelConverter {
  private final RelOptCluster cluster;
  private final RelCompiler compiler;

  HostRelConverter(RelOptCluster cluster, RelCompiler compiler) {
    this.cluster = cluster;
    this.compiler = compiler;
  }

  /** The whole expression. */
  RelNode root(RelNode rel) {
    // What is numbered from now on is none of what stands in the expression.
    int next = rel.getCluster().createCorrel().getId();
    CorrelationId last = cluster.createCorrel();
    while (last.getId() < next) {
      last = cluster.createCorrel();
    }
    return convert(rel);
  }

  private RelNode convert(RelNode node) {
    RelNode rel = QueryRegistration.original(node);
    if (rel instanceof AdapterTableScan scan) {
      return scan.in(cluster, compiler);
    }
    if (rel instanceof TableScan scan) {
      return scan.getTable().toRel(ViewExpanders.simpleContext(cluster));
    }
    List<RelNode> inputs = rel.getInputs().stream().map(this::convert).toList();
    RelNode converted =
        switch (inputs.size()) {
          case 0 -> leaf(rel, inputs);
          case 1 -> single(rel, inputs.get(0));
          default -> several(rel, inputs);
        };
    return converted.accept(new SubQueries());
  }

  private RelNode leaf(RelNode rel, List<RelNode> inputs) {
    return rel instanceof LogicalValues values
        ? LogicalValues.create(cluster, values.getRowType(), values.getTuples())
        : several(rel, inputs);
  }

  private RelNode single(RelNode rel, RelNode input) {
    if (rel instanceof LogicalFilter filter) {
      return LogicalFilter.create(
          input,
          ImpliedEqualities.with(cluster.getRexBuilder(), filter.getCondition()),
          ImmutableSet.copyOf(filter.getVariablesSet()));
    }
    if (rel instanceof LogicalProject project) {
      return LogicalProject.create(
          input, List.of(), project.getProjects(), project.getRowType(), project.getVariablesSet());
    }
    if (rel instanceof LogicalAggregate aggregate) {
      return HostAggregateConverter.convert(aggregate, input);
    }
    if (rel instanceof LogicalSort sort) {
      return LogicalSort.create(input, sort.getCollation(), sort.offset, sort.fetch);
    }
    if (rel instanceof LogicalWindow window) {
      return LogicalWindow.create(
          input.getTraitSet(),
          List.of(),
          input,
          window.getConstants(),
          window.getRowType(),
          window.groups);
    }
    if (rel instanceof LogicalCalc calc) {
      return LogicalCalc.create(input, calc.getProgram());
    }
    return rare(rel, input);
  }

  private RelNode rare(RelNode rel, RelNode input) {
    if (rel instanceof Uncollect uncollect) {
      return Uncollect.create(
          input.getTraitSet(), input, uncollect.withOrdinality, uncollect.getItemAliases());
    }
    if (rel instanceof Sample sample) {
      return new Sample(cluster, input, sample.getSamplingParameters());
    }
    return several(rel, List.of(input));
  }

  private RelNode several(RelNode rel, List<RelNode> inputs) {
    if (rel instanceof LogicalJoin join) {
      return LogicalJoin.create(
          inputs.get(0),
          inputs.get(1),
          List.of(),
          join.getCondition(),
          join.getVariablesSet(),
          join.getJoinType(),
          join.isSemiJoinDone(),
          ImmutableList.copyOf(join.getSystemFieldList()));
    }
    if (rel instanceof LogicalCorrelate correlate) {
      return LogicalCorrelate.create(
          inputs.get(0),
          inputs.get(1),
          List.of(),
          correlate.getCorrelationId(),
          correlate.getRequiredColumns(),
          correlate.getJoinType());
    }
    if (rel instanceof LogicalUnion union) {
      return LogicalUnion.create(inputs, union.all);
    }
    if (rel instanceof LogicalIntersect intersect) {
      return LogicalIntersect.create(inputs, intersect.all);
    }
    if (rel instanceof LogicalMinus minus) {
      return LogicalMinus.create(inputs, minus.all);
    }
    return others(rel, inputs);
  }

  private RelNode others(RelNode rel, List<RelNode> inputs) {
    if (rel instanceof LogicalAsofJoin join) {
      return LogicalAsofJoin.create(
          inputs.get(0),
          inputs.get(1),
          List.of(),
          join.getCondition(),
          join.getMatchCondition(),
          join.getJoinType(),
          ImmutableList.copyOf(join.getSystemFieldList()));
    }
    if (rel instanceof LogicalTableFunctionScan scan) {
      return LogicalTableFunctionScan.create(
          cluster,
          inputs,
          scan.getCall(),
          scan.getElementType(),
          scan.getRowType(),
          scan.getColumnMappings());
    }
    throw new UnsupportedOperationException(rel.getRelTypeName() + " is planned by its owner");
  }

  /** Converts the expressions of sub-queries as well. */
  private final class SubQueries extends RexShuttle {
    @Override
    public RexNode visitSubQuery(RexSubQuery subQuery) {
      RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
      return visited.clone(convert(visited.rel));
    }
  }
}
