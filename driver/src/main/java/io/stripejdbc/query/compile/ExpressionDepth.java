package io.stripejdbc.query.compile;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** How many operators, functions and queries of a statement stand one in another at most. */
final class ExpressionDepth extends SqlBasicVisitor<@Nullable Void> {
  private final Set<SqlNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private int depth;
  private int deepest;

  private ExpressionDepth() {}

  static int of(SqlNode statement) {
    ExpressionDepth visitor = new ExpressionDepth();
    statement.accept(visitor);
    return visitor.deepest;
  }

  /** What stands in several places is looked at where it is met first. */
  @Override
  public @Nullable Void visit(SqlCall call) {
    if (seen.add(call)) {
      deepest = Math.max(deepest, ++depth);
      super.visit(call);
      depth--;
    }
    return null;
  }

  @Override
  public @Nullable Void visit(SqlNodeList list) {
    for (SqlNode node : list) {
      if (node != null) {
        node.accept(this);
      }
    }
    return null;
  }
}
