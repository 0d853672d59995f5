package io.stripejdbc.cache.segment;

import java.util.List;

/**
 * What was asked, but for the window of creation, the cursor and the size of a page: two keys are
 * equal exactly when they ask the same.
 *
 * <p>The key that was used, the address, the mode and the version of the API are not in it: each
 * has a store of its own.
 *
 * @param account whom the request was made for: {@code platform} or {@code acct_…}
 * @param path path of the list or the object, ids filled in
 * @param parameters {@code name=value} of each parameter, sorted
 */
public record ListKey(String account, String path, List<String> parameters) {
  /** A key of these parameters, in whatever order. */
  public static ListKey of(String account, String path, List<String> parameters) {
    return new ListKey(account, path, parameters.stream().sorted().toList());
  }

  /** Whether a parameter was sent only if the API took it: written with a question mark. */
  public static boolean mayBeMissing(String parameter) {
    return parameter.startsWith("?");
  }

  /** Whether a parameter changes what an object looks like. */
  public static boolean shapesObjects(String parameter) {
    String name = mayBeMissing(parameter) ? parameter.substring(1) : parameter;
    return name.startsWith("expand[") || name.startsWith("include[");
  }
}
