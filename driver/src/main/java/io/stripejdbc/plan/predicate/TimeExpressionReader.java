package io.stripejdbc.plan.predicate;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** Reads an expression as a column and what is made of it before it is compared. */
final class TimeExpressionReader {
  /**
   * A column and what is made of it.
   *
   * @param column the column
   * @param expression what is made of it
   */
  record Side(ColumnSpec column, TimeExpression expression) {
    Side behind(TimeFunctionStep step) {
      return new Side(column, expression.behind(step));
    }
  }

  /** Of ten thousand years: there is no time beyond. */
  private static final BigDecimal MOST_MONTHS = BigDecimal.valueOf(120_000);

  private final List<ColumnSpec> columns;

  /**
   * @param columns the columns that input references stand for
   */
  TimeExpressionReader(List<ColumnSpec> columns) {
    this.columns = columns;
  }

  /** The column itself, but for casts that change no value. */
  Optional<ColumnSpec> column(RexNode side) {
    RexNode bare = withoutWideningCasts(side);
    return bare instanceof RexInputRef ref
        ? Optional.of(columns.get(ref.getIndex()))
        : Optional.empty();
  }

  /** The column and what is made of it; empty for an expression that no bounds can be told from. */
  Optional<Side> side(RexNode node) {
    Optional<ColumnSpec> plain = column(node);
    if (plain.isPresent()) {
      return plain.map(column -> new Side(column, TimeExpression.PLAIN));
    }
    return node instanceof RexCall call
        ? made(call).filter(side -> side.column().type() == ColumnType.TIMESTAMP)
        : Optional.empty();
  }

  private Optional<Side> made(RexCall call) {
    return switch (call.getKind()) {
      case CAST -> cast(call);
      case FLOOR ->
          unit(call, 1)
              .flatMap(
                  unit -> rounded(call.getOperands().get(0), new TimeFunctionStep.Floor(unit)));
      case CEIL ->
          unit(call, 1)
              .flatMap(unit -> rounded(call.getOperands().get(0), new TimeFunctionStep.Ceil(unit)));
      case EXTRACT ->
          isEpoch(call)
              ? seconds(call.getOperands().get(1))
              : unit(call, 0)
                  .filter(unit -> unit == TimeFunctionStep.Unit.YEAR)
                  .flatMap(
                      year -> rounded(call.getOperands().get(1), new TimeFunctionStep.Floor(year)))
                  .map(
                      side ->
                          new Side(
                              side.column(), side.expression().as(TimeExpression.Values.YEARS)));
      case PLUS -> shifted(call, 1);
      case MINUS -> shifted(call, -1);
      default ->
          call.getOperator().getName().equals("to_unixtime")
              ? seconds(call.getOperands().get(0))
              : zoned(call);
    };
  }

  private static boolean isEpoch(RexCall extract) {
    return extract.getOperands().get(0) instanceof RexLiteral flag
        && flag.getValue() == TimeUnitRange.EPOCH;
  }

  /** Seconds since the epoch of a column, which has whole ones; not of what is made of it. */
  private Optional<Side> seconds(RexNode node) {
    return column(node)
        .map(column -> new Side(column, TimeExpression.PLAIN.as(TimeExpression.Values.SECONDS)));
  }

  /** The time inside: a date in it is the start of its day. */
  Optional<Side> time(RexNode node) {
    return side(node)
        .filter(side -> side.column().type() == ColumnType.TIMESTAMP && isTime(side.expression()))
        .map(side -> new Side(side.column(), side.expression().as(TimeExpression.Values.PLAIN)));
  }

  private static boolean isTime(TimeExpression expression) {
    return switch (expression.values()) {
      case PLAIN, DAYS -> true;
      case YEARS, SECONDS -> false;
    };
  }

  private Optional<Side> rounded(RexNode node, TimeFunctionStep step) {
    boolean date = node.getType().getSqlTypeName() == SqlTypeName.DATE;
    return time(node).map(side -> side.behind(step)).map(side -> date ? days(side) : side);
  }

  private static Side days(Side side) {
    return new Side(side.column(), side.expression().as(TimeExpression.Values.DAYS));
  }

