package io.stripejdbc.cache;

import java.util.List;

/** What to do next about a question: take what is there, read, or wait for somebody who reads. */
public sealed interface Decision {
  /**
   * A piece of a segment.
   *
   * @param segment where it is
   * @param span the part of it to take
   * @param filtered whether it has only objects that meet all parameters of the question; if not,
   *     they are checked one by one
   */
  record Held(Segment segment, Span span, boolean filtered) {}

  /**
   * Take pieces of segments.
   *
   * @param span the newest part of the question's window, which they answer
   * @param pieces of each list, newest first
   * @param last whether that is enough, whatever is left of the window
   */
  record Take(Span span, List<List<Held>> pieces, boolean last) implements Decision {}

  /**
   * Read the newest part of the question's window.
   *
   * @param readings of each list; nobody else will read it meanwhile
   */
  record Read(Span span, List<Reading> readings) implements Decision {}

  /** Somebody reads it now: ask again when something has changed. */
  record Wait() implements Decision {}
}
