package io.stripejdbc.plan.runtime;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.DataContext;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.Sarg;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/**
 * The values of a long {@code SEARCH}, as generated code has them: text, numbers, days,
 * milliseconds.
 *
 * <p>Calcite generates a comparison for each value, and a method of Java ends at 64 KB, which some
 * two thousand comparisons fill. A look-up in this set is one call.
 */
@SuppressWarnings("rawtypes") // Values of one set are of one comparable class.
public final class SearchValues {
  private final RangeSet<Comparable> ranges;
  private final boolean decimal;
  private final RexUnknownAs nullAs;

  private SearchValues(RangeSet<Comparable> ranges, boolean decimal, RexUnknownAs nullAs) {
    this.ranges = ranges;
    this.decimal = decimal;
    this.nullAs = nullAs;
  }

  /**
   * The values of a search argument, empty where generated code has another form of them than is
   * known here.
   *
   * @param side type of what is looked for
   */
  public static Optional<SearchValues> of(RexLiteral argument, RelDataType side) {
    Sarg<?> sarg = argument.getValueAs(Sarg.class);
    Optional<Function<Comparable, Comparable>> conversion =
        conversion(argument.getType(), side.getSqlTypeName());
    if (sarg == null || conversion.isEmpty()) {
      return Optional.empty();
    }
    RangeSet<Comparable> ranges = TreeRangeSet.create();
    for (Range<?> range : sarg.rangeSet.asRanges()) {
      ranges.add(converted(range, conversion.get()));
    }
    boolean decimal = SqlTypeName.EXACT_TYPES.contains(argument.getType().getSqlTypeName());
    return Optional.of(new SearchValues(ranges, decimal, sarg.nullAs));
  }

  private static Optional<Function<Comparable, Comparable>> conversion(
      RelDataType values, SqlTypeName side) {
    SqlTypeName type = values.getSqlTypeName();
    boolean same =
        SqlTypeFamily.CHARACTER.getTypeNames().contains(type)
            ? SqlTypeFamily.CHARACTER.getTypeNames().contains(side)
            : SqlTypeName.EXACT_TYPES.contains(type)
                ? SqlTypeName.EXACT_TYPES.contains(side)
                : type == side;
    return same ? conversion(type) : Optional.empty();
  }

  private static Optional<Function<Comparable, Comparable>> conversion(SqlTypeName type) {
    return switch (type) {
      case CHAR, VARCHAR -> Optional.of(value -> ((NlsString) value).getValue());
      case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL -> Optional.of(value -> (BigDecimal) value);
      case DATE -> Optional.of(value -> ((DateString) value).getDaysSinceEpoch());
      case TIMESTAMP -> Optional.of(value -> ((TimestampString) value).getMillisSinceEpoch());
      default -> Optional.empty();
    };
  }

  private static Range<Comparable> converted(
      Range<?> range, Function<Comparable, Comparable> conversion) {
    if (!range.hasLowerBound() && !range.hasUpperBound()) {
      return Range.all();
    }
    if (!range.hasUpperBound()) {
      return Range.downTo(conversion.apply(range.lowerEndpoint()), range.lowerBoundType());
    }
    Comparable upper = conversion.apply(range.upperEndpoint());
    BoundType upperType = range.upperBoundType();
    return range.hasLowerBound()
        ? Range.range(
            conversion.apply(range.lowerEndpoint()), range.lowerBoundType(), upper, upperType)
        : Range.upTo(upper, upperType);
  }

  /** Whether a value is among them, null for unknown; called by generated code. */
  public static @Nullable Boolean contains(
      DataContext context, @Nullable Object value, @Nullable Object values) {
    if (values instanceof ParameterSearch parameters) {
      return ScanRuntime.of(context).search(parameters, context).contains(value);
    }
    if (values instanceof SearchValues all) {
      return all.contains(value);
    }
    throw new IllegalStateException("no values to search in");
  }

  private @Nullable Boolean contains(@Nullable Object value) {
    if (value == null) {
      return switch (nullAs) {
        case TRUE -> Boolean.TRUE;
        case FALSE -> Boolean.FALSE;
        case UNKNOWN -> null;
      };
    }
    return ranges.contains(comparable(value));
  }

  /** Numbers by their value, whatever their class. */
  private Comparable comparable(Object value) {
    return decimal && !(value instanceof BigDecimal)
        ? BigDecimal.valueOf(((Number) value).longValue())
        : (Comparable) value;
  }
}
