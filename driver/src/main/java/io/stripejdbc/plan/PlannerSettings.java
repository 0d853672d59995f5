package io.stripejdbc.plan;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which kinds of pushdown planning may use. All of them in the driver; tests switch them off to
 * compare answers.
 *
 * @param pushdowns the kinds in use
 */
public record PlannerSettings(Set<Pushing> pushdowns) {
  /** A kind of work handed to the scan. */
  public enum Pushing {
    /** Conditions. */
    FILTER,
    /** Unused columns left out. */
    PROJECT,
    /** ORDER BY created DESC. */
    ORDER,
    /** LIMIT and OFFSET. */
    LIMIT,
    /** Keys of the other side of a join. */
    JOIN,
    /** Objects that come in the place of their ids, instead of the lookups of a join. */
    EXPAND
  }

  /** Everything on. */
  public static final PlannerSettings ALL = new PlannerSettings(EnumSet.allOf(Pushing.class));

  /** Everything off: each scan reads its whole table. */
  public static final PlannerSettings NONE = new PlannerSettings(EnumSet.noneOf(Pushing.class));

  boolean has(Pushing pushing) {
    return pushdowns.contains(pushing);
  }
}
