package io.stripejdbc.query;

import io.stripejdbc.fetch.StatementMemory;
import java.util.function.Supplier;

/**
 * What one execution of a statement may use.
 *
 * @param maxRequests budget of calls, 0 for none
 * @param memory makes the account of what it may hold in memory
 */
public record StatementLimits(long maxRequests, Supplier<StatementMemory> memory) {
  /** Any number of calls and rows. */
  public static final StatementLimits NONE = new StatementLimits(0, StatementMemory::unlimited);
}
