package io.stripejdbc.query.rewrite;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.plan.function.StripeOperatorTable;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.Util;

/**
 * {@code GROUP BY ALL}: by every column that aggregates nothing; {@code ORDER BY ALL}: by every
 * column from left to right, as in DuckDB.
 */
final class AllColumns {
  private static final Set<String> AGGREGATES =
      StripeOperatorTable.INSTANCE.getOperatorList().stream()
          .filter(SqlOperator::isAggregator)
          .map(operator -> operator.getName().toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());

  private AllColumns() {}

  /** Writes the columns into GROUP BY ALL. */
  static void group(SqlSelect select) {
    SqlNodeList group = select.getGroup();
    boolean all =
        group != null
            && group.size() == 1
            && group.get(0) instanceof SqlLiteral literal
            && literal.getValue() == SqlSelectKeyword.ALL;
    if (!all) {
      return;
    }
    SqlParserPos pos = group.getParserPosition();
    SelectItems items = written(new SelectItems(select), pos, "GROUP BY ALL");
    SqlNodeList columns = new SqlNodeList(pos);
    for (int i = 1; i <= items.size(); i++) {
      if (!aggregates(items.expression(i))) {
        columns.add(SqlLiteral.createExactNumeric(String.valueOf(i), pos));
      }
    }
    select.setGroupBy(columns.isEmpty() ? null : columns);
  }

  /** The query with the columns in the place of ORDER BY ALL. */
  static SqlOrderBy order(SqlOrderBy ordered) {
    if (ordered.orderList.size() != 1 || !isAll(ordered.orderList.get(0))) {
      return ordered;
    }
    SqlParserPos pos = ordered.orderList.getParserPosition();
    if (!(SelectItems.orderedBy(ordered) instanceof SqlSelect select)) {
      throw unsupported(pos, "ORDER BY ALL");
    }
    SelectItems items = written(new SelectItems(select), pos, "ORDER BY ALL");
    SqlNodeList columns = new SqlNodeList(pos);
    for (int i = 1; i <= items.size(); i++) {
      columns.add(directed(ordered.orderList.get(0), i));
    }
    return new SqlOrderBy(
        ordered.getParserPosition(), ordered.query, columns, ordered.offset, ordered.fetch);
  }

  private static boolean isAll(SqlNode item) {
    return switch (item.getKind()) {
      case DESCENDING, NULLS_FIRST, NULLS_LAST -> isAll(((SqlCall) item).operand(0));
      default ->
          item instanceof SqlIdentifier id
              && id.isSimple()
              && !id.isComponentQuoted(0)
              && id.getSimple().equalsIgnoreCase("all");
    };
  }

  private static SqlNode directed(SqlNode item, int ordinal) {
    return switch (item.getKind()) {
      case DESCENDING, NULLS_FIRST, NULLS_LAST ->
          new SqlBasicCall(
              ((SqlCall) item).getOperator(),
              List.of(directed(((SqlCall) item).operand(0), ordinal)),
              item.getParserPosition());
      default -> SqlLiteral.createExactNumeric(String.valueOf(ordinal), item.getParserPosition());
    };
  }

  private static SelectItems written(SelectItems items, SqlParserPos pos, String clause) {
    if (items.hasStar()) {
      throw unsupported(pos, clause);
    }
    return items;
  }

  private static DialectRewriter.Unsupported unsupported(SqlParserPos pos, String clause) {
    return new DialectRewriter.Unsupported(
        DriverError.INVALID_SQL,
        pos,
        clause + " needs columns that are written out, not * or several queries");
  }

  /** Whether an expression aggregates rows, outside of queries of its own. */
  private static boolean aggregates(SqlNode expression) {
    try {
      expression.accept(
          new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall call) {
              if (AGGREGATES.contains(call.getOperator().getName().toLowerCase(Locale.ROOT))
                  && call.getKind() != SqlKind.OVER) {
                throw Util.FoundOne.NULL;
              }
              return call.isA(SqlKind.QUERY) ? null : super.visit(call);
            }
          });
      return false;
    } catch (Util.FoundOne found) {
      return true;
    }
  }
}
