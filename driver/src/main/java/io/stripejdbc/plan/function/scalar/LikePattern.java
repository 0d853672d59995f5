package io.stripejdbc.plan.function.scalar;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.plan.function.time.TimeFunctions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of LIKE: parts with {@code %} between them. Each part is looked for once, from where
 * the one before it ended, so that no pattern takes longer than its length times the text's.
 *
 * @param pieces the parts as code points, {@link #ANY} for {@code _}
 * @param ignoresCase whether letters of either case are the same
 */
public record LikePattern(List<int[]> pieces, boolean ignoresCase) {
  private static final int ANY = -1;

  /**
   * Reads a pattern.
   *
   * @param escape the character that makes the next one stand for itself, null for none
   */
  public static LikePattern of(String pattern, @Nullable String escape, boolean ignoresCase) {
    int escaping = escape == null ? ANY : escape(escape);
    List<int[]> pieces = new ArrayList<>();
    List<Integer> piece = new ArrayList<>();
    int[] points = pattern.codePoints().toArray();
    for (int i = 0; i < points.length; i++) {
      if (points[i] == escaping) {
        i++;
        piece.add(escaped(points, i, escaping, pattern));
      } else if (points[i] == '%') {
        pieces.add(array(piece));
        piece.clear();
      } else {
        piece.add(points[i] == '_' ? ANY : points[i]);
      }
    }
    pieces.add(array(piece));
    return new LikePattern(pieces, ignoresCase);
  }

  static int escape(String escape) {
    if (escape.codePointCount(0, escape.length()) != 1) {
      throw TimeFunctions.argument("ESCAPE takes one character, was '%s'".formatted(escape));
    }
    return escape.codePointAt(0);
  }

  private static int escaped(int[] points, int at, int escaping, String pattern) {
    if (at < points.length && (points[at] == '%' || points[at] == '_' || points[at] == escaping)) {
      return points[at];
    }
    throw new DriverFailure(
        DriverError.BAD_ESCAPE_SEQUENCE,
        "The escape character in LIKE '%s' must stand before %%, _ or itself".formatted(pattern));
  }

  private static int[] array(List<Integer> points) {
    return points.stream().mapToInt(Integer::intValue).toArray();
  }

  public boolean matches(String text, StopCheck check) {
    int[] first = pieces.get(0);
    int at = end(text, 0, first, check);
    if (pieces.size() == 1) {
      return at == text.length();
    }
    for (int i = 1; i < pieces.size() - 1 && at >= 0; i++) {
      at = find(text, at, pieces.get(i), check);
    }
    int[] last = pieces.get(pieces.size() - 1);
    int start = at < 0 ? -1 : suffix(text, last.length);
    return start >= at && at >= 0 && end(text, start, last, check) == text.length();
  }

  /** Where the last so many code points begin, -1 where there are fewer. */
  private static int suffix(String text, int points) {
    int at = text.length();
    for (int i = 0; i < points; i++) {
      if (at == 0) {
        return -1;
      }
      at -= Character.charCount(text.codePointBefore(at));
    }
    return at;
  }

  /** Behind the first place from an index on where the part is, -1 when there is none. */
  private int find(String text, int from, int[] piece, StopCheck check) {
    if (piece.length == 0) {
      return from;
    }
    int at = from;
    while (at < text.length()) {
      int end = end(text, at, piece, check);
      if (end >= 0) {
        return end;
      }
      at += Character.charCount(text.codePointAt(at));
    }
    return -1;
  }

  /** Behind the part, if it is at this index; else -1. */
  private int end(String text, int from, int[] piece, StopCheck check) {
    int at = from;
    for (int wanted : piece) {
      check.step();
      if (at >= text.length()) {
        return -1;
      }
      int point = text.codePointAt(at);
      if (wanted != ANY && point != wanted && !(ignoresCase && isSame(point, wanted))) {
        return -1;
      }
      at += Character.charCount(point);
    }
    return at;
  }

  private static boolean isSame(int one, int other) {
    return Character.toLowerCase(Character.toUpperCase(one))
        == Character.toLowerCase(Character.toUpperCase(other));
  }
}
