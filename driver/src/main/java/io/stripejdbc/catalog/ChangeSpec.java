package io.stripejdbc.catalog;

import java.util.List;
import java.util.Map;

/**
 * How Stripe tells that rows of a table change, as {@code changes/tables.json} declares it.
 *
 * @param told the kind
 * @param events types of events that tell of a change, each with the path of the row's id in the
 *     object of the event, or {@link #ANY_ROW}; empty but for {@link Told#EVENTS}
 * @param settledColumn column that says whether a row can still change, empty but for {@link
 *     Told#SETTLES}
 * @param settledValues its values with which it cannot
 * @param keptDays days for which Stripe has a row, 0 for ever
 */
public record ChangeSpec(
    Told told,
    Map<String, String> events,
    String settledColumn,
    List<String> settledValues,
    int keptDays) {
  /**
   * Instead of a path: an object changed of which any row may have a copy inside, such as a tax
   * rate in invoices.
   */
  public static final String ANY_ROW = "*";

  /** Rows that may change without a word. */
  public static final ChangeSpec READ = new ChangeSpec(Told.READ, Map.of(), "", List.of(), 0);

  /** Kinds of telling. */
  public enum Told {
    /** Every documented change of a row has an event, its creation included. */
    EVENTS,
    /** A row changes only until a condition holds. */
    SETTLES,
    /** A row never changes. */
    IMMUTABLE,
    /** Anything else: rows have to be read again. */
    READ
  }
}
