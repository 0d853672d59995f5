package io.stripejdbc.query.compile;

import java.util.HashSet;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Finds the parameters that stand in LIMIT, OFFSET or FETCH. */
final class RowCountParameters extends SqlBasicVisitor<Void> {
  private final Set<Integer> indexes = new HashSet<>();

  private RowCountParameters() {}

  static RowCountParameters of(SqlNode statement) {
    RowCountParameters found = new RowCountParameters();
    statement.accept(found);
    return found;
  }

  boolean contains(int index) {
    return indexes.contains(index);
  }

  @Override
  public Void visit(SqlCall call) {
    if (call instanceof SqlSelect select) {
      note(select.getFetch());
      note(select.getOffset());
    } else if (call instanceof SqlOrderBy orderBy) {
      note(orderBy.fetch);
      note(orderBy.offset);
    }
    return super.visit(call);
  }

  private void note(@Nullable SqlNode node) {
    if (node instanceof SqlDynamicParam parameter) {
      indexes.add(parameter.getIndex());
    }
  }
}
