package io.stripejdbc.cache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A set of seconds, as intervals that neither overlap nor touch, oldest first.
 *
 * @param spans the intervals
 */
public record Spans(List<Span> spans) {
  /** No second. */
  public static final Spans NONE = new Spans(List.of());

  /** The seconds that lie in any of these. */
  public static Spans of(Collection<Span> any) {
    List<Span> sorted = new ArrayList<>(any);
    sorted.removeIf(Span::isEmpty);
    sorted.sort(Comparator.comparingLong(Span::from));
    List<Span> merged = new ArrayList<>();
    for (Span span : sorted) {
      Span last = merged.isEmpty() ? Span.NONE : merged.get(merged.size() - 1);
      if (!last.isEmpty() && touches(last, span)) {
        merged.set(merged.size() - 1, new Span(last.from(), Math.max(last.to(), span.to())));
      } else {
        merged.add(span);
      }
    }
    return new Spans(List.copyOf(merged));
  }

  private static boolean touches(Span older, Span newer) {
    return older.to() == Long.MAX_VALUE || newer.from() <= older.to() + 1;
  }

  /** The seconds in this or the other. */
  public Spans or(Spans other) {
    List<Span> both = new ArrayList<>(spans);
    both.addAll(other.spans);
    return of(both);
  }

  /** The seconds in both. */
  public Spans and(Spans other) {
    List<Span> both = new ArrayList<>();
    int mine = 0;
    int theirs = 0;
    while (mine < spans.size() && theirs < other.spans.size()) {
      Span a = spans.get(mine);
      Span b = other.spans.get(theirs);
      Span common = a.and(b);
      if (!common.isEmpty()) {
        both.add(common);
      }
      if (a.to() < b.to()) {
        mine++;
      } else {
        theirs++;
      }
    }
    return new Spans(both);
  }

  /** The seconds of a window that are not in this, as intervals, newest first. */
  public List<Span> gaps(Span window) {
    List<Span> gaps = new ArrayList<>();
    Span rest = window;
    for (int i = spans.size() - 1; i >= 0 && !rest.isEmpty(); i--) {
      Span span = spans.get(i).and(rest);
      if (span.isEmpty()) {
        continue;
      }
      if (span.to() < rest.to()) {
        gaps.add(new Span(span.to() + 1, rest.to()));
      }
      rest = rest.before(span);
    }
    if (!rest.isEmpty()) {
      gaps.add(rest);
    }
    return gaps;
  }

  /** The interval that has this second, {@link Span#NONE} if it is in none. */
  public Span at(long second) {
    for (Span span : spans) {
      if (span.has(second)) {
        return span;
      }
    }
    return Span.NONE;
  }
}
