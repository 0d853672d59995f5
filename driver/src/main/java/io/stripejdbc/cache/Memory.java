package io.stripejdbc.cache;

import io.stripejdbc.cache.Decision.Held;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.fetch.Freshness;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What one scan may remember and recall: the room of its key, seen with its statement's eyes. */
public final class Memory {
  private final ReadingRoom room;
  private final Freshness freshness;
  private final CallControl control;
  private final boolean anyStep;
  private final long serial;
  private final Moment now;

  /**
   * Creates one.
   *
   * @param anyRows whether any rows will do, of whatever list
   */
  public Memory(ReadingRoom room, CallControl control, boolean anyRows) {
    this.room = room;
    this.freshness = control.freshness();
    this.control = control;
    this.anyStep = anyRows;
    this.serial = room.nextNumber();
    this.now = room.now();
  }

  public ReadingRoom room() {
    return room;
  }

  long serial() {
    return serial;
  }

  long keepMillis() {
    return freshness.ttlMillis();
  }

  /** A question about a window, as of the start of the scan. */
  public Question question(Span window, long limit) {
    boolean anew = freshness.mode() == Freshness.Mode.REFRESHED;
    return Question.of(window, limit, anyStep, now, anew ? -1 : freshness.ttlMillis());
  }

  /** Tells the statement what it was spared. */
  public void tell(Collection<Recalled> objects, long rows) {
    Moment until = room.now();
    long oldest = 0;
    Set<Object> pages = new HashSet<>();
    for (Recalled piece : objects) {
      oldest = Math.max(oldest, piece.segment().readAt().ageMillis(until));
      pages.add(piece.chunk());
    }
    control.servedFromCache(rows, pages.size(), oldest);
  }

  /** Tells the statement that an answer without objects was remembered. */
  public void tellNothing(List<Held> pieces) {
    Moment until = room.now();
    long oldest =
        pieces.stream().mapToLong(h -> h.segment().readAt().ageMillis(until)).max().orElse(0);
    control.servedFromCache(0, pieces.isEmpty() ? 0 : 1, oldest);
  }
}
