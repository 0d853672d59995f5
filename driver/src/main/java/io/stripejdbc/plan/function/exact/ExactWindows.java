package io.stripejdbc.plan.function.exact;

import com.google.common.collect.ImmutableList;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.plan.function.DriverAggregates;
import io.stripejdbc.plan.function.FrameFunctions;
import io.stripejdbc.plan.function.OffsetFunction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Window functions that Calcite parses and does not run, or runs wrong, by those that it does: sums
 * that leave BIGINT are an error, {@code IGNORE NULLS} ignores them, ranks may be fractions. What
 * is ordered or told apart by values that cannot be is refused.
 */
public final class ExactWindows extends RelHomogeneousShuttle {
  private static final Set<String> OF_TEXTS = Set.of("listagg", "string_agg", "group_concat");

  private ExactWindows() {}

  /** The same plan with windows that run. */
  public static RelNode apply(RelNode plan) {
    return plan.accept(new ExactWindows());
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visitChildren(other);
    RowKeys.check(node);
    return node.accept(new Expressions(node.getCluster().getRexBuilder()));
  }

  /** The expressions of one node. */
  private static final class Expressions extends RexShuttle {
    private final RexBuilder rex;

    Expressions(RexBuilder rex) {
      this.rex = rex;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery subQuery) {
      RowKeys.check(subQuery);
      RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
      RelNode rel = ExactWindows.apply(visited.rel);
      return rel == visited.rel ? visited : visited.clone(rel);
    }

    @Override
    public RexNode visitCall(RexCall call) {
      RowKeys.check(call);
      return super.visitCall(call);
    }

    @Override
    public RexNode visitOver(RexOver original) {
      RowKeys.check(original);
      RexOver distinct = DistinctWindows.apply(rex, (RexOver) super.visitOver(original));
      RexOver over = RangeFrames.apply(rex, distinct);
      FrameExclusion.check(over);
      RexNode result =
          switch (over.getAggOperator().getKind()) {
            case SUM, SUM0 -> sum(over);
            case PERCENT_RANK -> percentRank(over);
            case CUME_DIST -> share(over);
            case NTILE -> ntile(over);
            case LAG -> over.ignoreNulls() ? lag(over) : offset(over);
            case LEAD -> over.ignoreNulls() ? lead(over) : offset(over);
            case NTH_VALUE -> nth(over);
            case FIRST_VALUE, LAST_VALUE -> edge(over);
            case MODE -> throw notOver(over);
            default -> {
              if (OF_TEXTS.contains(over.getAggOperator().getName())) {
                throw notOver(over);
              }
              yield over;
            }
          };
      return result.getType().equals(original.getType())
          ? result
          : rex.makeCast(original.getType(), result, true, false);
    }

    private static DriverFailure notOver(RexOver over) {
      return new DriverFailure(
          DriverError.UNKNOWN_FUNCTION,
          "Function '%s' takes no OVER (…); use it with GROUP BY in a subquery, and join that"
              .formatted(over.getAggOperator().getName().toLowerCase(Locale.ROOT)));
    }

    /** With the default as what the values are; NULL rows away there is nothing. */
    private RexNode offset(RexOver over) {
      if (over.operands.size() > 1 && RexUtil.isNullLiteral(over.operands.get(1), true)) {
        return rex.makeNullLiteral(over.getType());
      }
      if (over.operands.size() > 1 && over.operands.get(1).getType().isNullable()) {
        return byColumn(over);
      }
      List<RexNode> operands = new ArrayList<>(over.operands);
      RelDataType type = over.getType();
      if (operands.size() > 2) {
        RexNode otherwise = operands.get(2);
        RelDataType wanted =
            rex.getTypeFactory().createTypeWithNullability(type, otherwise.getType().isNullable());
        operands.set(2, rex.makeCast(wanted, otherwise, true, false));
        RelDataType value =
            rex.getTypeFactory()
                .createTypeWithNullability(type, operands.get(0).getType().isNullable());
        operands.set(0, rex.makeCast(value, operands.get(0), true, false));
      }
      return same(over, OffsetFunction.standard(over.getAggOperator().getKind()), operands);
    }

    /** A number of rows that may be NULL, of which Calcite's code makes an int. */
    private RexNode byColumn(RexOver over) {
      RexNode count = over.operands.get(1);
      RexNode isNull = rex.makeCall(SqlStdOperatorTable.IS_NULL, count);
      List<RexNode> operands = new ArrayList<>(over.operands);
      operands.set(
          1,
          rex.makeCall(
              SqlStdOperatorTable.CASE,
              isNull,
              rex.makeZeroLiteral(rex.makeNotNull(count).getType()),
              rex.makeNotNull(count)));
      RexOver known = (RexOver) same(over, over.getAggOperator(), operands);
      return rex.makeCall(
          SqlStdOperatorTable.CASE, isNull, rex.makeNullLiteral(over.getType()), offset(known));
    }

