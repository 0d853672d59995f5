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
 * @param growing whether later batches are larger; not where the rows that are missing for a LIMIT
 *     above may be the next few
 */
public record LookupPlan(
    LookupBinding binding,
    JoinRelType type,
    int leftColumns,
    int rightColumns,
    List<Integer> leftKeys,
    List<Integer> rightKeys,
    int firstBatch,
    boolean growing) {

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

  /**
   * The same join below a LIMIT.
   *
   * @param rows driving rows to take before the first lookup
   * @param sifted whether a condition stands between, which may drop any number of rows
   */
  public LookupPlan limited(int rows, boolean sifted) {
    return new LookupPlan(
        binding, type, leftColumns, rightColumns, leftKeys, rightKeys, rows, sifted);
  }
}
