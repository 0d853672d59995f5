package io.stripejdbc.cache;

import io.stripejdbc.cache.segment.ReadInstant;
import io.stripejdbc.cache.segment.Segment;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which events of an account were seen when, as far back as readings of events overlap: what was
 * seen and acted on is not acted on again. Safe for use by many threads.
 */
public final class SeenEvents {
  /** Seconds that are remembered: more than readings overlap by, however they are put off. */
  private static final long KEPT_SECONDS = 10 * Segment.LATE_EVENT_SECONDS;

  /**
   * A reading of events.
   *
   * @param asked when it began, which is as of when rows are told by it
   * @param answered when it had ended
   */
  public record Reading(ReadInstant asked, ReadInstant answered) {}

  /**
   * As of when rows are known.
   *
   * @param told whether they were told of then, not read
   */
  public record Known(ReadInstant at, boolean told) {
    public static Known of(Segment segment) {
      return new Known(segment.knownAt(), segment.toldAt() != null);
    }
  }

  private record Seen(Reading reading, long created) {
    /**
     * Whether rows known as of then show what the event tells: those that the same reading told of,
     * and those that were asked for when it was over. In between nobody can say.
     */
    boolean isIn(Known rows) {
      return (rows.told() && rows.at().equals(reading.asked()))
          || rows.at().compareTo(reading.answered()) > 0;
    }
  }

  private final Map<String, Map<String, Seen>> byAccount = new HashMap<>();

  /**
   * Notes a reading of events.
   *
   * @param created when each event was made, in seconds, by its id
   */
  public synchronized void note(String account, Reading reading, Map<String, Long> created) {
    Map<String, Seen> known = byAccount.computeIfAbsent(account, any -> new HashMap<>());
    long from = reading.asked().second() - KEPT_SECONDS;
    known.values().removeIf(seen -> seen.created() < from);
    created.forEach(
        (id, second) -> {
          if (second >= from) {
            known.putIfAbsent(id, new Seen(reading, second));
          }
        });
    if (known.isEmpty()) {
      byAccount.remove(account);
    }
  }

  /** Whether rows known as of all these times show what an event tells. */
  public synchronized boolean before(String account, String id, Set<Known> known) {
    Seen seen = byAccount.getOrDefault(account, Map.of()).get(id);
    return seen != null && known.stream().allMatch(seen::isIn);
  }
}
