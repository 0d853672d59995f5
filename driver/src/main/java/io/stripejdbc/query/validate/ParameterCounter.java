package io.stripejdbc.query.validate;

import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.Util;

/** Counts the parameters of a statement, those that rewrites have doubled once. */
public final class ParameterCounter extends SqlBasicVisitor<Void> {
  private static final SqlBasicVisitor<Void> FIRST =
      new SqlBasicVisitor<>() {
        @Override
        public Void visit(SqlDynamicParam parameter) {
          throw Util.FoundOne.NULL;
        }
      };

  private int last = -1;

  private ParameterCounter() {}

  public static int of(SqlNode statement) {
    ParameterCounter counter = new ParameterCounter();
    statement.accept(counter);
    return counter.last + 1;
  }

  /** Whether a part of a statement has a parameter; looks no further than the first. */
  static boolean any(SqlNode part) {
    try {
      part.accept(FIRST);
      return false;
    } catch (Util.FoundOne found) {
      return true;
    }
  }

  @Override
  public Void visit(SqlDynamicParam parameter) {
    last = Math.max(last, parameter.getIndex());
    return super.visit(parameter);
  }
}
