package io.stripejdbc.query.validate;

import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** Counts the parameters of a statement, those that rewrites have doubled once. */
public final class ParameterCounter extends SqlBasicVisitor<Void> {
  private int last = -1;

  private ParameterCounter() {}

  public static int of(SqlNode statement) {
    ParameterCounter counter = new ParameterCounter();
    statement.accept(counter);
    return counter.last + 1;
  }

  @Override
  public Void visit(SqlDynamicParam parameter) {
    last = Math.max(last, parameter.getIndex());
    return super.visit(parameter);
  }
}
