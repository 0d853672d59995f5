package io.stripejdbc.scan.task;

import io.stripejdbc.fetch.CallFailure.Facts;
import java.util.Set;

/**
 * What refusals say about objects that are not there: the object or parent that was asked for, or
 * the one that a cursor names. Pure functions of the answer.
 *
 * <p>Only Stripe's own error body says either; a 404 of a proxy, or one without an error, says
 * nothing about an object.
 */
public final class MissingObject {
  private static final Set<String> CURSORS = Set.of("starting_after", "ending_before", "page");

  /** There will be no next invoice (Stripe docs: error codes). */
  private static final String NO_PREVIEW = "invoice_upcoming_none";

  private MissingObject() {}

  /** Whether the object that was asked for, or the parent of the list, is not there. */
  public static boolean isAbsent(Facts facts) {
    boolean missing = facts.hasCode("resource_missing") && !namesCursor(facts);
    return isRefusal(facts) && (missing || facts.hasCode(NO_PREVIEW));
  }

  /**
   * Whether the object of the cursor was deleted, left the filter (no param then on some lists) or
   * aged out (events); of a request that has a cursor.
   */
  static boolean isLostCursor(Facts facts) {
    boolean unnamed = facts.hasCode("resource_missing") && facts.error().param() == null;
    return isRefusal(facts) && (namesCursor(facts) || unnamed);
  }

  private static boolean isRefusal(Facts facts) {
    return facts.status() == 404 || facts.status() == 400;
  }

  private static boolean namesCursor(Facts facts) {
    String param = facts.error().param();
    return param != null && CURSORS.contains(param);
  }
}
