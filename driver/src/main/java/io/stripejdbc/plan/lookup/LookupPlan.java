package io.stripejdbc.plan.lookup;

import java.util.List;
import org.apache.calcite.rel.core.JoinRelType;

/**
 * What the running lookup join knows of its plan.
 *
 * @param binding the scan's place for keys
 * @param type INNER, LEFT, SEMI or ANTI
 * @param leftColumns number of columns of the driving side
 * @param rightColumns number of columns of the side looked up
 * @param leftKeys positions of the key in the driving side, in the slot's order
 * @param rightKeys positions of the key in the other side
 * @param firstBatch driving rows to take before the first lookup: what a LIMIT above can need
 */
public record LookupPlan(
    LookupBinding binding,
    JoinRelType type,
    int leftColumns,
    int rightColumns,
    List<Integer> leftKeys,
    List<Integer> rightKeys,
    int firstBatch) {

  /** Driving rows to take before the first lookup when nothing is known of how many are wanted. */
  public static final int FIRST_BATCH = 100;

  /**
   * Whether only accounts are compared: the other side then streams past the driving rows. Not for
   * {@code accounts} as the other side: that is the short one, and the driving rows stream.
   */
  public boolean isByAccount() {
    return binding.valuePosition() < 0
        && !binding.ofAccounts()
        && (type == JoinRelType.INNER || type == JoinRelType.LEFT);
  }

  /** Whether a LIMIT above wants only few rows. */
  public boolean isLimited() {
    return firstBatch < FIRST_BATCH;
  }

  public LookupPlan withFirstBatch(int rows) {
    return new LookupPlan(binding, type, leftColumns, rightColumns, leftKeys, rightKeys, rows);
  }
}
