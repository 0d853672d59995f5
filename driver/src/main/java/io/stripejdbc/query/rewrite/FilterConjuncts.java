package io.stripejdbc.query.rewrite;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of WHERE, HAVING, QUALIFY and ON below nothing but AND and OR: there unknown is as
 * good as false, because either way no row follows.
 */
final class FilterConjuncts {
  private final Set<SqlNode> conjuncts = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Takes the conditions of a query or a join in; of anything else none. */
  void add(SqlCall call) {
    if (call instanceof SqlSelect select) {
      addCondition(select.getWhere());
      addCondition(select.getHaving());
      addCondition(select.getQualify());
    } else if (call instanceof SqlJoin join) {
      addCondition(join.getCondition());
    }
  }

  private void addCondition(@Nullable SqlNode condition) {
    if (condition instanceof SqlCall call
        && (call.getKind() == SqlKind.AND || call.getKind() == SqlKind.OR)) {
      call.getOperandList().forEach(this::addCondition);
    } else if (condition != null) {
      conjuncts.add(condition);
    }
  }

  boolean contains(SqlNode node) {
    return conjuncts.contains(node);
  }
}
