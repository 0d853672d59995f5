package io.stripejdbc.row;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Child rows that stood inside a parent's object.
 *
 * @param rows the rows in the API's order
 * @param hasMore whether the embedded list is only the beginning
 * @param lastId id of the last child; null when there is none
 * @param complaint what of them is not what the API promises, null for nothing
 */
public record ChildRows(
    List<@Nullable Object[]> rows,
    boolean hasMore,
    @Nullable String lastId,
    @Nullable String complaint) {}
