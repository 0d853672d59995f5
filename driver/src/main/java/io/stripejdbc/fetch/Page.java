package io.stripejdbc.fetch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, decoded to the wanted columns.
 *
 * @param rows the rows in the API's order; each an array in the order of the decoder's columns.
 *     Values are internal: String, Long, Boolean, BigDecimal, and Long milliseconds since the epoch
 *     for timestamps
 * @param hasMore whether the list goes on
 * @param lastId id of the last object, the next cursor; null when the page is empty
 * @param nextPageUrl path and query of the next page (v2), null otherwise
 * @param complaint what in the answer is not what the API promises, null for nothing
 */
public record Page(
    List<@Nullable Object[]> rows,
    boolean hasMore,
    @Nullable String lastId,
    @Nullable String nextPageUrl,
    @Nullable String complaint)
    implements PagedResult {

  /** A page as the API promises it. */
  public Page(
      List<@Nullable Object[]> rows,
      boolean hasMore,
      @Nullable String lastId,
      @Nullable String nextPageUrl) {
    this(rows, hasMore, lastId, nextPageUrl, null);
  }
}
