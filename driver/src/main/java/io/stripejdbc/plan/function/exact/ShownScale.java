package io.stripejdbc.plan.function.exact;

import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * How many digits behind the point a decimal of a result shows at most. Quotients and averages are
 * kept with more of them than they show, so that sums of them come out right: a third of a hundred
 * shows 33.333333, and three of them are 100.
 */
public final class ShownScale {
  private static final int LEAST = 6;
  private static final int MOST_DIGITS = 38;

  private ShownScale() {}

  /** The digits of each column of a result, 0 for what is no decimal. */
  public static List<Integer> of(RelNode plan) {
    return plan.getRowType().getFieldList().stream()
        .map(field -> isDecimal(field.getType()) ? column(plan, field.getIndex()) : 0)
        .toList();
  }

  /** The digits of an expression over a row, whose source is null when it has several. */
  static int of(RexNode node, @Nullable RelNode input) {
    if (!isDecimal(node.getType())) {
      return 0;
    }
    if (node instanceof RexInputRef ref && input != null) {
      return column(input, ref.getIndex());
    }
    if (node instanceof RexSubQuery query && query.getKind() == SqlKind.SCALAR_QUERY) {
      return column(query.rel, 0);
    }
    return node instanceof RexCall call ? call(call, input) : scale(node.getType());
  }

  private static int column(RelNode rel, int field) {
    int most = scale(rel.getRowType().getFieldList().get(field).getType());
    if (rel instanceof Project project) {
      return of(project.getProjects().get(field), project.getInput());
    }
    if (rel instanceof Filter || rel instanceof Sort) {
      return column(rel.getInput(0), field);
    }
    if (rel instanceof Join || rel instanceof Correlate) {
      int left = rel.getInput(0).getRowType().getFieldCount();
      if (field >= left + rel.getInput(1).getRowType().getFieldCount()) {
        return most;
      }
      return field < left ? column(rel.getInput(0), field) : column(rel.getInput(1), field - left);
    }
    if (rel instanceof SetOp) {
      return rel.getInputs().stream()
          .mapToInt(each -> isDecimal(type(each, field)) ? column(each, field) : 0)
          .max()
          .orElse(most);
    }
    return rel instanceof Aggregate aggregate ? aggregated(aggregate, field) : most;
  }

  private static RelDataType type(RelNode rel, int field) {
    return rel.getRowType().getFieldList().get(field).getType();
  }

  private static int aggregated(Aggregate aggregate, int field) {
    List<Integer> keys = aggregate.getGroupSet().asList();
    if (field < keys.size()) {
      return column(aggregate.getInput(), keys.get(field));
    }
    AggregateCall call = aggregate.getAggCallList().get(field - keys.size());
    int own = scale(call.getType());
    if (call.getArgList().isEmpty()) {
      return own;
    }
    int argument = call.getArgList().get(0);
    boolean decimal = isDecimal(type(aggregate.getInput(), argument));
    int inside = decimal ? column(aggregate.getInput(), argument) : 0;
    return gathered(call.getAggregation().getKind(), inside, own);
  }

  private static int gathered(SqlKind kind, int argument, int own) {
    return switch (kind) {
      case SUM,
          SUM0,
          MIN,
          MAX,
          ANY_VALUE,
          SINGLE_VALUE,
          LAG,
          LEAD,
          FIRST_VALUE,
          LAST_VALUE,
          NTH_VALUE ->
          argument;
      case AVG -> Math.max(LEAST, argument);
      default -> own;
    };
  }

  private static int call(RexCall call, @Nullable RelNode input) {
    int own = scale(call.getType());
    List<RexNode> operands = call.getOperands();
    String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
    return switch (call.getKind()) {
      case CAST -> cast(call, input);
      case PLUS, MINUS, MINUS_PREFIX, PLUS_PREFIX, CASE, COALESCE, NULLIF, GREATEST, LEAST ->
          most(operands, input);
      case TIMES -> Math.min(own, of(operands.get(0), input) + of(operands.get(1), input));
      case DIVIDE -> Math.min(own, quotient(operands, input));
      case SUM, SUM0, MIN, MAX, AVG, LAG, LEAD, FIRST_VALUE, LAST_VALUE, NTH_VALUE ->
          gathered(call.getKind(), of(operands.get(0), input), own);
      default ->
          switch (name) {
            case "*" -> Math.min(own, of(operands.get(0), input) + of(operands.get(1), input));
            case "/" -> Math.min(own, quotient(operands, input));
            case "abs", "greatest", "least", "coalesce" -> most(operands, input);
            default -> own;
          };
    };
  }

  /** What the types are made alike by says nothing; a narrower one was asked for. */
  private static int cast(RexCall cast, @Nullable RelNode input) {
    RexNode operand = cast.getOperands().get(0);
    int scale = scale(cast.getType());
    if (!isDecimal(operand.getType())) {
      return scale;
    }
    int inner = scale(operand.getType());
    return scale < inner ? scale : of(operand, input);
  }

  private static int most(List<RexNode> operands, @Nullable RelNode input) {
    return operands.stream().mapToInt(operand -> of(operand, input)).max().orElse(0);
  }

  /** At least six, and more for a divisor with many digits, as SQL Server counts them. */
  private static int quotient(List<RexNode> operands, @Nullable RelNode input) {
    RelDataType dividend = operands.get(0).getType();
    RelDataType divisor = operands.get(1).getType();
    int behind = of(operands.get(0), input);
    int whole = digits(dividend, behind) - behind + of(operands.get(1), input);
    int scale = Math.max(LEAST, behind + digits(divisor, of(operands.get(1), input)) + 1);
    int excess = whole + scale - MOST_DIGITS;
    return excess <= 0 ? scale : Math.max(scale - excess, Math.min(scale, LEAST));
  }

  /** Digits of a type that is shown with fewer behind the point than it has. */
  private static int digits(RelDataType type, int shown) {
    return type.getPrecision() < MOST_DIGITS
        ? type.getPrecision() - (scale(type) - shown)
        : MOST_DIGITS;
  }

  private static boolean isDecimal(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.DECIMAL;
  }

  private static int scale(RelDataType type) {
    return Math.max(0, type.getScale());
  }
}
