package io.stripejdbc.query.rewrite;

import io.stripejdbc.plan.function.ExtractFunction;
import io.stripejdbc.plan.function.time.TimeFunctions;
import io.stripejdbc.query.parser.InfixOperators;
import io.stripejdbc.query.rewrite.FunctionRewriter.Rewrite;
import io.stripejdbc.query.validate.SqlNodes;
import io.stripejdbc.query.validate.TimeUnits;
import java.util.List;
import java.util.Map;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Functions on dates and times that are FLOOR, EXTRACT, CAST or arithmetic in the standard. */
final class TimeRewriter {
  /** Functions that take one part out of a date. */
  private static final List<String> PARTS =
      List.of(
          "year",
          "quarter",
          "month",
          "week",
          "week_of_year",
          "day",
          "day_of_month",
          "day_of_week",
          "dow",
          "day_of_year",
          "doy",
          "year_of_week",
          "yow",
          "hour",
          "minute",
          "second",
          "millisecond");

  private TimeRewriter() {}

  /** Whether a function takes one part out of a date. */
  static boolean isPart(String function) {
    return PARTS.contains(function);
  }

  static void addTo(Map<String, Rewrite> rewrites) {
    for (String part : PARTS) {
      rewrites.put(part, (call, args) -> whole(call, TimeUnits.part(part), args));
    }
    rewrites.put("date_part", TimeRewriter::datePart);
    rewrites.put("datepart", TimeRewriter::datePart);
    rewrites.put("date_trunc", TimeRewriter::truncate);
    rewrites.put("timestamp_trunc", TimeRewriter::truncate);
    rewrites.put("datetime_trunc", TimeRewriter::truncate);
    rewrites.put("now", (call, args) -> constant(call, SqlStdOperatorTable.CURRENT_TIMESTAMP));
    rewrites.put("current_timestamp", rewrites.get("now"));
    rewrites.put("today", (call, args) -> constant(call, SqlStdOperatorTable.CURRENT_DATE));
    rewrites.put("current_date", rewrites.get("today"));
    rewrites.put("date", (call, args) -> cast(call, args, SqlTypeName.DATE));
    rewrites.put("timestamp", (call, args) -> cast(call, args, SqlTypeName.TIMESTAMP));
    rewrites.put("date_add", (call, args) -> add(call, args, SqlStdOperatorTable.PLUS));
    rewrites.put("dateadd", rewrites.get("date_add"));
    rewrites.put("date_sub", (call, args) -> add(call, args, SqlStdOperatorTable.MINUS));
    rewrites.put("date_diff", TimeRewriter::difference);
    rewrites.put("to_timestamp", TimeRewriter::toTimestamp);
    rewrites.put("last_day_of_month", TimeRewriter::lastDay);
    rewrites.put(InfixOperators.AT_TIME_ZONE_CALL, TimeRewriter::zoned);
    rewrites.put("with_timezone", TimeRewriter::zoned);
  }

  private static @Nullable SqlNode datePart(SqlCall call, List<SqlNode> args) {
    return args.size() != 2
        ? null
        : extract(call, TimeUnits.part(args.get(0)), List.of(args.get(1)));
  }

  private static @Nullable SqlNode extract(
      SqlCall call, @Nullable TimeUnit part, List<SqlNode> args) {
    if (part == null || args.size() != 1) {
      return null;
    }
    SqlParserPos pos = call.getParserPosition();
    return ExtractFunction.INSTANCE.createCall(pos, TimeUnits.qualifier(part, pos), args.get(0));
  }

  /** {@code second(x)} gives whole seconds, as Trino's does. */
  private static @Nullable SqlNode whole(
      SqlCall call, @Nullable TimeUnit part, List<SqlNode> args) {
    SqlParserPos pos = call.getParserPosition();
    return part == TimeUnit.SECOND && args.size() == 1
        ? ExtractFunction.INSTANCE.createCall(pos, ExtractFunction.wholeSeconds(pos), args.get(0))
        : extract(call, part, args);
  }

