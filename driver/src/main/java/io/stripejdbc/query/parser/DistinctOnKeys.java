package io.stripejdbc.query.parser;

import io.stripejdbc.error.DriverError;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.jspecify.annotations.Nullable;

/**
 * The keys of {@code SELECT DISTINCT ON (a, b)}, which a tree of Calcite's has no place for: they
 * stand in the place of QUALIFY until they are rewritten to one.
 */
public final class DistinctOnKeys {
  private static final String CALL = "distinct_on";

  private DistinctOnKeys() {}

  /** Puts the keys into a query; none for a query without. */
  static void attach(SqlSelect select, @Nullable SqlNodeList keys) {
    if (keys == null) {
      return;
    }
    if (select.getQualify() != null) {
      throw new UnsupportedSyntax(
          DriverError.INVALID_SQL,
          keys.getParserPosition(),
          "DISTINCT ON and QUALIFY do not go together; write ROW_NUMBER() OVER (…) = 1 in QUALIFY");
    }
    select.setQualify(
        InfixOperators.call(keys.getParserPosition(), CALL, keys.toArray(new SqlNode[0])));
  }

  /** The keys; empty for a query without. */
  public static List<SqlNode> of(SqlSelect select) {
    return select.getQualify() instanceof SqlCall call && call.getOperator().getName().equals(CALL)
        ? call.getOperandList()
        : List.of();
  }
}
