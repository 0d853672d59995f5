package io.stripejdbc.plan.predicate;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * The text of a time in which the larger units come first, {@code '2026-10-12 08:00:00'} or its
 * beginning: a later time has the same text or a greater one, so that texts are compared as times.
 *
 * <p>Of the years 1000 to 9999, which have four digits; there are no others in Stripe.
 *
 * @param time the time that is written, or the date
 * @param format how it is written
 * @param length how many characters of the text are left
 */
record TimeText(RexNode time, DateTimeFormatter format, int length) {
  private static final long BEGIN =
      LocalDateTime.of(1000, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);

  /** The last second of the year 9999. */
  static final long END = LocalDateTime.of(9999, 12, 31, 23, 59, 59).toEpochSecond(ZoneOffset.UTC);

  /** Java's letters for year, month, day, hour, minute and second, the larger units first. */
  private static final List<String> UNITS = List.of("uuuu", "MM", "dd", "HH", "mm", "ss");

  /** How functions write these units: a group for each, then signs that stand for themselves. */
  private static final Map<String, Pattern> LETTERS =
      Map.of(
          "to_char",
          Pattern.compile("(?i)(YYYY)|(MM)|(DD(?!D))|(HH24)|(MI)|(SS(?!S))|([-/. _:])"),
          "date_format",
          Pattern.compile("(%Y)|(%m)|(%d)|(%H)|(%i)|(%[sS])|([-/. _:])"),
          "format_datetime",
          Pattern.compile("(yyyy)|(MM(?!M))|(dd(?!d))|(HH(?!H))|(mm(?!m))|(ss(?!s))|([-/. _:])"));

  private static final DateTimeFormatter WHOLE = formatter("uuuu-MM-dd HH:mm:ss");
  private static final int DATE_LENGTH = 10;
  private static final DateTimeFormatter DATE = formatter("uuuu-MM-dd");

  /** The time behind a text; empty where the text is something else. */
  static Optional<TimeText> of(RexNode node) {
    if (!(node instanceof RexCall call) || call.getOperands().isEmpty()) {
      return Optional.empty();
    }
    RexNode first = call.getOperands().get(0);
    String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "timestamp_text" -> whole(call, 1) == 0 ? Optional.of(all(first, WHOLE)) : none();
      case "cast" -> cast(call, first);
      case "left", "varchar" -> of(first).flatMap(text -> text.cut(whole(call, 1)));
      case "substr", "substring" ->
          call.getOperands().size() == 3 && whole(call, 1) == 1
              ? of(first).flatMap(text -> text.cut(whole(call, 2)))
              : none();
      case "rtrim" -> of(first).filter(TimeText::endsInDigit);
      default -> formatted(call, first, LETTERS.get(name));
    };
  }

  /** Whether there are no blanks to be trimmed, as in {@code CAST(created AS CHAR(10))}. */
  private static boolean endsInDigit(TimeText text) {
    return (text.format.equals(WHOLE) || text.format.equals(DATE))
        && text.length != DATE_LENGTH + 1;
  }

  private static Optional<TimeText> none() {
    return Optional.empty();
  }

  private static TimeText all(RexNode time, DateTimeFormatter format) {
    return new TimeText(time, format, Integer.MAX_VALUE);
  }

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
  }

  /** A whole number among the operands, -1 where there is none. */
  private static int whole(RexCall call, int operand) {
    if (call.getOperands().size() <= operand
        || !(call.getOperands().get(operand) instanceof RexLiteral literal)
        || !SqlTypeName.INT_TYPES.contains(literal.getType().getSqlTypeName())) {
      return -1;
    }
    Integer value = literal.getValueAs(Integer.class);
    return value == null ? -1 : value;
  }

  private Optional<TimeText> cut(int characters) {
    return characters > 0
        ? Optional.of(new TimeText(time, format, Math.min(length, characters)))
        : none();
  }

  private static Optional<TimeText> cast(RexCall call, RexNode first) {
    if (call.getType().getSqlTypeName() != SqlTypeName.VARCHAR) {
      return none();
    }
    int most = call.getType().getPrecision();
    boolean date = first.getType().getSqlTypeName() == SqlTypeName.DATE;
    Optional<TimeText> text = date ? Optional.of(all(first, DATE)) : of(first);
    return most < 0 ? text : text.flatMap(found -> found.cut(most));
  }

  private static Optional<TimeText> formatted(
      RexCall call, RexNode first, @Nullable Pattern letters) {
    if (letters == null
        || call.getOperands().size() != 2
        || !(call.getOperands().get(1) instanceof RexLiteral format)
        || !SqlTypeName.CHAR_TYPES.contains(format.getTypeName())) {
      return none();
    }
    String pattern = pattern(letters, String.valueOf(format.getValueAs(String.class)));
    return pattern == null ? none() : Optional.of(all(first, formatter(pattern)));
  }

  /** In Java's letters; null where units come in another order, or letters are others. */
  private static @Nullable String pattern(Pattern letters, String format) {
    List<String> units = new ArrayList<>();
    StringBuilder pattern = new StringBuilder();
    Matcher sign = letters.matcher(format);
    for (int at = 0; at < format.length(); at = sign.end()) {
      if (!sign.region(at, format.length()).lookingAt()) {
        return null;
      }
      for (int unit = 0; unit < UNITS.size(); unit++) {
        if (sign.group(unit + 1) != null) {
          units.add(UNITS.get(unit));
          pattern.append(UNITS.get(unit));
        }
      }
      String itself = sign.group(UNITS.size() + 1);
      pattern.append(itself == null ? "" : "'" + itself + "'");
    }
    boolean largest = !units.isEmpty() && units.equals(UNITS.subList(0, units.size()));
    return largest ? pattern.toString() : null;
  }

  private String text(long seconds) {
    String text = format.format(LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC));
    return text.length() > length ? text.substring(0, length) : text;
  }

  /**
   * The first second of which the text is as great as another, null for none: halving finds it.
   *
   * @param equal whether an equal text is as great
   */
  @Nullable Long earliest(String other, boolean equal) {
    long below = BEGIN - 1;
    long found = END + 1;
    while (found - below > 1) {
      long middle = below + (found - below) / 2;
      int order = text(middle).compareTo(other);
      if (order > 0 || (equal && order == 0)) {
        found = middle;
      } else {
        below = middle;
      }
    }
    return found > END ? null : Long.valueOf(found);
  }
}
