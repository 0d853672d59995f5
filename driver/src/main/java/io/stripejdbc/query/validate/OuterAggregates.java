package io.stripejdbc.query.validate;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.OrderByScope;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.SqlValidatorScope.ResolvedImpl;
import org.jspecify.annotations.Nullable;

/**
 * Aggregate functions in a sub-query over columns of the query around it: {@code (SELECT
 * sum(t.amount) FROM u)}. By the standard they sum the rows of that query; Calcite (1.42) those of
 * the sub-query, so they are refused.
 */
final class OuterAggregates {
  private OuterAggregates() {}

  /** Refuses a call whose columns are all of another query than the one it stands in. */
  static void check(SqlCall call, SqlValidatorScope scope, SqlNameMatcher names) {
    List<Boolean> own = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      if (operand != null) {
        operand.accept(
            new SqlBasicVisitor<@Nullable Void>() {
              @Override
              public @Nullable Void visit(SqlIdentifier id) {
                if (!id.isStar() && id.names.size() > 1) {
                  own.add(isOwn(id, scope, names));
                }
                return null;
              }

              @Override
              public @Nullable Void visit(SqlCall inner) {
                return inner.isA(SqlKind.QUERY) ? null : super.visit(inner);
              }
            });
      }
    }
    if (!own.isEmpty() && !own.contains(true)) {
      throw new DriverFailure(
          DriverError.UNSUPPORTED,
          ("Function '%s' in a sub-query over columns of the query around it is not supported; give"
                  + " the sum or number a name in a sub-query in FROM, and use that.")
              .formatted(call.getOperator().getName().toLowerCase(Locale.ROOT)));
    }
  }

  private static boolean isOwn(SqlIdentifier id, SqlValidatorScope scope, SqlNameMatcher names) {
    ResolvedImpl found = new ResolvedImpl();
    scope.resolve(List.of(id.names.get(0)), names, false, found);
    // What is not found so is a column of rows within rows, or is refused elsewhere.
    return found.count() != 1
        || found.only().scope.getNode() == null
        || isWithin(found.only().scope, scope);
  }

  /** The clause ORDER BY has a scope of its own within that of its query. */
  private static boolean isWithin(SqlValidatorScope of, SqlValidatorScope scope) {
    return scope instanceof OrderByScope order
        ? isWithin(of, order.getParent())
        : of.getNode() == scope.getNode();
  }
}
