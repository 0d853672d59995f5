package io.stripejdbc.plan.predicate;

import io.stripejdbc.scan.ScanSpec.Bounds;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/**
 * What conditions on parts of a date say of the date itself.
 *
 * <p>A year is a range; so are months next to each other of one year, and days of one month. The
 * second day of every month is none, nor is February of every year.
 *
 * @param from the first day, null for any
 * @param until the day after the last, null for any
 * @param finest the finest part that the range is made of
 */
public record DateRange(@Nullable LocalDate from, @Nullable LocalDate until, TimeUnitRange finest) {
  /** Years that every literal can say, the day after the last one too. */
  private static final Bounds YEARS = new Bounds(1, 9998);

  private static final Bounds MONTHS = new Bounds(1, 12);

  /** The range that parts of one date make; empty when they make none. */
  public static Optional<DateRange> of(List<DatePart> parts) {
    Bounds years = bounds(parts, TimeUnitRange.YEAR);
    Bounds months = bounds(parts, TimeUnitRange.MONTH).intersect(MONTHS);
    boolean known = years.least() >= YEARS.least() || years.greatest() <= YEARS.greatest();
    if (!known || years.intersect(YEARS).isEmpty()) {
      return Optional.empty();
    }
    if (years.least() != years.greatest()) {
      return Optional.of(ofYears(years));
    }
    YearMonth january = YearMonth.of((int) years.least(), 1);
    return months.isEmpty()
        ? Optional.of(ofYears(years))
        : Optional.of(ofMonths(january, months, bounds(parts, TimeUnitRange.DAY)));
  }

  private static Bounds bounds(List<DatePart> parts, TimeUnitRange unit) {
    Bounds all = Bounds.ALL;
    for (DatePart part : parts) {
      all = part.unit() == unit ? all.intersect(part.bounds()) : all;
    }
    return all;
  }

  private static DateRange ofYears(Bounds years) {
    return new DateRange(
        years.least() < YEARS.least() ? null : LocalDate.of((int) years.least(), 1, 1),
        years.greatest() > YEARS.greatest() ? null : LocalDate.of((int) years.greatest() + 1, 1, 1),
        TimeUnitRange.YEAR);
  }

  private static DateRange ofMonths(YearMonth january, Bounds months, Bounds days) {
    YearMonth first = january.withMonth((int) months.least());
    YearMonth last = january.withMonth((int) months.greatest());
    Bounds inside = days.intersect(new Bounds(1, first.lengthOfMonth()));
    return first.equals(last) && !inside.isEmpty()
        ? new DateRange(
            first.atDay((int) inside.least()),
            first.atDay((int) inside.greatest()).plusDays(1),
            TimeUnitRange.DAY)
        : new DateRange(first.atDay(1), last.plusMonths(1).atDay(1), TimeUnitRange.MONTH);
  }

  /** Whether the range says all that the part says. */
  public boolean settles(DatePart part) {
    return part.exact()
        && switch (part.unit()) {
          case YEAR -> true;
          case MONTH -> finest != TimeUnitRange.YEAR;
          default -> finest == TimeUnitRange.DAY;
        };
  }

  /** The range as conditions on the date. */
  public List<RexNode> conditions(RexNode time, RexBuilder rex) {
    List<RexNode> conditions = new ArrayList<>();
    if (from != null) {
      conditions.add(
          rex.makeCall(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, time, literal(from, time, rex)));
    }
    if (until != null) {
      conditions.add(rex.makeCall(SqlStdOperatorTable.LESS_THAN, time, literal(until, time, rex)));
    }
    return conditions;
  }

  private static RexNode literal(LocalDate day, RexNode time, RexBuilder rex) {
    if (time.getType().getSqlTypeName() == SqlTypeName.DATE) {
      return rex.makeDateLiteral(DateString.fromDaysSinceEpoch((int) day.toEpochDay()));
    }
    TimestampString midnight =
        new TimestampString(day.getYear(), day.getMonthValue(), day.getDayOfMonth(), 0, 0, 0);
    return rex.makeTimestampLiteral(midnight, time.getType().getPrecision());
  }
}
