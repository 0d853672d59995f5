package io.stripejdbc.catalog;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a table belong to another table's rows.
 *
 * @param table the table whose rows are the parents, null when no list has them: then {@code
 *     column} is among the required ones
 * @param parentColumn the parent's column whose value names it: mostly {@code id}, {@code
 *     connected_account} where the parent is a singleton
 * @param column the child's column with the parent's id
 * @param via how the parent is named in the request
 * @param parameter the path placeholder or query parameter, null when embedded only
 * @param embedded dotted path of the child list inside the parent's object, null if not embedded; a
 *     list object ({@code {object:"list",data,has_more}}), a plain array or a single object. It is
 *     there as it is, whatever filters of the child are pushed. Where a parent's object lacks it,
 *     an {@link Via#EMBEDDED} child has no rows and any other is asked by its own request
 * @param expand path to expand in the parent for the embedded list to be there, null if always
 * @param childless columns of the parent and values, written as in JSON: a parent that has one of
 *     them has no children, and Stripe refuses to list them ({@code automatic = false} of payouts)
 */
public record ParentSpec(
    @Nullable String table,
    String parentColumn,
    String column,
    Via via,
    @Nullable String parameter,
    @Nullable String embedded,
    @Nullable String expand,
    Map<String, String> childless) {

  /** A parent any of which may have children. */
  public ParentSpec(
      @Nullable String table,
      String parentColumn,
      String column,
      Via via,
      @Nullable String parameter,
      @Nullable String embedded,
      @Nullable String expand) {
    this(table, parentColumn, column, via, parameter, embedded, expand, Map.of());
  }

  /** The same of parents that are in another table. */
  public ParentSpec in(String other) {
    return new ParentSpec(other, parentColumn, column, via, parameter, embedded, expand, childless);
  }

  /** How a parent is named in a request for its children. */
  public enum Via {
    /** In the path: {@code /v1/invoices/{invoice}/lines}. */
    PATH,
    /** As a query parameter: {@code /v1/subscription_items?subscription=…}. */
    PARAMETER,
    /** Not at all: the children exist only inside the parent's own object. */
    EMBEDDED
  }
}
