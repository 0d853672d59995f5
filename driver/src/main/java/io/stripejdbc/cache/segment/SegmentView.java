package io.stripejdbc.cache.segment;

/**
 * One kept part of a list, as {@code system.cache} shows it.
 *
 * @param list the list it is a part of
 * @param fromSeconds first second of creation it covers, {@link Long#MIN_VALUE} for unbounded
 * @param toSeconds last second of creation it covers, {@link Long#MAX_VALUE} for unbounded
 * @param size how much it is
 * @param age how old it is
 * @param hits questions it answered, or helped to
 * @param location where it lies
 */
public record SegmentView(
    CachedList list,
    long fromSeconds,
    long toSeconds,
    Size size,
    Age age,
    long hits,
    Location location) {

  /**
   * A list of which a part is kept.
   *
   * @param account whose rows: {@code platform} or {@code acct_…}
   * @param table the table whose question brought it
   * @param path path of the list or object, with a parent's id filled in
   * @param parameters what the list was asked with, {@code customer=cus_1&…}; empty for nothing
   */
  public record CachedList(String account, String table, String path, String parameters) {}

  /**
   * How much a segment is.
   *
   * @param rows objects in it
   * @param bytes memory it takes, decoded columns included
   */
  public record Size(long rows, long bytes) {}

  /**
   * How old a segment is.
   *
   * @param readAtMillis when it was read, milliseconds since the epoch by the driver's clock
   * @param millis how long ago that was
   */
  public record Age(long readAtMillis, long millis) {}

  /** Where a segment lies. */
  public enum Location {
    /** In the memory of this process alone. */
    MEMORY,
    /** In a file alone. */
    DISK,
    /** In a file, and in the memory of this process. */
    BOTH
  }
}
