package io.stripejdbc.plan.function.exact;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.util.EnumSet;
import java.util.Set;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.SqlKind;

/** EXCLUDE in the frames of windows: where Calcite's code is right, and the refusal elsewhere. */
final class FrameExclusion {
  /** What is right over frames without rows, whatever the column is. */
  private static final Set<SqlKind> MAY_BE_EMPTY =
      EnumSet.of(
          SqlKind.COUNT,
          SqlKind.FIRST_VALUE,
          SqlKind.LAST_VALUE,
          SqlKind.NTH_VALUE,
          SqlKind.OTHER_FUNCTION);

  private FrameExclusion() {}

  /** Refuses a call whose result would be wrong. */
  static void check(RexOver over) {
    if (over.getWindow().getExclude() == RexWindowExclusion.EXCLUDE_NO_OTHER) {
      return;
    }
    if (!changesWithEachRow(over.getWindow())) {
      throw new DriverFailure(
          DriverError.UNSUPPORTED,
          "EXCLUDE is supported in frames of ROWS that begin or end with CURRENT ROW (EXCLUDE GROUP"
              + " in RANGE, too); take the row's own value off the result of the frame without"
              + " EXCLUDE.");
    }
    if (!noRowsAreNoticed(over)) {
      throw new DriverFailure(
          DriverError.UNSUPPORTED,
          "OVER (… EXCLUDE …) is not supported for aggregates of a column that is never NULL; take"
              + " the row's own value off the result of the frame without EXCLUDE.");
    }
  }

  /**
   * Calcite (1.42: {@code EnumerableWindow.implement}) aggregates a frame once for all rows that it
   * begins and ends the same for, though EXCLUDE leaves out others for each.
   */
  private static boolean changesWithEachRow(RexWindow window) {
    boolean moves = window.getLowerBound().isCurrentRow() || window.getUpperBound().isCurrentRow();
    return moves && (window.isRows() || window.getExclude() == RexWindowExclusion.EXCLUDE_GROUP);
  }

  /**
   * Calcite (1.42) takes a frame for one with rows although EXCLUDE has left none of them: it looks
   * for rows only where it has to look for NULL.
   */
  private static boolean noRowsAreNoticed(RexOver over) {
    return MAY_BE_EMPTY.contains(over.getAggOperator().getKind())
        || over.operands.isEmpty()
        || over.operands.get(0).getType().isNullable();
  }
}
