package io.stripejdbc.query.parser;

import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * An operator between two operands that binds as in PostgreSQL, and is the call of another operator
 * or of a function in the tree.
 */
public final class InfixOperator extends SqlBinaryOperator {
  private final Meaning meaning;

  /** What {@code left operator right} stands for. */
  @FunctionalInterface
  interface Meaning {
    SqlCall of(SqlParserPos pos, SqlNode left, SqlNode right);
  }

  /**
   * An operator that binds to the left.
   *
   * @param precedence on the scale of Calcite's operators: 30 for comparisons, 40 for {@code +}
   */
  InfixOperator(String name, int precedence, Meaning meaning) {
    super(name, SqlKind.OTHER, precedence, true, null, null, null);
    this.meaning = meaning;
  }

  @Override
  public SqlCall createCall(
      @Nullable SqlLiteral quantifier, SqlParserPos pos, @Nullable SqlNode... operands) {
    return meaning.of(
        pos,
        java.util.Objects.requireNonNull(operands[0]),
        java.util.Objects.requireNonNull(operands[1]));
  }
}
