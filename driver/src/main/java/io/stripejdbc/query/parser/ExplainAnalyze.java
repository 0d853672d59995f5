package io.stripejdbc.query.parser;

import org.apache.calcite.sql.SqlExplain;
import org.apache.calcite.sql.SqlExplainFormat;
import org.apache.calcite.sql.SqlExplainLevel;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The tree of {@code EXPLAIN ANALYZE query}: Calcite's of EXPLAIN, with a level of detail that no
 * other EXPLAIN of the grammar has, so that rewriting a tree keeps it.
 */
public final class ExplainAnalyze {
  private static final SqlExplainLevel MARK = SqlExplainLevel.DIGEST_ATTRIBUTES;

  private ExplainAnalyze() {}

  /** Called by the parser. */
  static SqlExplain of(SqlParserPos pos, SqlNode query, int parameters) {
    return new SqlExplain(
        pos,
        query,
        MARK.symbol(SqlParserPos.ZERO),
        SqlExplain.Depth.PHYSICAL.symbol(SqlParserPos.ZERO),
        SqlExplainFormat.TEXT.symbol(SqlParserPos.ZERO),
        parameters);
  }

  /** Whether an EXPLAIN is one that runs its query. */
  public static boolean isOne(SqlNode statement) {
    return statement instanceof SqlExplain explain && explain.getDetailLevel() == MARK;
  }
}
