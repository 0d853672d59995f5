package io.stripejdbc.plan.lookup;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.plan.predicate.ScanPredicate;

/**
 * One column of a join's key on the side that is looked up, and what of the scan it restricts.
 *
 * @param target the account asked, the id looked up, the parent asked, or a list parameter
 * @param column the column of the scanned table
 */
public record LookupKey(ScanPredicate.Target target, ColumnSpec column) {
  public boolean isAccount() {
    return target == ScanPredicate.Target.ACCOUNT;
  }
}