  /**
   * Both {@code date_trunc('month', x)} and BigQuery's {@code date_trunc(x, MONTH)}; with a zone
   * the moment at which the month of x began there, as PostgreSQL's.
   */
  private static @Nullable SqlNode truncate(SqlCall call, List<SqlNode> args) {
    if (args.size() == 3) {
      SqlParserPos pos = call.getParserPosition();
      SqlNode zone = args.get(2);
      SqlNode local = SqlNodes.call(pos, InfixOperators.AT_TIME_ZONE_CALL, args.get(1), zone);
      SqlNode begin = truncate(call, List.of(args.get(0), local));
      return begin == null ? null : SqlNodes.call(pos, "with_timezone", begin, zone);
    }
    if (args.size() != 2) {
      return null;
    }
    TimeUnit unit = TimeUnits.of(args.get(0));
    if (unit != null && SqlNodes.literalText(args.get(0)) != null) {
      return floor(call.getParserPosition(), args.get(1), unit);
    }
    TimeUnit second = TimeUnits.of(args.get(1));
    return second == null ? null : floor(call.getParserPosition(), args.get(0), second);
  }

  /**
   * FLOOR, with weeks that begin on Monday.
   *
   * <p>Calcite's begin on Sunday, so the day before is floored: Sunday 7 January 2024 → Saturday 6
   * → Sunday 31 December → Monday 1 January; Monday 8 → Sunday 7 → Sunday 7 → Monday 8.
   */
  private static SqlNode floor(SqlParserPos pos, SqlNode value, TimeUnit unit) {
    if (unit != TimeUnit.WEEK) {
      return SqlStdOperatorTable.FLOOR.createCall(pos, value, TimeUnits.qualifier(unit, pos));
    }
    SqlNode one =
        org.apache.calcite.sql.SqlLiteral.createInterval(
            1, "1", TimeUnits.qualifier(TimeUnit.DAY, pos), pos);
    SqlNode before = SqlStdOperatorTable.MINUS.createCall(pos, value, one);
    SqlNode sunday =
        SqlStdOperatorTable.FLOOR.createCall(pos, before, TimeUnits.qualifier(TimeUnit.WEEK, pos));
    return SqlStdOperatorTable.PLUS.createCall(pos, sunday, one);
  }

  /**
   * A zone that nobody knows is an error at once, also where no row would be asked for its time.
   */
  private static @Nullable SqlNode zoned(SqlCall call, List<SqlNode> args) {
    String zone = args.size() == 2 ? SqlNodes.literalText(args.get(1)) : null;
    if (zone != null) {
      TimeFunctions.zone(zone);
    }
    return null;
  }

  private static SqlNode constant(SqlCall call, SqlOperator operator) {
    return operator.createCall(call.getParserPosition());
  }

  private static @Nullable SqlNode cast(SqlCall call, List<SqlNode> args, SqlTypeName type) {
    return args.size() == 1 ? SqlNodes.cast(call.getParserPosition(), args.get(0), type) : null;
  }

  /** {@code date_add('day', 3, x)} and {@code date_add(x, INTERVAL '3' DAY)}. */
  private static @Nullable SqlNode add(SqlCall call, List<SqlNode> args, SqlOperator operator) {
    SqlParserPos pos = call.getParserPosition();
    if (args.size() == 2) {
      return operator.createCall(pos, args.get(0), args.get(1));
    }
    TimeUnit unit = args.size() == 3 ? TimeUnits.of(args.get(0)) : null;
    return unit == null
        ? null
        : operator.createCall(pos, args.get(2), SqlNodes.interval(pos, args.get(1), unit));
  }

  /** {@code date_diff('day', from, to)}; a bare unit becomes the text our function takes. */
  private static @Nullable SqlNode difference(SqlCall call, List<SqlNode> args) {
    TimeUnit unit = args.size() == 3 ? TimeUnits.of(args.get(0)) : null;
    if (unit == null) {
      return null;
    }
    SqlParserPos pos = call.getParserPosition();
    return SqlNodes.call(
        pos, "date_diff", SqlNodes.text(unit.name(), pos), args.get(1), args.get(2));
  }

  /** PostgreSQL's own takes a format as well, in letters that none of our functions reads. */
  private static @Nullable SqlNode toTimestamp(SqlCall call, List<SqlNode> args) {
    return args.size() == 1
        ? SqlNodes.call(call.getParserPosition(), "to_timestamp", args.get(0))
        : null;
  }

  private static @Nullable SqlNode lastDay(SqlCall call, List<SqlNode> args) {
    return args.size() == 1
        ? SqlStdOperatorTable.LAST_DAY.createCall(call.getParserPosition(), args)
        : null;
  }
}
