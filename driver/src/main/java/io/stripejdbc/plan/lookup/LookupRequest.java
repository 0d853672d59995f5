package io.stripejdbc.plan.lookup;

import java.util.Optional;
import java.util.Set;

/**
 * What a lookup join asks of the scan below it, this time.
 *
 * @param accounts accounts to ask, empty Optional for those the scan asks anyway
 * @param values ids, parents or parameter values, empty Optional for all rows
 * @param rowBudget rows to read at most when all are asked for, -1 for no bound
 */
public record LookupRequest(
    Optional<Set<String>> accounts, Optional<Set<String>> values, long rowBudget) {}
