package io.stripejdbc.stripe;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Retry-After} header, as seconds or as one of the three forms of a date (RFC 9110,
 * 10.2.3 and 5.6.7); Stripe documents neither form.
 */
final class RetryAfterHeader {
  /** No wait is longer. */
  private static final long MOST_SECONDS = 60;

  /** What asks for more than an hour is no pause but a mistake, as a time since 1970 is. */
  private static final BigDecimal ABSURD_SECONDS = BigDecimal.valueOf(3_600);

  /** There is no such header. */
  static final long ABSENT = -1;

  /** There is one that names no time to wait: the driver's own pause holds, and never a short. */
  static final long UNUSABLE = 0;

  private static final DateTimeFormatter RFC_850 =
      new DateTimeFormatterBuilder()
          .appendPattern("EEEE, dd-MMM-")
          .appendValueReduced(ChronoField.YEAR, 2, 2, 2000)
          .appendPattern(" HH:mm:ss 'GMT'")
          .toFormatter(Locale.US);

  private static final List<DateTimeFormatter> DATES =
      List.of(
          DateTimeFormatter.RFC_1123_DATE_TIME,
          RFC_850,
          DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US));

  private RetryAfterHeader() {}

  /**
   * Nanoseconds to wait, {@link #ABSENT} or {@link #UNUSABLE}.
   *
   * @param now the server's clock, else ours
   */
  static long nanos(@Nullable String header, Instant now) {
    if (header == null) {
      return ABSENT;
    }
    String text = header.strip();
    if (text.matches("\\d+(\\.\\d+)?")) {
      return nanos(new BigDecimal(text).setScale(0, RoundingMode.UP));
    }
    Instant date = date(text);
    if (date == null || !date.isAfter(now)) {
      return UNUSABLE;
    }
    return nanos(BigDecimal.valueOf(Duration.between(now, date).toSeconds()));
  }

  private static long nanos(BigDecimal seconds) {
    return seconds.compareTo(ABSURD_SECONDS) > 0
        ? UNUSABLE
        : TimeUnit.SECONDS.toNanos(seconds.min(BigDecimal.valueOf(MOST_SECONDS)).longValue());
  }

  /** A date of HTTP, null when the text is none. */
  static @Nullable Instant date(@Nullable String text) {
    if (text == null) {
      return null;
    }
    for (DateTimeFormatter form : DATES) {
      try {
        return LocalDateTime.parse(text.strip(), form).toInstant(ZoneOffset.UTC);
      } catch (DateTimeException other) {
        // One of the next forms, or none.
      }
    }
    return null;
  }
}
