package io.stripejdbc.row;

import io.stripejdbc.catalog.ParentSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a row's columns take from the question rather than from the answer.
 *
 * @param account the {@code connected_account} of the rows
 * @param parentSpec how the rows belong to their parent, null when they have none or it is unknown
 * @param parent the id of the parent, null when unknown
 * @param parentType the API's name of the parent object, null when unknown
 * @param parameters values that were sent as parameters, by column name
 */
public record RowContext(
    String account,
    @Nullable ParentSpec parentSpec,
    @Nullable String parent,
    @Nullable String parentType,
    Map<String, String> parameters) {

  /** Rows of a top-level list. */
  public static RowContext of(String account) {
    return new RowContext(account, null, null, null, Map.of());
  }

  /** The same rows, of a list asked with these parameters. */
  public RowContext sending(Map<String, String> sent) {
    return new RowContext(account, parentSpec, parent, parentType, sent);
  }

  /** The same rows under this parent. */
  public RowContext under(ParentSpec spec, String parentId, @Nullable String type) {
    return new RowContext(account, spec, parentId, type, parameters);
  }
}
