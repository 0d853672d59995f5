package io.stripejdbc.cache;

/**
 * One kept part of a list, as {@code system.cache} shows it.
 *
 * @param account whose rows: {@code platform} or {@code acct_…}
 * @param table the table whose question brought it
 * @param path path of the list or object, with a parent's id filled in
 * @param parameters what the list was asked with, {@code customer=cus_1&…}; empty for nothing
 * @param fromSeconds first second of creation it covers, {@link Long#MIN_VALUE} for unbounded
 * @param toSeconds last second of creation it covers, {@link Long#MAX_VALUE} for unbounded
 * @param rows objects in it
 * @param bytes memory it takes, decoded columns included
 * @param readAtMillis when it was read, milliseconds since the epoch by the driver's clock
 * @param ageMillis how long ago that was
 * @param hits questions it answered, or helped to
 * @param location where it lies
 */
public record SegmentView(
    String account,
    String table,
    String path,
    String parameters,
    long fromSeconds,
    long toSeconds,
    long rows,
    long bytes,
    long readAtMillis,
    long ageMillis,
    long hits,
    Location location) {
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
