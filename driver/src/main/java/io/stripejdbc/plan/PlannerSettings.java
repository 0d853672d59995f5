package io.stripejdbc.plan;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which kinds of rules planning may use. All of them in the driver, unless planning with them
 * fails; tests switch them off to compare answers.
 *
 * @param pushdowns the kinds in use
 */
public record PlannerSettings(Set<Pushing> pushdowns) {
  /** A kind of rules: of work handed to the scan, or of rewriting what it cannot take. */
  public enum Pushing {
    /** Constants folded, conditions moved down, what has no use left out: Calcite's own rules. */
    REWRITE,
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
    EXPAND,
    /** Aggregates and conditions of one scan over columns of many rows at a time. */
    BATCH
  }

  /** Everything on. */
  public static final PlannerSettings ALL = new PlannerSettings(EnumSet.allOf(Pushing.class));

  /** Everything off: each scan reads its whole table. */
  public static final PlannerSettings NONE = new PlannerSettings(EnumSet.noneOf(Pushing.class));

  /** The same settings without some kinds. */
  public PlannerSettings without(Set<Pushing> kinds) {
    Set<Pushing> left = EnumSet.noneOf(Pushing.class);
    left.addAll(pushdowns);
    left.removeAll(kinds);
    return new PlannerSettings(left);
  }

  /** Whether a kind is in use. */
  public boolean has(Pushing pushing) {
    return pushdowns.contains(pushing);
  }
}
