package io.stripejdbc.cache.segment;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One object for each short text that comes again and again, {@code usd} or {@code succeeded}, and
 * for each column that has one value in every row.
 */
public final class StringInterner {
  private static final int MOST = 4_096;
  private static final int LONGEST = 40;

  private static final CachedColumn NULLS = CachedColumn.constant(null);

  private final Map<String, String> known = new ConcurrentHashMap<>();
  private final Map<Object, CachedColumn> constants = new ConcurrentHashMap<>();

  /** The known object that equals this value, or the value itself. */
  @Nullable Object same(@Nullable Object value) {
    if (!(value instanceof String text) || text.length() > LONGEST) {
      return value;
    }
    String word = known.get(text);
    if (word == null && known.size() < MOST) {
      word = known.putIfAbsent(text, text);
    }
    return word == null ? text : word;
  }

  /** The column that has this value in every row. */
  CachedColumn constant(@Nullable Object value) {
    if (value == null) {
      return NULLS;
    }
    if (value instanceof String text && text.length() > LONGEST) {
      return CachedColumn.constant(value);
    }
    CachedColumn column = constants.get(value);
    if (column == null && constants.size() < MOST) {
      column = constants.computeIfAbsent(value, word -> CachedColumn.constant(same(word)));
    }
    return column == null ? CachedColumn.constant(value) : column;
  }
}
