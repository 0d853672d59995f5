package io.stripejdbc.system;

import io.stripejdbc.cache.segment.SegmentView;
import io.stripejdbc.system.SystemTable.Column;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** {@code system.cache}: what is cached of the rows read with the connection's key. */
final class CacheTable {
  /** Beyond these a bound is none: TIMESTAMP ends with the year 9999. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private static final List<Column> COLUMNS =
      List.of(
          new Column(
              "connected_account", SqlTypeName.VARCHAR, false, "Whose rows: platform or acct_…."),
          new Column(
              "table_name", SqlTypeName.VARCHAR, false, "Table whose question brought them."),
          new Column("path", SqlTypeName.VARCHAR, false, "Path of the list or the object."),
          new Column("parameters", SqlTypeName.VARCHAR, false, "What the list was asked with."),
          time("created_from", true, "First second of creation that is covered, UTC; null: any."),
          time("created_to", true, "Last second of creation that is covered, UTC; null: any."),
          number("row_count", "Objects in it."),
          number("bytes", "Bytes of memory it takes."),
          time("read_at", false, "When its oldest rows were read, UTC."),
          number("age_ms", "Milliseconds since then."),
          number("hits", "Questions it answered, or helped to."),
          new Column(
              "location", SqlTypeName.VARCHAR, false, "Where it lies: memory, disk, or both."));

  private CacheTable() {}

  static SystemTable table() {
    return new SystemTable(
        "cache",
        "One row per cached part of a list, or object, of all connections with this key.",
        COLUMNS,
        context ->
            PermissionProbe.of(context).scanner().cachedSegments().stream()
                .map(CacheTable::row)
                .toList());
  }

  private static Column number(String name, String remarks) {
    return new Column(name, SqlTypeName.BIGINT, false, remarks);
  }

  private static Column time(String name, boolean nullable, String remarks) {
    return new Column(name, SqlTypeName.TIMESTAMP, nullable, remarks);
  }

  private static @Nullable Object[] row(SegmentView kept) {
    return new @Nullable Object[] {
      kept.list().account(),
      kept.list().table(),
      kept.list().path(),
      kept.list().parameters(),
      millis(kept.fromSeconds()),
      millis(kept.toSeconds()),
      kept.size().rows(),
      kept.size().bytes(),
      kept.age().readAtMillis(),
      kept.age().millis(),
      kept.hits(),
      kept.location().name().toLowerCase(Locale.ROOT)
    };
  }

  private static @Nullable Long millis(long second) {
    return second <= 0 || second > LAST_SECOND ? null : TimeUnit.SECONDS.toMillis(second);
  }
}
