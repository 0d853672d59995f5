package io.stripejdbc.scan.refresh;

import io.stripejdbc.cache.SegmentStore;
import io.stripejdbc.cache.refresh.RowCounts;
import io.stripejdbc.cache.segment.CacheQuery;
import io.stripejdbc.cache.segment.ListKey;
import io.stripejdbc.cache.segment.Segment;
import io.stripejdbc.catalog.TableSpec;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What of several tables of one account is past its time to live and can be brought up to date.
 *
 * @param oldestSecond second in which the first of it was read, {@link Long#MAX_VALUE} for none
 * @param pages pages of each table, which reading it again would take
 */
record StaleTables(long oldestSecond, Map<String, Long> pages) {
  static StaleTables of(
      SegmentStore store, CacheQuery query, String account, Collection<TableSpec> tables) {
    long oldest = Long.MAX_VALUE;
    Map<String, Long> pages = new HashMap<>();
    for (TableSpec table : tables) {
      long most = 0;
      for (ListKey key : store.lists(account, table.path())) {
        long rows = 0;
        for (Segment segment : store.segments(key)) {
          long age = query.knownAt(segment).ageMillis(query.now());
          if (age > query.ttlMillis() && age <= RefreshFactory.MOST_TOLD_MILLIS) {
            rows += segment.size();
            oldest = Math.min(oldest, second(query, segment));
            most = Math.max(most, RowCounts.pages(rows));
          }
        }
      }
      pages.put(table.name(), most);
    }
    return new StaleTables(oldest, Map.copyOf(pages));
  }

  static long second(CacheQuery query, Segment segment) {
    return Math.floorDiv(query.knownAt(segment).millis(), 1_000L);
  }

  /** Pages of all tables but one. */
  long pagesBesides(String table) {
    return pages.entrySet().stream()
        .filter(one -> !one.getKey().equals(table))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
