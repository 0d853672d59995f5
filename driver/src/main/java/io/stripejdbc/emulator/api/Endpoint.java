package io.stripejdbc.emulator.api;

import java.util.List;
import java.util.Map;

/**
 * One GET of the API that answers objects.
 *
 * @param path with its ids in braces
 * @param type the name of the {@link ObjectType} it answers
 * @param one the path that answers a single object of the list, or empty
 * @param since the version of the API that it came with, empty for the first
 * @param permission the permission a restricted key needs, like {@code charge_read}
 */
public record Endpoint(
    Kind kind,
    String path,
    String type,
    String one,
    String permission,
    Map<String, QueryParameter> parameters,
    String since) {

  /** An endpoint of the first version. */
  public Endpoint(
      Kind kind,
      String path,
      String type,
      String one,
      String permission,
      Map<String, QueryParameter> parameters) {
    this(kind, path, type, one, permission, parameters, "");
  }

  /** How an endpoint answers. */
  public enum Kind {
    LIST,
    SEARCH,
    SINGLETON,
    V2LIST,
    /** Objects that no list has: only {@link #one} is answered. */
    OBJECT
  }

  public boolean nested() {
    return path.indexOf('{') >= 0;
  }

  public boolean v2() {
    return path.startsWith("/v2/");
  }

  /** The parameters that a request must have. */
  public List<QueryParameter> required() {
    return parameters.values().stream().filter(QueryParameter::required).toList();
  }
}
