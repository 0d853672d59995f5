package io.stripejdbc.query.rewrite;

import io.stripejdbc.query.rewrite.FunctionRewriter.Rewrite;
import io.stripejdbc.query.validate.SqlNodes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Aggregates of other dialects in standard words, or as one of ours. */
final class AggregateRewriter {
  /** Functions that no frame changes. */
  private static final Set<String> WHOLE_PARTITION =
      Set.of(
          "row_number", "rank", "dense_rank", "percent_rank", "cume_dist", "ntile", "lag", "lead");

  private static final Set<SqlKind> WRAPPERS =
      EnumSet.of(SqlKind.IGNORE_NULLS, SqlKind.RESPECT_NULLS, SqlKind.FILTER);

  private AggregateRewriter() {}

  static void addTo(Map<String, Rewrite> rewrites) {
    rewrites.put("count_if", AggregateRewriter::countIf);
    rewrites.put("countif", AggregateRewriter::countIf);
    rewrites.put("approx_distinct", AggregateRewriter::countDistinct);
    rewrites.put("approx_count_distinct", AggregateRewriter::countDistinct);
    rewrites.put("median", AggregateRewriter::median);
    rewrites.put("approx_percentile", AggregateRewriter::percentiles);
    FunctionRewriter.rename(rewrites, "arbitrary", SqlStdOperatorTable.ANY_VALUE, 1);
    FunctionRewriter.rename(rewrites, "min_by", SqlStdOperatorTable.ARG_MIN, 2);
    FunctionRewriter.rename(rewrites, "max_by", SqlStdOperatorTable.ARG_MAX, 2);
    rewrites.put("listagg", (call, args) -> args.size() == 1 ? gathered(call) : null);
    FunctionRewriter.rename(rewrites, "bool_and", SqlStdOperatorTable.EVERY, 1);
    FunctionRewriter.rename(rewrites, "bool_or", SqlStdOperatorTable.SOME, 1);
  }

  private static @Nullable SqlNode countIf(SqlCall call, List<SqlNode> args) {
    SqlParserPos pos = call.getParserPosition();
    return args.size() != 1
        ? null
        : SqlStdOperatorTable.COUNT.createCall(
            pos, SqlNodes.when(pos, args.get(0), SqlLiteral.createExactNumeric("1", pos), null));
  }

  /** An exact count: the rows are here anyway. */
  private static @Nullable SqlNode countDistinct(SqlCall call, List<SqlNode> args) {
    if (args.isEmpty()) {
      return null;
    }
    SqlParserPos pos = call.getParserPosition();
    return SqlStdOperatorTable.COUNT.createCall(
        SqlSelectKeyword.DISTINCT.symbol(pos), pos, args.get(0));
  }

  private static @Nullable SqlNode median(SqlCall call, List<SqlNode> args) {
    SqlParserPos pos = call.getParserPosition();
    return args.size() != 1
        ? null
        : SqlNodes.call(
            pos, "percentile_cont", args.get(0), SqlLiteral.createExactNumeric("0.5", pos));
  }

  /**
   * {@code string_agg(x, ',' ORDER BY y)}, {@code array_agg}, {@code group_concat} and {@code
   * listagg} as our own, with the order behind: {@code listagg(x, ',') WITHIN GROUP (ORDER BY y)}.
   */
  static SqlNode gathered(SqlCall call) {
    List<SqlNode> arguments = new ArrayList<>();
    SqlNodeList order = null;
    SqlNode separator = null;
    for (SqlNode operand : call.getOperandList()) {
      if (operand instanceof SqlNodeList list) {
        order = list;
      } else if (operand.getKind() == SqlKind.SEPARATOR && operand instanceof SqlCall named) {
        separator = named.operand(0);
      } else {
        arguments.add(operand);
      }
    }
    SqlParserPos pos = call.getParserPosition();
    boolean text = call.getKind() != SqlKind.ARRAY_AGG;
    if (text && arguments.size() == 1) {
      arguments.add(separator == null ? SqlNodes.text(",", pos) : separator);
    }
    SqlNode function =
        SqlNodes.operator(call.getOperator().getName().toLowerCase(Locale.ROOT))
            .createCall(call.getFunctionQuantifier(), pos, arguments);
    return order == null
        ? function
        : SqlStdOperatorTable.WITHIN_GROUP.createCall(pos, function, order);
  }

