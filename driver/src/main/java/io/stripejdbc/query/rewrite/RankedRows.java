package io.stripejdbc.query.rewrite;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.query.parser.DistinctOnKeys;
import io.stripejdbc.query.parser.RowsWithTies;
import io.stripejdbc.query.validate.SqlNodes;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Rows that are chosen by their place in an order.
 *
 * <ul>
 *   <li>{@code SELECT DISTINCT ON (k) … ORDER BY k, o}: the first row of each k by that order, as
 *       {@code QUALIFY ROW_NUMBER() OVER (PARTITION BY k ORDER BY k, o) = 1}.
 *   <li>{@code SELECT … ORDER BY k FETCH FIRST n ROWS WITH TIES}: the first rows and all that are
 *       equal to the last of them, as {@code QUALIFY RANK() OVER (ORDER BY k) <= n}.
 * </ul>
 */
final class RankedRows {
  private static final Set<SqlKind> DIRECTIONS =
      EnumSet.of(SqlKind.DESCENDING, SqlKind.NULLS_FIRST, SqlKind.NULLS_LAST);

  private RankedRows() {}

  /** The query with its ties as a condition; any other is itself. */
  static SqlOrderBy withTies(SqlOrderBy written) {
    SqlNode rows = RowsWithTies.rows(written.fetch);
    if (rows == null) {
      return written;
    }
    SqlOrderBy ordered = AllColumns.order(written);
    SqlParserPos pos = rows.getParserPosition();
    if (ordered.orderList.isEmpty()) {
      throw unsupported(DriverError.INVALID_SQL, pos, "WITH TIES needs ORDER BY");
    }
    BigDecimal number = number(rows);
    if (number.signum() == 0) {
      return new SqlOrderBy(
          ordered.getParserPosition(), ordered.query, ordered.orderList, ordered.offset, rows);
    }
    BigDecimal last = ordered.offset == null ? number : number.add(number(ordered.offset));
    SqlNode query = ranked(ordered, last, pos);
    return new SqlOrderBy(
        ordered.getParserPosition(), query, ordered.orderList, ordered.offset, null);
  }

  private static BigDecimal number(SqlNode rows) {
    if (rows instanceof SqlNumericLiteral literal) {
      return literal.bigDecimalValue();
    }
    throw unsupported(
        DriverError.UNSUPPORTED,
        rows.getParserPosition(),
        "The numbers of OFFSET and FETCH … WITH TIES are part of the SQL, and no parameters");
  }

  /** The rows up to the rank of the last, in any order. */
  private static SqlNode ranked(SqlOrderBy ordered, BigDecimal last, SqlParserPos pos) {
    boolean plain =
        SelectItems.orderedBy(ordered) instanceof SqlSelect select
            && select.getQualify() == null
            && !select.isDistinct();
    SqlNode query =
        plain ? ordered.query : SqlNodes.select(pos, SqlIdentifier.star(pos), ordered.query);
    SqlSelect ranked = (SqlSelect) (plain ? SelectItems.orderedBy(ordered) : query);
    SelectItems items = new SelectItems(ranked);
    SqlNodeList by = new SqlNodeList(pos);
    for (SqlNode item : ordered.orderList) {
      by.add(keyOf(item, items));
    }
    SqlNode rank = SqlStdOperatorTable.RANK.createCall(pos);
    ranked.setQualify(
        SqlStdOperatorTable.LESS_THAN_OR_EQUAL.createCall(
            pos,
            over(pos, rank, SqlNodeList.EMPTY, by),
            SqlLiteral.createExactNumeric(last.toPlainString(), pos)));
    return query;
  }

  private static SqlNode keyOf(SqlNode item, SelectItems items) {
    SqlNode key = item;
    while (key instanceof SqlCall call && DIRECTIONS.contains(key.getKind())) {
      key = call.operand(0);
    }
    if (key instanceof SqlNumericLiteral && items.hasStar()) {
      throw unsupported(
          DriverError.UNSUPPORTED,
          item.getParserPosition(),
          "FETCH … WITH TIES by the number of a column of *, of DISTINCT or of several queries"
              + " is not supported; name the column");
    }
    return named(item, items);
  }

  private static DialectRewriter.Unsupported unsupported(
      DriverError error, SqlParserPos pos, String message) {
    return new DialectRewriter.Unsupported(error, pos, message);
  }

  private static SqlNode over(
      SqlParserPos pos, SqlNode function, SqlNodeList partition, SqlNodeList by) {
    SqlWindow window =
        SqlWindow.create(
            null, null, partition, by, SqlLiteral.createBoolean(false, pos), null, null, null, pos);
    return SqlStdOperatorTable.OVER.createCall(pos, function, window);
  }

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
    keys.forEach(key -> partition.add(named(key, items)));
    SqlNodeList by = new SqlNodeList(pos);
    order.forEach(item -> by.add(named(item, items)));
    SqlNode number = over(pos, SqlStdOperatorTable.ROW_NUMBER.createCall(pos), partition, by);
    select.setQualify(
        SqlStdOperatorTable.EQUALS.createCall(
            pos, number, SqlLiteral.createExactNumeric("1", pos)));
  }

  /** The key with its direction; each column is a node of its own. */
  private static SqlNode named(SqlNode item, SelectItems items) {
    if (DIRECTIONS.contains(item.getKind())) {
      SqlCall direction = (SqlCall) item;
      return new SqlBasicCall(
          direction.getOperator(),
          List.of(named(direction.operand(0), items)),
          item.getParserPosition());
    }
    SqlNode copy =
        items
            .named(item)
            .accept(
                new SqlShuttle() {
                  @Override
                  public SqlNode visit(SqlIdentifier id) {
                    return id.clone(id.getParserPosition());
                  }
                });
    return copy == null ? item : copy;
  }
}
