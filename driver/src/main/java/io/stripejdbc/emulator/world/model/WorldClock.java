package io.stripejdbc.emulator.world.model;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

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
    ZonedDateTime time = Instant.ofEpochSecond(second).atZone(ZoneOffset.UTC);
    return switch (interval) {
      case "day" -> time.plusDays(count).toEpochSecond();
      case "week" -> time.plusWeeks(count).toEpochSecond();
      case "year" -> time.plusYears(count).toEpochSecond();
      default -> time.plusMonths(count).toEpochSecond();
    };
  }
}
