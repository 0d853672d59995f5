package io.stripejdbc.query.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites {@code (a, b) IN ((1, 2), (3, 4), …)}, as composite keys are asked for: constants become
 * {@code IN (VALUES …)}, which is a join that looks the rows up by key; rows with parameters, whose
 * types Calcite does not find there, become {@code (a = ? AND b = ?) OR …}.
 */
public final class RowLists extends SqlShuttle {
  private RowLists() {}

  /** The same statement. */
  public static SqlNode rewritten(SqlNode statement) {
    SqlNode result = statement.accept(new RowLists());
    return result == null ? statement : result;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    boolean isList = call.getKind() == SqlKind.IN || call.getKind() == SqlKind.NOT_IN;
    if (isList
        && call.operand(0) instanceof SqlCall row
        && row.getKind() == SqlKind.ROW
        && call.operand(1) instanceof SqlNodeList rows
        && rows.stream().allMatch(each -> isRow(each, row.operandCount()))) {
      return rewritten(call, row, rows);
    }
    return super.visit(call);
  }

  private static boolean isRow(@Nullable SqlNode node, int fields) {
    return node instanceof SqlCall row
        && row.getKind() == SqlKind.ROW
        && row.operandCount() == fields;
  }

  private static SqlNode rewritten(SqlCall call, SqlCall row, SqlNodeList rows) {
    SqlParserPos pos = call.getParserPosition();
    if (rows.stream().allMatch(each -> isConstant((SqlCall) each))) {
      return call.getKind() == SqlKind.NOT_IN
          ? call
          : call.getOperator()
              .createCall(pos, row, SqlStdOperatorTable.VALUES.createCall(pos, rows.getList()));
    }
    SqlNode any = null;
    for (SqlNode each : rows) {
      SqlNode equal = equal(row, (SqlCall) each);
      any = any == null ? equal : SqlStdOperatorTable.OR.createCall(pos, any, equal);
    }
    SqlNode result = OperatorChains.balanced(any == null ? call : any);
    return call.getKind() == SqlKind.NOT_IN
        ? SqlStdOperatorTable.NOT.createCall(pos, result)
        : result;
  }

  private static boolean isConstant(SqlCall row) {
    return row.getOperandList().stream()
        .allMatch(each -> each instanceof SqlLiteral literal && literal.getValue() != null);
  }

  private static SqlNode equal(SqlCall left, SqlCall right) {
    List<SqlNode> terms = new ArrayList<>();
    for (int i = 0; i < left.operandCount(); i++) {
      SqlNode field = left.operand(i);
      terms.add(
          SqlStdOperatorTable.EQUALS.createCall(
              right.getParserPosition(), field.clone(field.getParserPosition()), right.operand(i)));
    }
    return terms.stream()
        .reduce((a, b) -> SqlStdOperatorTable.AND.createCall(right.getParserPosition(), a, b))
        .orElseThrow();
  }
}
