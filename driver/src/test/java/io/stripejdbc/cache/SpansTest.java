package io.stripejdbc.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Arithmetic of intervals, held against sets of single seconds. */
class SpansTest {
  private static final int SECONDS = 40;

  private final Random random = new Random(6);

  private List<Span> some() {
    List<Span> spans = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      int from = random.nextInt(SECONDS);
      spans.add(new Span(from, from + random.nextInt(8) - 1));
    }
    return spans;
  }

  private static BitSet seconds(List<Span> spans) {
    BitSet seconds = new BitSet();
    spans.stream()
        .filter(s -> !s.isEmpty())
        .forEach(s -> seconds.set(at(s.from()), at(s.to() + 1)));
    return seconds;
  }

  private static int at(long second) {
    return (int) Math.min(second, SECONDS + 10);
  }

  @Test
  void unionsIntersectionsAndGapsAreThoseOfTheSeconds() {
    for (int round = 0; round < 20_000; round++) {
      List<Span> a = some();
      List<Span> b = some();
      BitSet both = seconds(a);
      both.and(seconds(b));
      BitSet any = seconds(a);
      any.or(seconds(b));
      assertEquals(any, seconds(Spans.of(a).or(Spans.of(b)).spans()));
      assertEquals(both, seconds(Spans.of(a).and(Spans.of(b)).spans()));
      Span window = new Span(random.nextInt(SECONDS), random.nextInt(SECONDS));
      BitSet missing = seconds(List.of(window));
      missing.andNot(seconds(a));
      assertEquals(missing, seconds(Spans.of(a).gaps(window)));
      tellsApart(Spans.of(a).spans());
    }
  }

  private static void tellsApart(List<Span> spans) {
    for (int i = 1; i < spans.size(); i++) {
      assertTrue(spans.get(i).from() > spans.get(i - 1).to() + 1, spans.toString());
    }
  }

  @Test
  void gapsComeNewestFirst() {
    Spans covered = Spans.of(List.of(new Span(10, 19), new Span(30, 39)));
    assertEquals(
        List.of(new Span(40, Long.MAX_VALUE), new Span(20, 29), new Span(Long.MIN_VALUE, 9)),
        covered.gaps(Span.ALL));
  }

  @Test
  void theEndsOfTimeAreSeconds() {
    Spans all = Spans.of(List.of(new Span(5, Long.MAX_VALUE), new Span(Long.MIN_VALUE, 4)));
    assertEquals(List.of(Span.ALL), all.spans());
    assertEquals(List.of(), all.gaps(Span.ALL));
    assertEquals(List.of(Span.ALL), Spans.NONE.gaps(Span.ALL));
    assertEquals(Span.ALL, all.at(Long.MAX_VALUE));
    assertTrue(Spans.NONE.at(0).isEmpty());
    assertTrue(new Span(7, 9).before(Span.ALL).isEmpty());
  }
}
