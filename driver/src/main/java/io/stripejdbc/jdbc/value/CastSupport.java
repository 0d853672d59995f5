package io.stripejdbc.jdbc.value;

import java.sql.Types;
import java.util.Set;

/** Which conversions {@code CAST} does between types of {@link Types}. */
public final class CastSupport {
  private static final Set<Integer> TEXT = Set.of(Types.CHAR, Types.VARCHAR);
  private static final Set<Integer> NUMBERS =
      Set.of(
          Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.DECIMAL,
          Types.NUMERIC,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE);
  private static final Set<Integer> PLAIN = Set.of(Types.BOOLEAN);
  private static final Set<Integer> TIMES = Set.of(Types.DATE, Types.TIME, Types.TIMESTAMP);

  private CastSupport() {}

  public static boolean allowed(int from, int to) {
    if (!isKnown(from) || !isKnown(to)) {
      return false;
    }
    if (TEXT.contains(from) || TEXT.contains(to) || from == to) {
      return true;
    }
    if (NUMBERS.contains(from)) {
      return NUMBERS.contains(to);
    }
    boolean dayAndTime =
        TIMES.contains(from)
            && TIMES.contains(to)
            && (from == Types.TIMESTAMP || to == Types.TIMESTAMP);
    return dayAndTime;
  }

  private static boolean isKnown(int type) {
    return TEXT.contains(type)
        || NUMBERS.contains(type)
        || PLAIN.contains(type)
        || TIMES.contains(type);
  }
}
