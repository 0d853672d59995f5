package io.stripejdbc.query.rewrite;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.query.validate.SqlNodes;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons of rows, field by field as the standard says it. Calcite compares with ANY and ALL
 * the first field alone, and takes rows that differ for the same in IS DISTINCT FROM.
 *
 * <p>{@code (a, b) < (c, d)} is {@code a < c OR a = c AND b < d}; {@code (a, b) <> ANY (query)} is
 * the strongest of what the comparison is with each row of the query: true, unknown, false.
 */
final class RowComparisons {
  private static final String TABLE = "$rows";
  private static final int TRUE = 2;
  private static final int UNKNOWN = 1;
  private static final int FALSE = 0;

  private RowComparisons() {}

  /**
   * The comparison by fields, null for one that is not of rows.
   *
   * @param filters whether unknown is as good as false
   */
  static @Nullable SqlNode byFields(SqlCall call, boolean filters) {
    boolean isNull = call.getKind() == SqlKind.IS_NULL;
    if ((isNull || call.getKind() == SqlKind.IS_NOT_NULL) && isRow(call.operand(0))) {
      return allFields(
          isNull ? SqlStdOperatorTable.IS_NULL : SqlStdOperatorTable.IS_NOT_NULL, call);
    }
    boolean in = call.getKind() == SqlKind.IN || call.getKind() == SqlKind.NOT_IN;
    if (in && isRow(call.operand(0)) && queryOf(call.operand(1)) != null) {
      return call.getKind() == SqlKind.IN && filters
          ? null
          : quantified(SqlKind.EQUALS, call.getKind() == SqlKind.NOT_IN, call);
    }
    if (in && isRow(call.operand(0)) && call.operand(1) instanceof SqlNodeList rows) {
      return call.getKind() == SqlKind.IN && filters ? null : inList(call, rows);
    }
    if (call.getOperator() instanceof SqlQuantifyOperator quantified
        && call.operandCount() == 2
        && isRow(call.operand(0))
        && queryOf(call.operand(1)) != null) {
      return quantified(quantified, call, filters);
    }
    if (call.operandCount() != 2 || !isRow(call.operand(0)) || !isRow(call.operand(1))) {
      return null;
    }
    return compare(call.getKind(), fields(call.operand(0)), fields(call.operand(1)), call);
  }

  /** Equal to one of the rows, of which those that differ in some field do not count as unknown. */
  private static @Nullable SqlNode inList(SqlCall call, SqlNodeList rows) {
    SqlParserPos pos = call.getParserPosition();
    SqlNode any = null;
    for (SqlNode row : rows) {
      if (!isRow(row)) {
        return null;
      }
      SqlNode equal = compare(SqlKind.EQUALS, fields(call.operand(0)), fields(row), call);
      any = any == null || equal == null ? equal : join(false, pos, any, equal);
    }
    return any == null || call.getKind() == SqlKind.IN
        ? any
        : SqlStdOperatorTable.NOT.createCall(pos, any);
  }

  /** A row is NULL if all of its fields are, and is not if none is: neither is the other's not. */
  private static @Nullable SqlNode allFields(SqlOperator operator, SqlCall call) {
    SqlParserPos pos = call.getParserPosition();
    SqlNode result = null;
    for (SqlNode field : fields(call.operand(0))) {
      SqlNode one = operator.createCall(pos, field);
      result = result == null ? one : join(true, pos, result, one);
    }
    return result;
  }

  private static @Nullable SqlNode compare(
      SqlKind kind, List<SqlNode> left, List<SqlNode> right, SqlCall call) {
    SqlParserPos pos = call.getParserPosition();
    return switch (kind) {
      case EQUALS, IS_NOT_DISTINCT_FROM, NOT_EQUALS, IS_DISTINCT_FROM -> {
        sameLength(left, right, call);
        boolean all = kind == SqlKind.EQUALS || kind == SqlKind.IS_NOT_DISTINCT_FROM;
        SqlOperator operator = operator(kind);
        SqlNode result = null;
        for (int i = 0; i < left.size(); i++) {
          SqlNode field = operator.createCall(pos, left.get(i), right.get(i));
          result = result == null ? field : join(all, pos, result, field);
        }
        yield result;
      }
      case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL -> {
        sameLength(left, right, call);
        yield ordered(kind, left, right, pos);
      }
      default -> null;
    };
  }

  /** The last fields by the operator itself, those before by its strict form or equality. */
  private static SqlNode ordered(
      SqlKind kind, List<SqlNode> left, List<SqlNode> right, SqlParserPos pos) {
    boolean less = kind == SqlKind.LESS_THAN || kind == SqlKind.LESS_THAN_OR_EQUAL;
    SqlOperator strict = less ? SqlStdOperatorTable.LESS_THAN : SqlStdOperatorTable.GREATER_THAN;
    int last = left.size() - 1;
    SqlNode result = operator(kind).createCall(pos, left.get(last), right.get(last));
    for (int i = last - 1; i >= 0; i--) {
      SqlNode equal = SqlStdOperatorTable.EQUALS.createCall(pos, left.get(i), right.get(i));
      result =
          join(
              false,
              pos,
              strict.createCall(pos, left.get(i), right.get(i)),
              join(true, pos, equal, result));
    }
    return result;
  }

