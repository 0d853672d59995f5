package io.stripejdbc.query.validate;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** Looks for columns and constants in an expression, from which its type can be told. */
final class OtherThanParameters extends SqlBasicVisitor<Void> {
  private boolean found;

  boolean found() {
    return found;
  }

  @Override
  public Void visit(SqlIdentifier id) {
    found = true;
    return super.visit(id);
  }

  @Override
  public Void visit(SqlLiteral literal) {
    found |= !SqlUtil.isNullLiteral(literal, false);
    return super.visit(literal);
  }
}