  /** {@code percentile_cont(0.9) WITHIN GROUP (ORDER BY x)} becomes our {@code (x, 0.9)}. */
  static SqlNode withinGroup(SqlCall call) {
    if (!(call.operand(0) instanceof SqlCall function)
        || !(call.operand(1) instanceof SqlNodeList order)
        || order.size() != 1) {
      return call;
    }
    SqlParserPos pos = call.getParserPosition();
    String name = function.getOperator().getName().toLowerCase(Locale.ROOT);
    SqlNode key = withoutNullOrder(order.get(0));
    boolean back = key.getKind() == SqlKind.DESCENDING;
    SqlNode value = back ? ((SqlCall) key).operand(0) : key;
    if (name.equals("mode") && function.operandCount() == 0) {
      return SqlNodes.call(pos, back ? "mode_desc" : "mode_asc", value);
    }
    boolean between = name.equals("percentile_cont");
    if (function.operandCount() != 1 || (!between && !name.equals("percentile_disc"))) {
      return call;
    }
    SqlNode fraction = function.operand(0);
    return fraction instanceof SqlCall array && array.getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR
        ? array
            .getOperator()
            .createCall(
                pos,
                array.getOperandList().stream()
                    .map(each -> percentile(pos, between, value, each, back))
                    .toList())
        : percentile(pos, between, value, fraction, back);
  }

  private static SqlNode percentile(
      SqlParserPos pos, boolean between, SqlNode value, SqlNode fraction, boolean back) {
    if (!between) {
      return SqlNodes.call(pos, back ? "percentile_disc_desc" : "percentile_disc", value, fraction);
    }
    SqlNode fromLeast =
        back
            ? SqlStdOperatorTable.MINUS.createCall(
                pos, SqlLiteral.createExactNumeric("1", pos), fraction)
            : fraction;
    return SqlNodes.call(pos, "percentile_cont", value, fromLeast);
  }

  /** No percentile and no mode counts NULL. */
  private static SqlNode withoutNullOrder(SqlNode key) {
    return key.getKind() == SqlKind.NULLS_FIRST || key.getKind() == SqlKind.NULLS_LAST
        ? ((SqlCall) key).operand(0)
        : key;
  }

  /**
   * The call without the frame of a function that looks at the whole partition, as PostgreSQL's do
   * whatever frame is written; Calcite (1.42) refuses it. A frame of a named window stays, and is
   * refused.
   */
  static SqlCall withoutUnusedFrame(SqlCall over) {
    SqlNode function = over.operand(0);
    while (function instanceof SqlCall call && WRAPPERS.contains(call.getKind())) {
      function = call.operand(0);
    }
    boolean unused =
        function instanceof SqlCall call
            && WHOLE_PARTITION.contains(call.getOperator().getName().toLowerCase(Locale.ROOT));
    if (!unused
        || !(over.operand(1) instanceof SqlWindow window)
        || window.getLowerBound() == null) {
      return over;
    }
    SqlWindow whole =
        SqlWindow.create(
            window.getDeclName(),
            window.getRefName(),
            window.getPartitionList(),
            window.getOrderList(),
            SqlLiteral.createBoolean(false, window.getParserPosition()),
            null,
            null,
            null,
            window.getExclude(),
            window.getParserPosition());
    return over.getOperator().createCall(over.getParserPosition(), over.operand(0), whole);
  }

  /** {@code f(x) FILTER (WHERE c) OVER (…)} is f over the x of which c is true. */
  static SqlNode filterBelow(SqlCall over) {
    if (over.operand(0) instanceof SqlCall filter
        && filter.getKind() == SqlKind.FILTER
        && filter.operand(0) instanceof SqlCall function) {
      SqlParserPos pos = function.getParserPosition();
      SqlNode condition = filter.operand(1);
      boolean rows =
          function.operandCount() == 0
              || (function.operand(0) instanceof SqlIdentifier star && star.isStar());
      SqlNode[] arguments =
          rows
              ? new SqlNode[] {
                SqlNodes.when(pos, condition, SqlLiteral.createExactNumeric("1", pos), null)
              }
              : function.getOperandList().stream()
                  .map(argument -> SqlNodes.when(pos, condition, argument, null))
                  .toArray(SqlNode[]::new);
      SqlNode filtered =
          function.getOperator().createCall(function.getFunctionQuantifier(), pos, arguments);
      return over.getOperator().createCall(over.getParserPosition(), filtered, over.operand(1));
    }
    return over;
  }

  /** {@code approx_percentile(x, ARRAY[0.5, 0.9])}: one for each, as an array. */
  private static @Nullable SqlNode percentiles(SqlCall call, List<SqlNode> args) {
    if (args.size() != 2
        || !(args.get(1) instanceof SqlCall array)
        || array.getKind() != SqlKind.ARRAY_VALUE_CONSTRUCTOR) {
      return null;
    }
    SqlParserPos pos = call.getParserPosition();
    return SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR.createCall(
        pos,
        array.getOperandList().stream()
            .map(fraction -> SqlNodes.call(pos, "approx_percentile", args.get(0), fraction))
            .toList());
  }

  /** Calcite has no windows that skip nulls; ours do for the two functions that need no offset. */
  static SqlNode ignoreNulls(SqlCall call) {
    if (call.operand(0) instanceof SqlCall function && function.operandCount() == 1) {
      SqlParserPos pos = call.getParserPosition();
      String name = function.getOperator().getName().toLowerCase(Locale.ROOT);
      if (name.equals("last_value") || name.equals("first_value")) {
        return SqlNodes.call(pos, name + "_not_null", function.operand(0));
      }
    }
    return call;
  }
}
