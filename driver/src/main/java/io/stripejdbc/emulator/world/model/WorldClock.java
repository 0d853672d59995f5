package io.stripejdbc.emulator.world.model;

import java.time.LocalDate;

/**
 * The time of the world: everything has happened before {@code now}.
 *
 * @param now seconds since the epoch
 */
public record WorldClock(long now) {
  public static final long DAY = 86_400;
  private static final int HISTORY_DAYS = 540;

  public long daysAgo(long days) {
    return now - days * DAY;
  }

  /** A moment of the seller's history. Later times are likelier: business grows. */
  public long sometime(SeededRandom random, Seller seller) {
    long start = Math.max(seller.created + DAY, daysAgo(HISTORY_DAYS));
    long span = now - 60 - start;
    long one = random.between(0, span);
    return start + (random.percent(40) ? Math.max(one, random.between(0, span)) : one);
  }

  /** Midnight UTC, {@code days} after the day of this second. */
  public static long midnight(long second, int days) {
    return Math.floorDiv(second, DAY) * DAY + days * DAY;
  }

  public boolean past(long second) {
    return second <= now;
  }

  /** The same day and time some intervals later, as billing counts them. */
  public static long plus(long second, String interval, int count) {
    return switch (interval) {
      case "day" -> second + count * DAY;
      case "week" -> second + 7L * count * DAY;
      case "year" -> plusMonths(second, 12L * count);
      default -> plusMonths(second, count);
    };
  }

  private static long plusMonths(long second, long months) {
    long day = Math.floorDiv(second, DAY);
    long later = LocalDate.ofEpochDay(day).plusMonths(months).toEpochDay();
    return second + (later - day) * DAY;
  }
}
