package io.stripejdbc.plan.lookup;

import io.stripejdbc.plan.predicate.ScanPredicate;
import java.util.List;

/**
 * Where a scan below a lookup join finds the keys of the moment.
 *
 * @param id number of the join in its plan
 * @param keys the key's columns, in the order of the join's key values
 * @param ofAccounts whether the scan is of the accounts themselves, which one list holds
 * @param eachParentAsked whether reading all of the scan is a call for each parent there is, so
 *     that it never costs less than looking up some
 * @param platformOnly whether a key is one call, of the platform's, whatever accounts there are: it
 *     names an account, which goes into the path
 * @param namedAccounts how many accounts the scan names, 0 when it asks all
 */
public record LookupBinding(
    int id,
    List<LookupKey> keys,
    boolean ofAccounts,
    boolean eachParentAsked,
    boolean platformOnly,
    int namedAccounts) {
  /** The key column that names objects, -1 when only accounts are named. */
  public int valuePosition() {
    for (int i = 0; i < keys.size(); i++) {
      if (!keys.get(i).isAccount()) {
        return i;
      }
    }
    return -1;
  }

  /** The key column that names the account, -1 when the join does not compare accounts. */
  public int accountPosition() {
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).isAccount()) {
        return i;
      }
    }
    return -1;
  }

  /** Whether each key has at most one row, so that a row found early settles its key. */
  public boolean isUnique() {
    int value = valuePosition();
    return value >= 0
        && (accountPosition() >= 0 || namedAccounts == 1)
        && keys.get(value).target() == ScanPredicate.Target.ID;
  }
}
