package io.stripejdbc.cache;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One object for each short text that comes again and again: {@code usd}, {@code succeeded}. */
public final class StringInterner {
  private static final int MOST = 4_096;
  private static final int LONGEST = 40;

  private final Map<String, String> known = new ConcurrentHashMap<>();

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
}