    private RexNode nth(RexOver over) {
      return same(
          over,
          over.ignoreNulls() ? DriverAggregates.NTH_FROM_START : DriverAggregates.NTH_OF_FRAME,
          over.operands);
    }

    /** Calcite's own only where the frame has the row itself; it fails on a frame of none. */
    private RexNode edge(RexOver over) {
      SqlKind kind = over.getAggOperator().getKind();
      if (hasItself(over.getWindow())) {
        return same(over, FrameFunctions.standard(kind), over.operands);
      }
      return kind == SqlKind.FIRST_VALUE
          ? same(over, DriverAggregates.NTH_OF_FRAME, List.of(over.operands.get(0), number(1)))
          : same(over, DriverAggregates.LAST_OF_FRAME, over.operands);
    }

    private static boolean hasItself(RexWindow window) {
      return window.getExclude() == RexWindowExclusion.EXCLUDE_NO_OTHER
          && (window.getLowerBound().isPreceding() || window.getLowerBound().isCurrentRow())
          && (window.getUpperBound().isFollowing() || window.getUpperBound().isCurrentRow());
    }

    private RexNode sum(RexOver over) {
      boolean whole = over.getType().getSqlTypeName() == SqlTypeName.BIGINT;
      return whole ? same(over, DriverAggregates.EXACT_SUM, over.operands) : over;
    }

    /** One less than the rank, of one less than the rows; 0 for a row alone. */
    private RexNode percentRank(RexOver over) {
      RexWindow window = over.getWindow();
      RelDataType bigint = type(SqlTypeName.BIGINT);
      RexNode rank =
          over(bigint, SqlStdOperatorTable.RANK, List.of(), window, window.orderKeys, TO_NOW);
      RexNode others = minusOne(all(window));
      RexNode rate =
          rex.makeCall(SqlStdOperatorTable.DIVIDE, asDouble(minusOne(rank)), asDouble(others));
      return rex.makeCall(
          SqlStdOperatorTable.CASE,
          rex.makeCall(SqlStdOperatorTable.EQUALS, others, number(0)),
          rex.makeApproxLiteral(BigDecimal.ZERO),
          rate);
    }

    /** The share of rows that are not behind this one. */
    private RexNode share(RexOver over) {
      RexWindow window = over.getWindow();
      RelDataType bigint = type(SqlTypeName.BIGINT);
      RexNode before =
          over(bigint, SqlStdOperatorTable.COUNT, List.of(), window, window.orderKeys, PEERS);
      return rex.makeCall(SqlStdOperatorTable.DIVIDE, asDouble(before), asDouble(all(window)));
    }

    /**
     * Parts of a partition whose sizes differ by at most one, the larger ones first. Calcite
     * spreads the larger ones: of 6 rows in 4 parts it makes 2, 1, 2 and 1.
     */
    private static boolean isZero(RexNode node) {
      BigDecimal value =
          node instanceof RexLiteral literal ? literal.getValueAs(BigDecimal.class) : null;
      return value != null && value.signum() == 0;
    }

    private RexNode ntile(RexOver over) {
      RexWindow window = over.getWindow();
      RelDataType bigint = type(SqlTypeName.BIGINT);
      RexNode parts = rex.makeCast(bigint, over.operands.get(0));
      if (RexLiteral.isNullLiteral(parts) || isZero(parts)) {
        throw new DriverFailure(
            DriverError.BAD_ARGUMENT, "Function 'NTILE' takes a whole number from 1 there");
      }
      RexNode before =
          minusOne(
              over(
                  bigint,
                  SqlStdOperatorTable.ROW_NUMBER,
                  List.of(),
                  window,
                  window.orderKeys,
                  TO_NOW));
      RexNode size = call(SqlStdOperatorTable.DIVIDE, all(window), parts);
      RexNode larger = call(SqlStdOperatorTable.MOD, all(window), parts);
      RexNode one = number(1);
      RexNode large = call(SqlStdOperatorTable.PLUS, size, one);
      RexNode inLarger = call(SqlStdOperatorTable.MULTIPLY, larger, large);
      RexNode among =
          call(
              SqlStdOperatorTable.DIVIDE,
              call(SqlStdOperatorTable.MINUS, before, inLarger),
              rex.makeCall(
                  SqlStdOperatorTable.CASE,
                  rex.makeCall(SqlStdOperatorTable.EQUALS, size, number(0)),
                  one,
                  size));
      return rex.makeCall(
          SqlStdOperatorTable.CASE,
          rex.makeCall(SqlStdOperatorTable.LESS_THAN, before, inLarger),
          call(SqlStdOperatorTable.PLUS, call(SqlStdOperatorTable.DIVIDE, before, large), one),
          call(SqlStdOperatorTable.PLUS, call(SqlStdOperatorTable.PLUS, among, larger), one));
    }

