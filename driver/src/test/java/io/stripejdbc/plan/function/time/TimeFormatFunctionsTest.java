package io.stripejdbc.plan.function.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeFormatFunctionsTest {
  private final TimeFormatFunctions functions = new TimeFormatFunctions();

  private static long millis(String time) {
    return LocalDateTime.parse(time).toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  @ParameterizedTest
  @CsvSource({
    "%Y, 2026",
    "%y, 26",
    "%m, 03",
    "%c, 3",
    "%M, March",
    "%b, Mar",
    "%d, 05",
    "%e, 5",
    "%j, 064",
    "%W, Thursday",
    "%a, Thu",
    "%v, 10",
    "%x, 2026",
    "%H, 07",
    "%k, 7",
    "%h, 07",
    "%I, 07",
    "%l, 7",
    "%i, 08",
    "%s, 09",
    "%S, 09",
    "%f, 120000",
    "%p, AM",
    "%T, 07:08:09",
    "%r, 07:08:09 AM",
    "%%, %",
    "week %v of %x!, week 10 of 2026!",
    "%, %"
  })
  void everySignIsWritten(String signs, String text) {
    assertEquals(text, functions.dateFormat(millis("2026-03-05T07:08:09.120"), signs));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-05 17:08:09, %Y-%m-%d %H:%i:%s, 2026-03-05T17:08:09",
    "05 march 26 5 pm, %d %M %y %l %p, 2026-03-05T17:00",
    "2026 064, %Y %j, 2026-03-05T00:00",
    "2026-10 Thu, %x-%v %a, 2026-03-05T00:00",
    "17:08:09.5, %T.%f, 1970-01-01T17:08:09.500",
    "2026, %Y, 2026-01-01T00:00",
    "2026-03, %Y-%m, 2026-03-01T00:00",
    "2026-10, %x-%v, 2026-03-02T00:00",
    "2026, %x, 2025-12-29T00:00",
    "10, %v, 1970-03-02T00:00",
    "2026 10, %Y %v, 2026-03-02T00:00",
    "15, %d, 1970-01-15T00:00",
    "03-15, %m-%d, 1970-03-15T00:00",
    "2026 15, %Y %d, 2026-01-15T00:00",
    "064, %j, 1970-03-05T00:00",
    "Monday, %W, 1969-12-29T00:00"
  })
  void whatATextDoesNotNameIsThatOfTheFirstDay(String text, String signs, String time) {
    String parsed = text.replace(".5", ".500000");
    assertEquals(millis(time), functions.dateParse(parsed, signs), text);
    assertEquals(millis(time), functions.tryDateParse(parsed, signs), text);
  }

  @ParameterizedTest
  @CsvSource({
    "31.01.2026, dd.MM.yyyy, 2026-01-31T00:00",
    "2026-01-31T10:11, yyyy-MM-dd'T'HH:mm, 2026-01-31T10:11",
    "15, dd, 1970-01-15T00:00",
    "2026 Q3, yyyy 'Q'q, 2026-07-01T00:00",
    "03, MM, 1970-03-01T00:00"
  })
  void javasLettersAreParsedTheSameWay(String text, String letters, String time) {
    assertEquals(millis(time), functions.parseDatetime(text, letters.replace("\"", "'")));
  }

  @Test
  void weeksOfJavasLettersAreNotLost() {
    long monday = functions.parseDatetime("2026 10", "YYYY ww");
    assertEquals("2026 10 Mon", functions.formatDatetime(monday, "YYYY ww EEE"));
  }

  @ParameterizedTest
  @CsvSource({"2026-02-30, %Y-%m-%d", "02-30, %m-%d", "54, %v", "x, %Y", "366, %j"})
  void whatNamesNoDayIsNoDate(String text, String signs) {
    DriverFailure failure =
        assertThrows(DriverFailure.class, () -> functions.dateParse(text, signs));
    assertEquals(DriverError.BAD_DATETIME, failure.error());
    assertNull(functions.tryDateParse(text, signs));
  }

  @Test
  void theThirtiethOfFebruaryIsNoDateInJavasLettersEither() {
    assertNull(functions.tryParseDatetime("30.02.2026", "dd.MM.yyyy"));
    assertNull(functions.tryParseDatetime("30.02.2026", "dd.MM.uuuu"));
    assertEquals(
        millis("2024-02-29T00:00"), functions.tryParseDatetime("29.02.2024", "dd.MM.yyyy"));
  }

  @Test
  void aWeekOfAMonthAloneIsNoDate() {
    assertThrows(DriverFailure.class, () -> functions.parseDatetime("2", "W"));
    assertNull(functions.tryParseDatetime("2", "W"));
  }

  @Test
  void unknownSignsAndLettersAreRefused() {
    DriverFailure sign = assertThrows(DriverFailure.class, () -> functions.dateFormat(0, "%Q"));
    assertEquals(DriverError.BAD_ARGUMENT, sign.error());
    assertEquals("The date format '%Q' has an unknown sign %Q", sign.getMessage());
    assertThrows(DriverFailure.class, () -> functions.formatDatetime(0, "jj"));
  }
}
