package io.stripejdbc.scan.task;

import io.stripejdbc.cache.CacheLookup.Held;
import io.stripejdbc.cache.CacheManager;
import io.stripejdbc.cache.CachedRows;
import io.stripejdbc.cache.ExpandCompatibility;
import io.stripejdbc.cache.segment.CacheQuery;
import io.stripejdbc.cache.segment.ListKey;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.scan.request.RequestStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds one object among the rows of cached lists. */
public final class CachedObjectFinder {
  private CachedObjectFinder() {}

  /** The object that a step asks for, in a list that is cached; null if it is in none. */
  public static @Nullable CachedRows inLists(
      CacheManager cache,
      RequestStep step,
      CacheQuery query,
      ListKey own,
      List<ColumnSpec> columns) {
    String id = step.id();
    if (id == null) {
      return null;
    }
    String path = step.template().path();
    CacheManager.Place place =
        cache.find(
            query,
            own,
            path.substring(0, path.lastIndexOf('/')),
            list -> ExpandCompatibility.areAsGood(own.parameters(), list.parameters(), columns),
            id);
    if (place == null) {
      return null;
    }
    Held held = place.held();
    return new CachedRows(held.segment(), place.chunk(), new int[] {place.row()}, true);
  }
}
