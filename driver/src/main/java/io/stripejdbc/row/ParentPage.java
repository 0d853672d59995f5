package io.stripejdbc.row;

import io.stripejdbc.fetch.PagedResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of parents, each with the child rows embedded in its object.
 *
 * @param parents the parents in the API's order
 * @param hasMore whether the list of parents goes on
 * @param lastId id of the last parent, the next cursor
 * @param nextPageUrl path and query of the next page (v2), null otherwise
 * @param complaint what in the answer is not what the API promises, null for nothing
 */
public record ParentPage(
    List<Parent> parents,
    boolean hasMore,
    @Nullable String lastId,
    @Nullable String nextPageUrl,
    @Nullable String complaint)
    implements PagedResult {

  /** A page as the API promises it. */
  public ParentPage(
      List<Parent> parents,
      boolean hasMore,
      @Nullable String lastId,
      @Nullable String nextPageUrl) {
    this(parents, hasMore, lastId, nextPageUrl, null);
  }

  /**
   * One parent.
   *
   * @param row the wanted columns of the parent
   * @param children the rows embedded in it, null when its object has no such list
   */
  @SuppressWarnings("ArrayRecordComponent") // rows are arrays in the whole driver; never compared
  public record Parent(@Nullable Object[] row, @Nullable ChildRows children) {}

  @Override
  public List<@Nullable Object[]> rows() {
    return parents.stream().map(Parent::row).toList();
  }
}
