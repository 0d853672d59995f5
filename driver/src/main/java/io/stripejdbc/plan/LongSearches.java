package io.stripejdbc.plan;

import io.stripejdbc.plan.runtime.ParameterSearch;
import io.stripejdbc.plan.runtime.SearchCheck;
import io.stripejdbc.plan.runtime.SearchValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.adapter.enumerable.EnumerableCalc;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexLocalRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexProgram;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;

/**
 * Puts a look-up in {@link SearchValues} in the place of each long {@code SEARCH} that is left in a
 * physical plan: an IN list that the API could not take, NOT IN, a list of dates; and one in a
 * {@link ParameterSearch} in the place of a list of {@code ?}.
 */
public final class LongSearches {
  /** Comparisons in a row cost less than a look-up. */
  private static final int SHORTEST = 8;

  /** Numbers of parameters that no statement has. */
  private static final int FIRST = 2_000_000;

  private final Map<String, Object> constants;
  private int lifted;

  private LongSearches(Map<String, Object> constants) {
    this.constants = constants;
  }

  /**
   * The plan with look-ups.
   *
   * @param constants takes the values, by the names that code asks for
   */
  public static EnumerableRel lift(EnumerableRel plan, Map<String, Object> constants) {
    return (EnumerableRel) new LongSearches(constants).lift(plan);
  }

  private RelNode lift(RelNode rel) {
    List<RelNode> inputs = new ArrayList<>();
    boolean changed = false;
    for (RelNode input : rel.getInputs()) {
      RelNode other = lift(input);
      changed |= other != input;
      inputs.add(other);
    }
    RelNode below = changed ? rel.copy(rel.getTraitSet(), inputs) : rel;
    if (below instanceof EnumerableCalc calc) {
      return lift(calc);
    }
    return below instanceof Join join ? lift(join) : below;
  }

  private RelNode lift(EnumerableCalc calc) {
    RexProgram program = calc.getProgram();
    Expressions expressions =
        new Expressions(calc.getCluster().getRexBuilder(), program.getExprList());
    List<RexNode> lookups = expressions.apply(program.getExprList());
    return lookups.equals(program.getExprList())
        ? calc
        : calc.copy(
            calc.getTraitSet(),
            calc.getInput(),
            new RexProgram(
                    program.getInputRowType(),
                    lookups,
                    program.getProjectList(),
                    program.getCondition(),
                    program.getOutputRowType())
                .normalize(calc.getCluster().getRexBuilder(), null));
  }

  private RelNode lift(Join join) {
    Expressions expressions = new Expressions(join.getCluster().getRexBuilder(), List.of());
    RexNode condition = join.getCondition().accept(expressions);
    return condition.equals(join.getCondition())
        ? join
        : join.copy(
            join.getTraitSet(),
            condition,
            join.getLeft(),
            join.getRight(),
            join.getJoinType(),
            join.isSemiJoinDone());
  }

  /** The expressions of one node. */
  private final class Expressions extends RexShuttle {
    private final RexBuilder rex;
    private final List<RexNode> shared;

    /**
     * @param shared what local references stand for
     */
    Expressions(RexBuilder rex, List<RexNode> shared) {
      this.rex = rex;
      this.shared = shared;
    }

    @Override
    public RexNode visitCall(RexCall call) {
      if (call.getKind() == SqlKind.SEARCH && argument(call) instanceof RexLiteral argument) {
        RexNode side = call.getOperands().get(0);
        return values(argument, side.getType())
            .map(values -> lookup(call.getType(), side.accept(this), values))
            .orElseGet(() -> super.visitCall(call));
      }
      boolean chain = call.getKind() == SqlKind.OR || call.getKind() == SqlKind.AND;
      return chain && call.getOperands().size() >= SHORTEST
          ? parameters(call)
          : super.visitCall(call);
    }

    /**
     * {@code x = ? OR x = ? …} as a look-up, beside the other terms, and {@code x <> ? AND x <> ?
     * …} as one that is negated.
     */
    private RexNode parameters(RexCall chain) {
      boolean negated = chain.getKind() == SqlKind.AND;
      SqlKind comparison = negated ? SqlKind.NOT_EQUALS : SqlKind.EQUALS;
      Map<RexNode, List<String>> lists = new LinkedHashMap<>();
      List<RexNode> others = new ArrayList<>();
      for (RexNode term : chain.getOperands()) {
        RexNode equality = whole(term);
        RexNode side = sideOfParameter(equality, comparison);
        if (side == null) {
          others.add(term.accept(this));
        } else {
          lists
              .computeIfAbsent(side, any -> new ArrayList<>())
              .add(parameter((RexCall) equality).getName());
        }
      }
      if (lists.size() != 1 || others.size() > chain.getOperands().size() - SHORTEST) {
        return super.visitCall(chain);
      }
      lists.forEach(
          (side, names) -> {
            RexNode among = lookup(chain.getType(), side, new ParameterSearch(names));
            others.add(negated ? rex.makeCall(SqlStdOperatorTable.NOT, among) : among);
          });
      return others.size() == 1
          ? others.get(0)
          : rex.makeCall(chain.getType(), chain.getOperator(), others);
    }

    private @Nullable RexNode sideOfParameter(RexNode term, SqlKind comparison) {
      if (term.getKind() != comparison) {
        return null;
      }
      List<RexNode> sides = ((RexCall) term).getOperands();
      RexNode side =
          whole(sides.get(1)) instanceof RexDynamicParam
              ? sides.get(0)
              : whole(sides.get(0)) instanceof RexDynamicParam ? sides.get(1) : null;
      return side != null
              && ParameterSearch.takes(side.getType(), parameter((RexCall) term).getType())
          ? side
          : null;
    }

    private RexDynamicParam parameter(RexCall equality) {
      RexNode right = whole(equality.getOperands().get(1));
      return (RexDynamicParam)
          (right instanceof RexDynamicParam ? right : whole(equality.getOperands().get(0)));
    }

    private RexNode whole(RexNode node) {
      return node instanceof RexLocalRef ref ? shared.get(ref.getIndex()) : node;
    }

    private RexNode argument(RexCall search) {
      RexNode argument = search.getOperands().get(1);
      return argument instanceof RexLocalRef ref ? shared.get(ref.getIndex()) : argument;
    }

    private Optional<SearchValues> values(RexLiteral argument, RelDataType side) {
      Sarg<?> sarg = argument.getValueAs(Sarg.class);
      return sarg == null || sarg.rangeSet.asRanges().size() < SHORTEST
          ? Optional.empty()
          : SearchValues.of(argument, side);
    }

    private RexNode lookup(RelDataType type, RexNode side, Object values) {
      int index = FIRST + lifted++;
      constants.put("?" + index, values);
      RelDataType any = rex.getTypeFactory().createSqlType(SqlTypeName.ANY);
      return rex.makeCall(
          type, SearchCheck.INSTANCE, List.of(side, new RexDynamicParam(any, index)));
    }
  }
}
