package io.stripejdbc.row;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Child rows that stood inside a parent's object.
 *
 * @param rows the rows in the API's order
 * @param hasMore whether the embedded list is only the beginning
 * @param lastId id of the last child, the cursor to go on from; null when there is none
 */
public record Children(List<@Nullable Object[]> rows, boolean hasMore, @Nullable String lastId) {}
