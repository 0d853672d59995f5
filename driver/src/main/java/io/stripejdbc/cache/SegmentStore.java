package io.stripejdbc.cache;

import io.stripejdbc.cache.segment.ListKey;
import io.stripejdbc.cache.segment.Segment;
import io.stripejdbc.cache.segment.SegmentView;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where segments are kept: in memory, or in memory in front of files. What it holds is of one key,
 * mode, address and version of the API. Safe for use by many threads.
 *
 * <p>It may forget anything at any time; it never gives back what it was not given.
 */
public interface SegmentStore {
  /** The segments kept of a list, in no order. */
  List<Segment> segments(ListKey key);

  /** Lists of this account and path, whatever their parameters, of which something is kept. */
  Collection<ListKey> lists(String account, String path);

  /** Keeps a segment, in the place of its earlier state and of what it replaces. */
  void put(Segment segment);

  /**
   * Keeps what segments were brought up to, in their place: with the same number where it is one
   * whose objects are the same, else with another one.
   */
  default void replace(List<Segment> old, Segment now) {
    put(now);
    old.stream().filter(one -> one.id() != now.id()).forEach(one -> drop(one.id()));
  }

  /** Forgets a segment. */
  void drop(long id);

  /** Notes that a segment answered a question. */
  void used(Segment segment);

  /** Weighs a segment anew, after columns were decoded. */
  void reweigh(Segment segment);

  /** Bounds the bytes that are kept. */
  void bound(long bytes);

  /** The bytes that may be kept. */
  long most();

  /** Bytes that there is room for before what was kept first is forgotten. */
  default long capacity() {
    return most();
  }

  /** Bytes kept, as weighed. */
  long bytes();

  /** What is kept, newest reading first. */
  List<SegmentView> list();

  /** Forgets everything. */
  void clear();

  /**
   * A segment with its objects.
   *
   * @return null where they cannot be read; it is forgotten then
   */
  default @Nullable Segment load(Segment segment) {
    return segment;
  }

  /**
   * Says that a segment will change no more, but is not to outlive the process before {@link
   * #confirm}.
   *
   * @param reading what read it
   */
  default void finish(Segment segment, Object reading) {}

  /** Lets what a reading has finished outlive the process. */
  default void confirm(Object reading) {}

  /** What a reading has finished shall not outlive the process. */
  default void discard(Object reading) {}

  /** Waits until what was confirmed outlives the process. */
  default void flush() {}
}
