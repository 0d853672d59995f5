package io.stripejdbc.query.compile;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.Util;

/** Looks for GROUPING in a statement. */
final class GroupingCalls extends SqlBasicVisitor<Void> {
  private GroupingCalls() {}

  static boolean in(SqlNode statement) {
    try {
      statement.accept(new GroupingCalls());
      return false;
    } catch (Util.FoundOne found) {
      return true;
    }
  }

  @Override
  public Void visit(SqlCall call) {
    if (call.getKind() == SqlKind.GROUPING) {
      throw Util.FoundOne.NULL;
    }
    return super.visit(call);
  }
}
