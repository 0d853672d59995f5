package io.stripejdbc.catalog;

import io.stripejdbc.catalog.TableSpec.Paging;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the list of a table behaves.
 *
 * @param paging how it is paged
 * @param newestFirst whether it is ordered by {@code created} descending
 * @param variants fixed parameters that lift hidden defaults; the table is the union by id of one
 *     list per element. Mostly one empty map; {@code [{status: all}]} for subscriptions, {@code
 *     [{active: true}, {active: false}]} for prices. A filter on the same parameter takes its place
 * @param takesInclude whether the list itself takes the parameter "include" (version 2), so that
 *     objects need not be asked for one by one
 * @param hides the column that is null on all rows of the list, because Stripe hides the others
 *     unless a parameter brings them: an object that has a value there is no row of the table,
 *     however it was found; null where nothing is hidden so
 */
public record ListTraits(
    Paging paging,
    boolean newestFirst,
    List<Map<String, String>> variants,
    boolean takesInclude,
    @Nullable String hides) {

  /** No list of its own, or one that comes whole, in no order that is known. */
  public static final ListTraits UNPAGED =
      new ListTraits(Paging.NONE, false, List.of(Map.of()), false, null);

  /** Paged by cursors, newest first, nothing hidden: most lists of version 1. */
  public static final ListTraits NEWEST_FIRST =
      new ListTraits(Paging.CURSOR, true, List.of(Map.of()), false, null);

  public ListTraits withVariants(List<Map<String, String>> other) {
    return new ListTraits(paging, newestFirst, other, takesInclude, hides);
  }
}
