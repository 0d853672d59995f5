package io.stripejdbc.query.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Numbers in a column of VALUES of which one is approximate: {@code VALUES (1e0), (1)} is {@code
 * VALUES (1e0), (1E0)}. Calcite (1.42) keeps the decimal among the doubles, and fails over it.
 */
final class ApproximateValues {
  private ApproximateValues() {}

  /** The same list of rows, changed. */
  static SqlCall ofOneKind(SqlCall values) {
    List<SqlCall> rows = new ArrayList<>();
    for (SqlNode row : values.getOperandList()) {
      if (row instanceof SqlCall cells && row.getKind() == SqlKind.ROW) {
        rows.add(cells);
      }
    }
    int columns = rows.stream().mapToInt(SqlCall::operandCount).min().orElse(0);
    for (int column = 0; column < columns; column++) {
      int cell = column;
      if (rows.stream().anyMatch(row -> isApproximate(row.operand(cell)))) {
        rows.forEach(row -> row.setOperand(cell, approximate(row.operand(cell))));
      }
    }
    return values;
  }

  private static boolean isApproximate(SqlNode node) {
    return node instanceof SqlNumericLiteral number && number.getTypeName() == SqlTypeName.DOUBLE;
  }

  private static SqlNode approximate(SqlNode node) {
    return node instanceof SqlNumericLiteral number && !isApproximate(node)
        ? SqlLiteral.createApproxNumeric(number.toValue(), node.getParserPosition())
        : node;
  }
}
