package io.stripejdbc.plan;

import io.stripejdbc.catalog.ColumnSpec;

/**
 * One column of a join's key on the side that is looked up, and what of the scan it restricts.
 *
 * @param target the account asked, the id looked up, the parent asked, or a list parameter
 * @param column the column of the scanned table
 */
record LookupKey(ScanPredicate.Target target, ColumnSpec column) {
  boolean isAccount() {
    return target == ScanPredicate.Target.ACCOUNT;
  }
}
