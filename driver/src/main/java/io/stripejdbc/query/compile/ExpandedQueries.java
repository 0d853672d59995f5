package io.stripejdbc.query.compile;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.jspecify.annotations.Nullable;

/**
 * Counts the queries of a statement as they are planned: a common table expression once for each
 * place that reads it, so that a chain whose every step reads the one before twice doubles at each.
 */
final class ExpandedQueries {
  private final Map<String, Double> tables;

  private ExpandedQueries(Map<String, Double> tables) {
    this.tables = tables;
  }

  /** How many there are; a double, for it may be beyond a long. */
  static double count(SqlNode statement) {
    return new ExpandedQueries(Map.of()).of(statement);
  }

  private double of(@Nullable SqlNode node) {
    if (node instanceof SqlWith with) {
      return with(with);
    }
    if (!(node instanceof SqlCall call)) {
      return node instanceof Iterable<?> list ? ofAll(list) : 0;
    }
    return call instanceof SqlSelect select ? select(select) : ofAll(call.getOperandList());
  }

  private double select(SqlSelect select) {
    double count = 1 + from(select.getFrom());
    for (SqlNode operand : select.getOperandList()) {
      count += operand == select.getFrom() ? 0 : of(operand);
    }
    return count;
  }

  private double ofAll(Iterable<?> nodes) {
    double sum = 0;
    for (Object node : nodes) {
      sum += node instanceof SqlNode sql ? of(sql) : 0;
    }
    return sum;
  }

  private double with(SqlWith with) {
    Map<String, Double> known = new HashMap<>(tables);
    ExpandedQueries inner = new ExpandedQueries(known);
    for (SqlNode node : with.withList) {
      SqlWithItem item = (SqlWithItem) node;
      known.put(name(item.name), inner.of(item.query));
    }
    return inner.of(with.body);
  }

  private double from(@Nullable SqlNode node) {
    if (node instanceof SqlIdentifier table) {
      return table.isSimple() ? tables.getOrDefault(name(table), 0.0) : 0;
    }
    if (node instanceof SqlJoin join) {
      return from(join.getLeft()) + from(join.getRight()) + of(join.getCondition());
    }
    return node instanceof SqlCall call && call.getKind() == SqlKind.AS
        ? from(call.operand(0))
        : of(node);
  }

  private static String name(SqlIdentifier table) {
    return table.getSimple().toLowerCase(Locale.ROOT);
  }
}
