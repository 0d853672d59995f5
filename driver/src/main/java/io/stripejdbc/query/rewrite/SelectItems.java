package io.stripejdbc.query.rewrite;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.SqlWith;

/** The columns of a query, as GROUP BY, ORDER BY and DISTINCT ON speak of them. */
final class SelectItems {
  private final List<SqlNode> items;

  SelectItems(SqlSelect select) {
    this.items = select.getSelectList();
  }

  /** The query whose rows ORDER BY puts in order: of {@code WITH … SELECT …} the last part. */
  static SqlNode orderedBy(SqlOrderBy ordered) {
    SqlNode query = ordered.query;
    while (query instanceof SqlWith with) {
      query = with.body;
    }
    return query;
  }

  int size() {
    return items.size();
  }

  /** What a column is computed from, counted from 1. */
  SqlNode expression(int ordinal) {
    return SqlUtil.stripAs(items.get(ordinal - 1));
  }

  /** Whether columns are not written out. */
  boolean hasStar() {
    return items.stream().anyMatch(item -> item instanceof SqlIdentifier id && id.isStar());
  }

  /** The expression that an ordinal or an alias stands for; anything else is itself. */
  SqlNode resolved(SqlNode key) {
    if (key instanceof SqlNumericLiteral number && number.isInteger()) {
      int ordinal = number.intValue(true);
      return ordinal >= 1 && ordinal <= items.size() ? expression(ordinal) : key;
    }
    if (key instanceof SqlIdentifier id && id.isSimple()) {
      for (SqlNode item : items) {
        if (item.getKind() == SqlKind.AS
            && ((SqlCall) item).operand(1) instanceof SqlIdentifier alias
            && alias.getSimple().equalsIgnoreCase(id.getSimple())) {
          return ((SqlCall) item).operand(0);
        }
      }
    }
    return key;
  }

  /**
   * What QUALIFY calls the column of an ordinal; anything else is itself, because aliases stand for
   * their columns there.
   */
  SqlNode named(SqlNode key) {
    if (key instanceof SqlNumericLiteral number && number.isInteger()) {
      int ordinal = number.intValue(true);
      if (ordinal >= 1 && ordinal <= items.size()) {
        SqlNode item = items.get(ordinal - 1);
        return item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(1) : item;
      }
    }
    return key;
  }
}
