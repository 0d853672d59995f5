package io.stripejdbc.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Keeps LIMIT and OFFSET within what the operators count with, an int: no answer has 2147483647
 * rows (at a hundred rows a page and 25 pages a second it would take ten days), so that more of
 * them are all of them.
 */
final class RowCountLimits {
  private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);

  private RowCountLimits() {}

  static RelNode within(RelNode rel) {
    List<RelNode> inputs = new ArrayList<>();
    boolean changed = false;
    for (RelNode input : rel.getInputs()) {
      RelNode other = within(input);
      changed |= other != input;
      inputs.add(other);
    }
    RelNode below = changed ? rel.copy(rel.getTraitSet(), inputs) : rel;
    return below instanceof Sort sort && (isMore(sort.offset) || isMore(sort.fetch))
        ? sort.copy(
            sort.getTraitSet(),
            sort.getInput(),
            sort.getCollation(),
            least(sort, sort.offset),
            least(sort, sort.fetch))
        : below;
  }

  private static boolean isMore(@Nullable RexNode count) {
    BigDecimal value =
        count instanceof RexLiteral literal ? literal.getValueAs(BigDecimal.class) : null;
    return value != null && value.compareTo(MOST) > 0;
  }

  private static @Nullable RexNode least(Sort sort, @Nullable RexNode count) {
    RexBuilder rex = sort.getCluster().getRexBuilder();
    return isMore(count) ? rex.makeExactLiteral(MOST) : count;
  }
}
