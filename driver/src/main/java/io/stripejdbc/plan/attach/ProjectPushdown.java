package io.stripejdbc.plan.attach;

import io.stripejdbc.attach.RemoteQuery;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.mapping.Mappings;

/** Leaves out columns that nobody uses; what is computed of the others is computed here. */
final class ProjectPushdown {
  private ProjectPushdown() {}

  static RelNode of(Project project, AttachedScan scan) {
    List<RexNode> projects = project.getProjects();
    if (!projects.isEmpty() && projects.stream().allMatch(RexInputRef.class::isInstance)) {
      List<Integer> kept = projects.stream().map(p -> ((RexInputRef) p).getIndex()).toList();
      return mayKeep(scan.query(), kept)
          ? scan.with(scan.query().selecting(kept), scan.values(), project.getRowType())
          : project;
    }
    ImmutableBitSet used = RelOptUtil.InputFinder.bits(projects, null);
    List<Integer> kept = (used.isEmpty() ? ImmutableBitSet.of(0) : used).asList();
    int columns = scan.getRowType().getFieldCount();
    if (kept.size() == columns || !mayKeep(scan.query(), kept)) {
      return project;
    }
    AttachedScan narrowed = scan.with(scan.query().selecting(kept), scan.values(), row(scan, kept));
    Mappings.TargetMapping mapping = Mappings.target(kept::indexOf, columns, kept.size());
    RelBuilder builder = RelFactories.LOGICAL_BUILDER.create(project.getCluster(), null);
    return builder
        .push(narrowed)
        .project(RexUtil.apply(mapping, projects), project.getRowType().getFieldNames(), true)
        .build();
  }

  private static RelDataType row(AttachedScan scan, List<Integer> kept) {
    var builder = scan.getCluster().getTypeFactory().builder();
    kept.forEach(i -> builder.add(scan.getRowType().getFieldList().get(i)));
    return builder.build();
  }

  /** A group is a group by all its columns, and an order needs its keys. */
  private static boolean mayKeep(RemoteQuery query, List<Integer> kept) {
    for (int i = 0; i < query.outputs().size(); i++) {
      if (query.grouped() && query.outputs().get(i).isColumn() && !kept.contains(i)) {
        return false;
      }
    }
    return query.order().stream().allMatch(key -> kept.contains(key.output()));
  }
}
