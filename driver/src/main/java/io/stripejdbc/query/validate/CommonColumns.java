package io.stripejdbc.query.validate;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.util.List;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.jspecify.annotations.Nullable;

/**
 * The columns of USING and NATURAL joins whose tables are joined already.
 *
 * <p>Calcite (1.42) compares the first column of the name. Behind a LEFT JOIN that is the one that
 * counts; behind a RIGHT or FULL JOIN it may be NULL where the other has a value, and rows would be
 * missing without a word.
 */
final class CommonColumns {
  private CommonColumns() {}

  /** Refuses a join whose columns come from a RIGHT or FULL JOIN by the same columns. */
  static void check(SqlValidatorImpl validator, SqlJoin join) {
    List<String> names = validator.usingNames(join);
    if (names == null || names.isEmpty()) {
      return;
    }
    for (SqlNode side : List.of(join.getLeft(), join.getRight())) {
      String shared = shared(validator, side, names);
      if (shared != null) {
        throw new DriverFailure(
            DriverError.UNSUPPORTED,
            "A join by column '%s' of a RIGHT or FULL JOIN by the same column is not supported;"
                    .formatted(shared)
                + " write its condition with ON and COALESCE.");
      }
    }
  }

  private static @Nullable String shared(
      SqlValidatorImpl validator, SqlNode side, List<String> names) {
    if (!(side instanceof SqlJoin join)) {
      return null;
    }
    List<String> own = validator.usingNames(join);
    if (own != null
        && (join.getJoinType() == JoinType.RIGHT || join.getJoinType() == JoinType.FULL)) {
      for (String name : names) {
        if (own.stream().anyMatch(name::equalsIgnoreCase)) {
          return name;
        }
      }
    }
    String left = shared(validator, join.getLeft(), names);
    return left == null ? shared(validator, join.getRight(), names) : left;
  }
}
