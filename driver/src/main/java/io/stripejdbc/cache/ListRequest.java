package io.stripejdbc.cache;

import io.stripejdbc.cache.segment.ListKey;
import java.util.List;

/**
 * A list that is wanted, and the lists whose objects can stand for its own.
 *
 * @param table the table that asks
 * @param timed whether it comes newest first and can be cut in windows of creation
 * @param sources the list itself first, then wider ones
 */
public record ListRequest(String table, boolean timed, List<Source> sources) {
  /**
   * A list that may answer.
   *
   * @param filtered whether it has only objects that meet all parameters of the question
   */
  public record Source(ListKey key, boolean filtered) {}

  /** The list itself. */
  public ListKey key() {
    return sources.get(0).key();
  }

  /** The same of which no wider list can answer. */
  ListRequest withoutWider() {
    return new ListRequest(table, timed, sources.stream().filter(Source::filtered).toList());
  }

  /** Whether wider lists can answer. */
  boolean hasWider() {
    return sources.stream().anyMatch(source -> !source.filtered());
  }
}