  private Optional<Side> cast(RexCall call) {
    RexNode inside = call.getOperands().get(0);
    SqlTypeName from = inside.getType().getSqlTypeName();
    SqlTypeName to = call.getType().getSqlTypeName();
    if (to == SqlTypeName.DATE && from == SqlTypeName.TIMESTAMP) {
      return time(inside)
          .map(side -> days(side.behind(new TimeFunctionStep.Floor(TimeFunctionStep.Unit.DAY))));
    }
    if (SqlTypeName.INT_TYPES.contains(from) && SqlTypeName.EXACT_TYPES.contains(to)) {
      return side(inside)
          .filter(side -> side.expression().values() == TimeExpression.Values.SECONDS);
    }
    boolean same = to == SqlTypeName.TIMESTAMP && (from == SqlTypeName.DATE || widens(call));
    return same ? time(inside) : to == from && widens(call) ? side(inside) : Optional.empty();
  }

  private Optional<Side> shifted(RexCall call, int sign) {
    if (call.getOperands().size() != 2
        || !SqlTypeUtil.isTimestamp(call.getType())
        || !(call.getOperands().get(1) instanceof RexLiteral interval)) {
      return Optional.empty();
    }
    return step(interval, sign)
        .flatMap(step -> time(call.getOperands().get(0)).map(side -> side.behind(step)));
  }

  private static Optional<TimeFunctionStep> step(RexLiteral interval, int sign) {
    SqlTypeName type = interval.getType().getSqlTypeName();
    BigDecimal length =
        SqlTypeName.INTERVAL_TYPES.contains(type) ? interval.getValueAs(BigDecimal.class) : null;
    if (length == null) {
      return Optional.empty();
    }
    boolean months = SqlTypeName.YEAR_INTERVAL_TYPES.contains(type);
    if (months && length.abs().compareTo(MOST_MONTHS) > 0) {
      return Optional.empty();
    }
    long added = sign * length.longValue();
    return Optional.of(
        months ? new TimeFunctionStep.MonthShift(added) : new TimeFunctionStep.Shift(added));
  }

  private Optional<Side> zoned(RexCall call) {
    boolean at = call.getOperator().getName().equalsIgnoreCase("at_timezone");
    if (!at || !(call.getOperands().get(1) instanceof RexLiteral name)) {
      return Optional.empty();
    }
    return zone(name.getValueAs(String.class))
        .flatMap(
            zone ->
                time(call.getOperands().get(0))
                    .map(side -> side.behind(new TimeFunctionStep.Zone(zone))));
  }

  /** A zone nobody knows is left to the function, which says so; so is NULL. */
  private static Optional<ZoneId> zone(@Nullable String name) {
    try {
      return Optional.ofNullable(name).map(ZoneId::of);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<TimeFunctionStep.Unit> unit(RexCall call, int operand) {
    if (call.getOperands().size() != 2
        || !(call.getOperands().get(operand) instanceof RexLiteral flag)
        || !(flag.getValue() instanceof TimeUnitRange range)) {
      return Optional.empty();
    }
    return switch (range) {
      case SECOND -> Optional.of(TimeFunctionStep.Unit.SECOND);
      case MINUTE -> Optional.of(TimeFunctionStep.Unit.MINUTE);
      case HOUR -> Optional.of(TimeFunctionStep.Unit.HOUR);
      case DAY -> Optional.of(TimeFunctionStep.Unit.DAY);
      case WEEK -> Optional.of(TimeFunctionStep.Unit.WEEK);
      case MONTH -> Optional.of(TimeFunctionStep.Unit.MONTH);
      case QUARTER -> Optional.of(TimeFunctionStep.Unit.QUARTER);
      case YEAR -> Optional.of(TimeFunctionStep.Unit.YEAR);
      default -> Optional.empty();
    };
  }

  /** Casts that change no value: to the same kind of type with at least its precision. */
  private static RexNode withoutWideningCasts(RexNode node) {
    RexNode bare = node;
    while (bare.getKind() == SqlKind.CAST && widens((RexCall) bare)) {
      bare = ((RexCall) bare).getOperands().get(0);
    }
    return bare;
  }

  private static boolean widens(RexCall cast) {
    RelDataType to = cast.getType();
    RelDataType from = cast.getOperands().get(0).getType();
    return to.getSqlTypeName() == from.getSqlTypeName()
        && (to.getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED
            || (to.getPrecision() >= from.getPrecision()
                && from.getPrecision() != RelDataType.PRECISION_NOT_SPECIFIED))
        && to.getScale() >= from.getScale();
  }
}
