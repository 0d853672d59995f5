package io.stripejdbc.catalog;

import io.stripejdbc.catalog.TableSpec.ApiGeneration;
import io.stripejdbc.catalog.TableSpec.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Where a table's rows are read.
 *
 * @param kind what the rows come from
 * @param api which API generation answers it
 * @param path request path, with {@code {placeholder}} for a parent or account in it
 * @param retrievePath path of a single object, null when there is none; its last placeholder is the
 *     object's id, one before it the parent's id
 * @param searchPath path of the Search endpoint, null when there is none
 * @param since the version of the API that it came with, null for the catalogue's own
 */
public record TableEndpoint(
    Kind kind,
    ApiGeneration api,
    String path,
    @Nullable String retrievePath,
    @Nullable String searchPath,
    @Nullable String since) {

  /**
   * A list of version 1 that objects are found in by their id too, where there is a path for it.
   */
  public static TableEndpoint of(Kind kind, String path, @Nullable String retrievePath) {
    return new TableEndpoint(kind, ApiGeneration.V1, path, retrievePath, null, null);
  }

  /** The same with a Search endpoint. */
  public TableEndpoint withSearchPath(String other) {
    return new TableEndpoint(kind, api, path, retrievePath, other, since);
  }
}
