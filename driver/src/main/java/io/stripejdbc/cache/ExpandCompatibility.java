package io.stripejdbc.cache;

import io.stripejdbc.cache.segment.ListKey;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What was asked to be expanded or included in objects, and whether it matters to somebody who did
 * not ask for it.
 *
 * <p>An expanded object stands where its id stood, and is read as its id by a column that wants it;
 * an included one stands where nothing stood. Only who takes JSON as it is sees the difference.
 */
public final class ExpandCompatibility {
  private ExpandCompatibility() {}

  /** Whether objects that were asked for with {@code other} are as good for these columns. */
  public static boolean areAsGood(List<String> own, List<String> other, List<ColumnSpec> columns) {
    Set<String> extra = paths(other, true);
    if (!extra.containsAll(paths(own, true))
        || !paths(other, false).containsAll(paths(own, false))) {
      return false;
    }
    extra.removeAll(paths(own, true));
    return columns.stream().allMatch(column -> extra.stream().noneMatch(p -> shows(column, p)));
  }

  /**
   * What is expanded or included, without its number and without the list around it.
   *
   * @param all with what the API may have refused to bring along
   */
  private static Set<String> paths(List<String> parameters, boolean all) {
    Set<String> paths = new HashSet<>();
    for (String parameter : parameters) {
      if (ListKey.shapesObjects(parameter) && (all || !ListKey.mayBeMissing(parameter))) {
        String path = parameter.substring(parameter.indexOf('=') + 1);
        paths.add(path.startsWith("data.") ? path.substring("data.".length()) : path);
      }
    }
    return paths;
  }

  private static boolean shows(ColumnSpec column, String path) {
    if (column.role() == ColumnSpec.Role.OBJECT) {
      return true;
    }
    String own = column.jsonPath();
    return column.type() == ColumnType.JSON
        && own != null
        && (own.equals(path) || own.startsWith(path + ".") || path.startsWith(own + "."));
  }

  /** The parameters that choose objects rather than shape them. */
  public static List<String> choosing(ListKey key) {
    return key.parameters().stream().filter(p -> !ListKey.shapesObjects(p)).toList();
  }
}
