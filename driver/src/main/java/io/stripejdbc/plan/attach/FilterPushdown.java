package io.stripejdbc.plan.attach;

import io.stripejdbc.attach.RemoteCondition;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.tools.RelBuilder;

/**
 * Gives the other database the conditions that it can check. One that it may take for more rows
 * than we do, as the equality of texts, is checked here as well.
 */
final class FilterPushdown {
  private FilterPushdown() {}

  static RelNode of(Filter filter, AttachedScan scan) {
    if (!scan.query().isPlain()) {
      return filter;
    }
    ConditionTranslator translator =
        new ConditionTranslator(scan, filter.getCluster().getRexBuilder());
    List<RemoteCondition> pushed = new ArrayList<>();
    List<RexNode> remainder = new ArrayList<>();
    for (RexNode condition : RelOptUtil.conjunctions(filter.getCondition())) {
      ConditionTranslator.Translated translated = translator.translate(condition);
      if (translated.condition() != null) {
        pushed.add(translated.condition());
      }
      if (!translated.exact()) {
        remainder.add(condition);
      }
    }
    if (pushed.isEmpty()) {
      return filter;
    }
    AttachedScan narrowed =
        scan.with(scan.query().and(pushed), translator.values(), scan.getRowType());
    RelBuilder builder = RelFactories.LOGICAL_BUILDER.create(filter.getCluster(), null);
    return builder.push(narrowed).filter(remainder).build();
  }
}