  private static @Nullable SqlNode quantified(
      SqlQuantifyOperator operator, SqlCall call, boolean filters) {
    SqlKind kind = operator.comparisonKind;
    boolean all = operator.getKind() == SqlKind.ALL;
    if (kind == SqlKind.EQUALS && !all && filters) {
      return SqlStdOperatorTable.IN.createCall(
          call.getParserPosition(), call.operand(0), queryOf(call.operand(1)));
    }
    return quantified(all ? kind.negateNullSafe() : kind, all, call);
  }

  /**
   * Whether some row of the query compares so, or, negated, whether none does.
   *
   * <p>Calcite's IN takes a row for unknown as soon as one field of it, or of any row of the query,
   * is NULL: {@code (1, 2) NOT IN (SELECT NULL, 3)} is true, because 2 is not 3.
   */
  private static @Nullable SqlNode quantified(SqlKind asked, boolean all, SqlCall call) {
    SqlParserPos pos = call.getParserPosition();
    List<SqlNode> left = fields(call.operand(0));
    List<SqlNode> right = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      right.add(new SqlIdentifier(List.of(TABLE, "$" + i), pos));
    }
    SqlNode compared = compare(asked, left, right, call);
    if (compared == null) {
      return null;
    }
    SqlNode most = strongest(queryOf(call.operand(1)), left.size(), compared, pos);
    SqlNode truth = SqlStdOperatorTable.EQUALS.createCall(pos, most, number(TRUE, pos));
    SqlNode known = SqlNodes.when(pos, truth, bool(!all, pos), bool(all, pos));
    SqlNode unknown = SqlStdOperatorTable.EQUALS.createCall(pos, most, number(UNKNOWN, pos));
    return SqlNodes.when(
        pos, unknown, SqlNodes.cast(pos, SqlLiteral.createNull(pos), SqlTypeName.BOOLEAN), known);
  }

  /**
   * {@code SELECT MAX(CASE WHEN c THEN 2 WHEN c IS NULL THEN 1 ELSE 0 END) FROM (query) AS rows
   * (f0, …)}: whether the condition is true for some row, else unknown for some; NULL of no rows.
   */
  private static SqlNode strongest(
      @Nullable SqlNode query, int fields, SqlNode condition, SqlParserPos pos) {
    List<SqlNode> named = new ArrayList<>();
    named.add(query);
    named.add(new SqlIdentifier(TABLE, pos));
    for (int i = 0; i < fields; i++) {
      named.add(new SqlIdentifier("$" + i, pos));
    }
    SqlNode strength =
        new SqlCase(
            pos,
            null,
            SqlNodeList.of(condition, SqlStdOperatorTable.IS_NULL.createCall(pos, condition)),
            SqlNodeList.of(number(TRUE, pos), number(UNKNOWN, pos)),
            number(FALSE, pos));
    return SqlNodes.select(
        pos,
        SqlStdOperatorTable.MAX.createCall(pos, strength),
        SqlStdOperatorTable.AS.createCall(pos, named));
  }

  private static SqlNode number(int value, SqlParserPos pos) {
    return SqlLiteral.createExactNumeric(String.valueOf(value), pos);
  }

  private static SqlNode bool(boolean value, SqlParserPos pos) {
    return SqlLiteral.createBoolean(value, pos);
  }

  private static SqlNode join(boolean all, SqlParserPos pos, SqlNode one, SqlNode other) {
    return (all ? SqlStdOperatorTable.AND : SqlStdOperatorTable.OR).createCall(pos, one, other);
  }

  private static SqlOperator operator(SqlKind kind) {
    return switch (kind) {
      case EQUALS -> SqlStdOperatorTable.EQUALS;
      case NOT_EQUALS -> SqlStdOperatorTable.NOT_EQUALS;
      case IS_DISTINCT_FROM -> SqlStdOperatorTable.IS_DISTINCT_FROM;
      case IS_NOT_DISTINCT_FROM -> SqlStdOperatorTable.IS_NOT_DISTINCT_FROM;
      case LESS_THAN -> SqlStdOperatorTable.LESS_THAN;
      case LESS_THAN_OR_EQUAL -> SqlStdOperatorTable.LESS_THAN_OR_EQUAL;
      case GREATER_THAN -> SqlStdOperatorTable.GREATER_THAN;
      default -> SqlStdOperatorTable.GREATER_THAN_OR_EQUAL;
    };
  }

  private static void sameLength(List<SqlNode> left, List<SqlNode> right, SqlCall call) {
    if (left.size() != right.size()) {
      throw new DialectRewriter.Unsupported(
          DriverError.TYPE_MISMATCH,
          call.getParserPosition(),
          "Rows of %d and %d values cannot be compared".formatted(left.size(), right.size()));
    }
  }

  /** {@code (a, b)} or {@code ROW(a, b)}. */
  private static boolean isRow(SqlNode node) {
    return node.getKind() == SqlKind.ROW;
  }

  private static List<SqlNode> fields(SqlNode row) {
    return ((SqlCall) row).getOperandList();
  }

  private static @Nullable SqlNode queryOf(SqlNode operand) {
    if (operand instanceof SqlNodeList list) {
      return list.size() == 1 && list.get(0).isA(SqlKind.QUERY) ? list.get(0) : null;
    }
    return operand.isA(SqlKind.QUERY) ? operand : null;
  }
}
