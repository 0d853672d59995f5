package io.stripejdbc.query.rewrite;

import io.stripejdbc.query.parser.DistinctOnKeys;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code SELECT DISTINCT ON (k) … ORDER BY k, o}: the first row of each k by that order, as {@code
 * QUALIFY ROW_NUMBER() OVER (PARTITION BY k ORDER BY k, o) = 1}.
 */
final class DistinctOn {
  private DistinctOn() {}

  /** Rewrites the query below ORDER BY, if it is such a one. */
  static void rewrite(SqlOrderBy ordered) {
    if (SelectItems.orderedBy(ordered) instanceof SqlSelect select) {
      rewrite(select, ordered.orderList);
    }
  }

  /** Rewrites a query that has no order: which row of each key stays is open. */
  static void rewrite(SqlSelect select) {
    rewrite(select, SqlNodeList.EMPTY);
  }

  private static void rewrite(SqlSelect select, List<SqlNode> order) {
    List<SqlNode> keys = DistinctOnKeys.of(select);
    if (keys.isEmpty() || select.getQualify() == null) {
      return;
    }
    SqlParserPos pos = select.getQualify().getParserPosition();
    SelectItems items = new SelectItems(select);
    SqlNodeList partition = new SqlNodeList(pos);
    keys.forEach(key -> partition.add(copy(items.resolved(key))));
    SqlNodeList by = new SqlNodeList(pos);
    order.forEach(item -> by.add(resolved(item, items)));
    SqlWindow window =
        SqlWindow.create(
            null, null, partition, by, SqlLiteral.createBoolean(false, pos), null, null, null, pos);
    SqlNode number =
        SqlStdOperatorTable.OVER.createCall(
            pos, SqlStdOperatorTable.ROW_NUMBER.createCall(pos), window);
    select.setQualify(
        SqlStdOperatorTable.EQUALS.createCall(
            pos, number, SqlLiteral.createExactNumeric("1", pos)));
  }

  /** The key with its direction. */
  private static SqlNode resolved(SqlNode item, SelectItems items) {
    return switch (item.getKind()) {
      case DESCENDING, NULLS_FIRST, NULLS_LAST -> {
        SqlCall direction = (SqlCall) item;
        yield new SqlBasicCall(
            direction.getOperator(),
            List.of(resolved(direction.operand(0), items)),
            item.getParserPosition());
      }
      default -> copy(items.resolved(item));
    };
  }

  private static SqlNode copy(SqlNode node) {
    return node.getKind() == SqlKind.IDENTIFIER ? node.clone(node.getParserPosition()) : node;
  }
}
