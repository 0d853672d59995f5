package io.stripejdbc.cache;

import io.stripejdbc.cache.Decision.Held;
import io.stripejdbc.cache.Decision.Take;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a question segments answer: arithmetic over what is there.
 *
 * <p>Where several lists make up one answer, such as active prices and inactive ones, the pieces of
 * all of them come from one reading. Else an object that changed from one list to the other between
 * two readings would be in both, or in neither.
 */
final class Coverage {
  /** A segment that may answer, and the seconds that it answers. */
  record Cover(Segment segment, Span span, boolean filtered) {}

  private final Question question;
  private final List<List<Cover>> lists;

  /**
   * @param lists of each list what is kept
   */
  Coverage(Question question, List<List<Cover>> lists) {
    this.question = question;
    this.lists = lists;
  }

  /** What answers the newest part of the question, null if nothing does. */
  @Nullable Take take() {
    if (lists.size() == 1) {
      return take(lists);
    }
    for (long serial : serials()) {
      Take take = take(of(serial));
      if (take != null) {
        return take;
      }
    }
    return question.anyStep() && question.limit() >= 0 ? oneForAll() : null;
  }

  /** The readings that may answer, the newest first. */
  private List<Long> serials() {
    Set<Long> serials = new LinkedHashSet<>();
    lists.get(0).stream()
        .sorted((a, b) -> b.segment().readAt().compareTo(a.segment().readAt()))
        .forEach(cover -> serials.add(cover.segment().origin().serial()));
    return List.copyOf(serials);
  }

  private List<List<Cover>> of(long serial) {
    return lists.stream()
        .map(list -> list.stream().filter(c -> c.segment().origin().serial() == serial).toList())
        .toList();
  }

  private @Nullable Take take(List<List<Cover>> from) {
    List<List<Held>> pieces = new ArrayList<>();
    long least = question.window().from();
    boolean enough = question.limit() >= 0;
    for (List<Cover> list : from) {
      List<Held> run = run(list);
      long low = run.isEmpty() ? Long.MAX_VALUE : run.get(run.size() - 1).span().from();
      boolean whole = !run.isEmpty() && low == question.window().from();
      List<Held> best = enough && !whole ? upToLimit(list, run) : null;
      enough &= whole || best != null;
      least = run.isEmpty() ? Long.MAX_VALUE : Math.max(least, low);
      pieces.add(best != null ? best : run);
      if (run.isEmpty() && best == null) {
        return null;
      }
    }
    if (enough) {
      return new Take(question.window(), pieces, true);
    }
    return least == Long.MAX_VALUE ? null : clipped(new Span(least, question.window().to()), from);
  }

  private Take clipped(Span span, List<List<Cover>> from) {
    Coverage part = new Coverage(question.over(span, -1), from);
    List<List<Held>> pieces = from.stream().map(part::run).toList();
    return new Take(span, pieces, span.from() == question.window().from());
  }

  /** Segments that answer without a gap, from the newest second wanted downwards. */
  private List<Held> run(List<Cover> list) {
    List<Held> run = new ArrayList<>();
    Span left = question.window();
    while (!left.isEmpty()) {
      Cover best = best(list, left.to());
      if (best == null) {
        break;
      }
      Span span = new Span(Math.max(from(list, best, left.to()), left.from()), left.to());
      run.add(new Held(best.segment(), span, best.filtered()));
      left = left.before(span);
    }
    return run;
  }

  private static @Nullable Cover best(List<Cover> list, long second) {
    Cover best = null;
    for (Cover cover : list) {
      if (cover.span().has(second) && (best == null || isBetter(cover, best))) {
        best = cover;
      }
    }
    return best;
  }

  private static boolean isBetter(Cover cover, Cover than) {
    int later = cover.segment().readAt().compareTo(than.segment().readAt());
    return later != 0 ? later > 0 : cover.filtered() && !than.filtered();
  }

  /** Where a segment gives way to a newer reading of older seconds. */
  private static long from(List<Cover> list, Cover best, long second) {
    long from = best.span().from();
    for (Cover cover : list) {
      Span span = cover.span();
      if (!span.isEmpty() && span.to() < second && isBetter(cover, best)) {
        from = Math.max(from, span.to() + 1);
      }
    }
    return from;
  }

  /** Pieces with as many objects as are wanted, the seconds known in part included. */
  private @Nullable List<Held> upToLimit(List<Cover> list, List<Held> run) {
    long rows = 0;
    for (Held held : run) {
      if (!held.filtered()) {
        return null;
      }
      rows += held.segment().rows(held.span(), question.limit() - rows);
    }
    if (rows >= question.limit()) {
      return run;
    }
    Span left = run.isEmpty() ? question.window() : left(run);
    for (Cover cover : list) {
      Span ragged = cover.segment().ragged(question);
      boolean next = !ragged.isEmpty() && ragged.to() == left.to() && ragged.from() >= left.from();
      if (next
          && cover.filtered()
          && rows + cover.segment().rows(ragged, question.limit()) >= question.limit()) {
        List<Held> all = new ArrayList<>(run);
        all.add(new Held(cover.segment(), ragged, true));
        return all;
      }
    }
    return null;
  }

  private Span left(List<Held> run) {
    return question.window().before(run.get(run.size() - 1).span());
  }

  /** One list that has enough by itself, where it does not matter which objects are taken. */
  private @Nullable Take oneForAll() {
    for (int i = 0; i < lists.size(); i++) {
      List<Held> enough = upToLimit(lists.get(i), run(lists.get(i)));
      if (enough != null) {
        List<List<Held>> pieces = new ArrayList<>();
        for (int j = 0; j < lists.size(); j++) {
          pieces.add(j == i ? enough : List.of());
        }
        return new Take(question.window(), pieces, true);
      }
    }
    return null;
  }

  /** All seconds that segments answer, of all lists by one reading. */
  Spans spans() {
    if (lists.size() == 1) {
      return union(lists.get(0));
    }
    Spans all = Spans.NONE;
    for (long serial : serials()) {
      Spans common = Spans.of(List.of(question.window()));
      for (List<Cover> list : of(serial)) {
        common = common.and(union(list));
      }
      all = all.or(common);
    }
    return all;
  }

  /** The seconds of one list that one reading has answered. */
  Spans spans(int list, long serial) {
    return union(of(serial).get(list));
  }

  private static Spans union(List<Cover> list) {
    return Spans.of(list.stream().map(Cover::span).collect(Collectors.toList()));
  }
}
