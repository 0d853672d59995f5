package io.stripejdbc.fetch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one answer of a list brought, and how the list goes on. */
public interface PagedResult {
  /** The objects of the list, decoded to the wanted columns, in the API's order. */
  List<@Nullable Object[]> rows();

  /** Whether the list goes on. */
  boolean hasMore();

  /** Id of the last object, the next cursor; null when there is none. */
  @Nullable String lastId();

  /** Path and query of the next page (v2), null otherwise. */
  @Nullable String nextPageUrl();

  /** What in the answer is not what the API promises, as half a sentence; null for nothing. */
  @Nullable String complaint();
}