    private RexNode call(SqlOperator operator, RexNode left, RexNode right) {
      return rex.makeCall(type(SqlTypeName.BIGINT), operator, List.of(left, right));
    }

    private RexNode all(RexWindow window) {
      return over(
          type(SqlTypeName.BIGINT),
          SqlStdOperatorTable.COUNT,
          List.of(),
          window,
          ImmutableList.of(),
          ALL);
    }

    private RexNode lag(RexOver over) {
      return orElse(over, DriverAggregates.NTH_FROM_END, BEFORE);
    }

    private RexNode lead(RexOver over) {
      return orElse(over, DriverAggregates.NTH_FROM_START, AFTER);
    }

    /** The value so many non-null ones away, or the default. */
    private RexNode orElse(RexOver over, SqlAggFunction function, Frame frame) {
      RexNode count = over.operands.size() > 1 ? over.operands.get(1) : number(1);
      List<RexNode> arguments = List.of(over.operands.get(0), count);
      RexWindow window = over.getWindow();
      RelDataType nullable = rex.getTypeFactory().createTypeWithNullability(over.getType(), true);
      RexNode value = over(nullable, function, arguments, window, window.orderKeys, frame);
      return over.operands.size() < 3
          ? value
          : rex.makeCall(
              SqlStdOperatorTable.CASE,
              rex.makeCall(SqlStdOperatorTable.IS_NOT_NULL, value),
              value,
              rex.makeCast(nullable, over.operands.get(2)));
    }

    private RexNode same(RexOver over, SqlAggFunction function, List<RexNode> arguments) {
      return same(over, over.getType(), function, arguments);
    }

    private RexNode same(
        RexOver over, RelDataType type, SqlAggFunction function, List<RexNode> arguments) {
      RexWindow window = over.getWindow();
      return rex.makeOver(
          over.getParserPosition(),
          type,
          function,
          arguments,
          window.partitionKeys,
          window.orderKeys,
          window.getLowerBound(),
          window.getUpperBound(),
          window.getExclude(),
          window.isRows(),
          true,
          false,
          false,
          false);
    }

    private RexNode over(
        RelDataType type,
        SqlAggFunction function,
        List<RexNode> arguments,
        RexWindow window,
        ImmutableList<RexFieldCollation> order,
        Frame frame) {
      return rex.makeOver(
          SqlParserPos.ZERO,
          type,
          function,
          arguments,
          window.partitionKeys,
          order,
          bound(frame.from()),
          bound(frame.to()),
          RexWindowExclusion.EXCLUDE_NO_OTHER,
          frame.rows(),
          true,
          false,
          false,
          false);
    }

    /** Rows from the current one, which has none of its own kind of bound. */
    private RexWindowBound bound(int rows) {
      return switch (rows) {
        case Integer.MIN_VALUE -> RexWindowBounds.UNBOUNDED_PRECEDING;
        case Integer.MAX_VALUE -> RexWindowBounds.UNBOUNDED_FOLLOWING;
        case 0 -> RexWindowBounds.CURRENT_ROW;
        default ->
            rows < 0
                ? RexWindowBounds.preceding(number(-rows))
                : RexWindowBounds.following(number(rows));
      };
    }

    private RexNode minusOne(RexNode number) {
      return rex.makeCall(SqlStdOperatorTable.MINUS, number, number(1));
    }

    private RexNode asDouble(RexNode number) {
      return rex.makeCast(type(SqlTypeName.DOUBLE), number);
    }

    private RexNode number(long value) {
      return rex.makeExactLiteral(BigDecimal.valueOf(value), type(SqlTypeName.BIGINT));
    }

    private RelDataType type(SqlTypeName name) {
      return rex.getTypeFactory().createSqlType(name);
    }
  }

  /**
   * Which rows of a partition a function sees, counted from the current one.
   *
   * @param rows whether rows are counted, not their peers
   */
  private record Frame(int from, int to, boolean rows) {}

  private static final Frame ALL = new Frame(Integer.MIN_VALUE, Integer.MAX_VALUE, false);
  private static final Frame PEERS = new Frame(Integer.MIN_VALUE, 0, false);
  private static final Frame TO_NOW = new Frame(Integer.MIN_VALUE, 0, true);
  private static final Frame BEFORE = new Frame(Integer.MIN_VALUE, -1, true);
  private static final Frame AFTER = new Frame(1, Integer.MAX_VALUE, true);
}
