package io.stripejdbc.plan.rule;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Range;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.plan.predicate.ScanTargets;
import io.stripejdbc.plan.rel.StripeLookupJoin;
import io.stripejdbc.plan.rel.StripeTableScan;
import io.stripejdbc.plan.runtime.ScanTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;

/**
 * Makes a join with a list of rows of a long {@code id IN (…)}: of some hundred ids nobody knows
 * beforehand whether looking each up or reading the list costs fewer calls, and {@link
 * StripeLookupJoin} finds out as the rows come.
 */
public final class LongIdListRule extends RelRule<RuleConfig> {
  /** Up to this many ids are looked up side by side. */
  static final int MOST_LOOKUPS = 100;

  public static final RuleConfig CONFIG =
      RuleConfig.of(
          "StripeLongIdList",
          b -> b.operand(Filter.class).oneInput(s -> s.operand(StripeTableScan.class).noInputs()),
          LongIdListRule::new);

  private LongIdListRule(RuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Filter filter = call.rel(0);
    StripeTableScan scan = call.rel(1);
    List<RexNode> others = new ArrayList<>(RelOptUtil.conjunctions(filter.getCondition()));
    RexNode list = list(scan, others);
    if (list == null) {
      return;
    }
    others.remove(list);
    call.transformTo(joined(call.builder(), scan, (RexCall) list, others));
  }

  private static @Nullable RexNode list(StripeTableScan scan, List<RexNode> conjuncts) {
    ScanTemplate template = scan.template();
    boolean mayLookUp =
        ScanTargets.canLookUp(template.table())
            && !template.looksUpIds()
            && template.limits().isEmpty();
    return mayLookUp
        ? conjuncts.stream().filter(each -> isLongList(template, each)).findFirst().orElse(null)
        : null;
  }

  private static boolean isLongList(ScanTemplate template, RexNode conjunct) {
    if (conjunct.getKind() != SqlKind.SEARCH
        || !(((RexCall) conjunct).getOperands().get(0) instanceof RexInputRef ref)) {
      return false;
    }
    ColumnSpec column = template.columns().get(ref.getIndex());
    return column.name().equals("id")
        && points((RexCall) conjunct).filter(sarg -> sarg.pointCount > MOST_LOOKUPS).isPresent();
  }

  private static Optional<Sarg<?>> points(RexCall search) {
    Sarg<?> sarg = ((RexLiteral) search.getOperands().get(1)).getValueAs(Sarg.class);
    boolean points = sarg != null && sarg.isPoints() && sarg.nullAs != RexUnknownAs.TRUE;
    return points ? Optional.of(sarg) : Optional.empty();
  }

  private static RelNode joined(
      RelBuilder builder, StripeTableScan scan, RexCall list, List<RexNode> others) {
    RexBuilder rex = builder.getRexBuilder();
    int id = ((RexInputRef) list.getOperands().get(0)).getIndex();
    RelDataType type = scan.getRowType().getFieldList().get(id).getType();
    ImmutableList.Builder<ImmutableList<RexLiteral>> rows = ImmutableList.builder();
    for (Range<?> range : points(list).orElseThrow().rangeSet.asRanges()) {
      RexNode value = rex.makeLiteral(range.lowerEndpoint(), type, true, true);
      rows.add(ImmutableList.of((RexLiteral) value));
    }
    RelDataType row = builder.getTypeFactory().builder().add("id", type).build();
    int columns = scan.getRowType().getFieldCount();
    builder.push(scan).filter(others).values(rows.build(), row);
    builder.join(
        JoinRelType.INNER, builder.equals(builder.field(2, 0, id), builder.field(2, 1, 0)));
    List<RexNode> kept = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      kept.add(builder.field(i));
    }
    return builder.project(kept, scan.getRowType().getFieldNames(), true).build();
  }
}
