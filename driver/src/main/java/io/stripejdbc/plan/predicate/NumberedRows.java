package io.stripejdbc.plan.predicate;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are numbered, {@code row_number() OVER (…)}, and of which a condition keeps the first.
 *
 * <p>Every window of the projection is the same one, of functions whose value at a row is told by
 * the rows before it, so that the rows behind the last that is kept may be missing.
 *
 * @param window the window
 * @param first how many rows of each part are kept at most: a number, or an expression whose value
 *     the running statement knows
 */
public record NumberedRows(RexWindow window, RexNode first) {
  /** The rows that a condition above a projection keeps; null where it may keep any. */
  public static @Nullable NumberedRows of(Filter filter, Project project) {
    List<RexOver> windows = windows(project);
    RexWindow window = windows.get(0).getWindow();
    boolean same =
        windows.stream()
            .allMatch(
                over ->
                    isToldByRowsBefore(over)
                        && over.getWindow().partitionKeys.equals(window.partitionKeys)
                        && over.getWindow().orderKeys.equals(window.orderKeys));
    RexNode first = same ? first(filter, project) : null;
    return first == null ? null : new NumberedRows(window, first);
  }

  private static boolean isToldByRowsBefore(RexOver over) {
    return !over.isDistinct()
        && switch (over.getAggOperator().getKind()) {
          case ROW_NUMBER, RANK, DENSE_RANK -> true;
          case LAG -> isBack(over);
          default -> false;
        };
  }

  /** Whether it looks at a row before: by a number below zero it looks at one behind. */
  private static boolean isBack(RexOver over) {
    return over.getOperands().size() < 2
        || (over.getOperands().get(1) instanceof RexLiteral literal
            && !literal.isNull()
            && literal.getValue() instanceof BigDecimal offset
            && offset.signum() >= 0);
  }

  private static List<RexOver> windows(Project project) {
    List<RexOver> windows = new ArrayList<>();
    RexVisitorImpl<Void> finder =
        new RexVisitorImpl<>(true) {
          @Override
          public Void visitOver(RexOver over) {
            windows.add(over);
            return null;
          }
        };
    project.getProjects().forEach(each -> each.accept(finder));
    return windows;
  }

  /** The least number that a conjunct names, else a value that is not known yet. */
  private static @Nullable RexNode first(Filter filter, Project project) {
    RexBuilder rex = filter.getCluster().getRexBuilder();
    BigDecimal least = null;
    RexNode other = null;
    for (RexNode condition : conditions(filter, project)) {
      RexNode found = condition instanceof RexCall call ? first(call, rex) : null;
      if (found instanceof RexLiteral literal) {
        BigDecimal rows = literal.getValueAs(BigDecimal.class);
        least = least == null ? rows : least.min(rows);
      } else {
        other = found == null ? other : found;
      }
    }
    return least == null ? other : number(least, rex);
  }

  /** The conjuncts by columns below the projection, which QUALIFY computes in it. */
  private static List<RexNode> conditions(Filter filter, Project project) {
    RexShuttle below =
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return project.getProjects().get(ref.getIndex());
          }
        };
    return RelOptUtil.conjunctions(filter.getCondition().accept(below));
  }

  private static @Nullable RexNode first(RexCall condition, RexBuilder rex) {
    if (condition.getOperands().size() != 2) {
      return null;
    }
    RexNode left = condition.getOperands().get(0);
    RexNode right = condition.getOperands().get(1);
    if (isNumber(left)) {
      return first(condition.getKind(), right, rex);
    }
    return isNumber(right) && condition.isA(SqlKind.COMPARISON)
        ? first(condition.getKind().reverse(), left, rex)
        : null;
  }

  private static boolean isNumber(RexNode node) {
    return node instanceof RexOver over && over.getAggOperator().getKind() == SqlKind.ROW_NUMBER;
  }

  private static @Nullable RexNode first(SqlKind kind, RexNode compared, RexBuilder rex) {
    if (compared instanceof RexLiteral literal) {
      BigDecimal rows = literal.isNull() ? null : first(kind, literal);
      return rows == null || rows.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) >= 0
          ? null
          : number(rows.max(BigDecimal.ZERO), rex);
    }
    boolean upper =
        kind == SqlKind.EQUALS || kind == SqlKind.LESS_THAN || kind == SqlKind.LESS_THAN_OR_EQUAL;
    return upper
            && SqlTypeName.INT_TYPES.contains(compared.getType().getSqlTypeName())
            && ConditionReader.isValue(compared)
        ? compared
        : null;
  }

  private static RexNode number(BigDecimal rows, RexBuilder rex) {
    return rex.makeLiteral(
        rows.intValueExact(), rex.getTypeFactory().createSqlType(SqlTypeName.INTEGER), false);
  }

  private static @Nullable BigDecimal first(SqlKind kind, RexLiteral literal) {
    if (kind == SqlKind.SEARCH) {
      Sarg<?> sarg = literal.getValueAs(Sarg.class);
      return sarg == null || sarg.nullAs == RexUnknownAs.TRUE || sarg.rangeSet.isEmpty()
          ? null
          : greatest(sarg.rangeSet.span());
    }
    BigDecimal value =
        SqlTypeName.EXACT_TYPES.contains(literal.getType().getSqlTypeName())
            ? literal.getValueAs(BigDecimal.class)
            : null;
    if (value == null) {
      return null;
    }
    return switch (kind) {
      case EQUALS, LESS_THAN_OR_EQUAL -> value.setScale(0, RoundingMode.FLOOR);
      case LESS_THAN -> below(value);
      default -> null;
    };
  }

  private static @Nullable BigDecimal greatest(Range<?> numbers) {
    if (!numbers.hasUpperBound() || !(numbers.upperEndpoint() instanceof BigDecimal value)) {
      return null;
    }
    return numbers.upperBoundType() == BoundType.OPEN
        ? below(value)
        : value.setScale(0, RoundingMode.FLOOR);
  }

  private static BigDecimal below(BigDecimal value) {
    return value.setScale(0, RoundingMode.CEILING).subtract(BigDecimal.ONE);
  }
}
