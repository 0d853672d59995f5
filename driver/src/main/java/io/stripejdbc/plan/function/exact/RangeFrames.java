package io.stripejdbc.plan.function.exact;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.plan.function.operator.DriverFunction;
import io.stripejdbc.plan.function.operator.Signature;
import io.stripejdbc.plan.function.scalar.RangeKeys;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Frames that count a distance, {@code ORDER BY x RANGE BETWEEN 1 PRECEDING AND CURRENT ROW}, over
 * whole numbers that grow and are never NULL, which is all that Calcite (1.42) counts right: it
 * takes the milliseconds of an interval for days of a DATE, its months for milliseconds, goes the
 * wrong way with DESC, and fails on NULL and decimals.
 *
 * <p>Rows without x are peers of each other and of nobody else, so they become a partition of their
 * own, in which x is any constant.
 */
final class RangeFrames {
  /** A distance that can be added to any key of the API without leaving BIGINT. */
  private static final BigDecimal LONGEST = BigDecimal.valueOf(1_000_000_000_000_000_000L);

  private static final SqlOperator MILLIS =
      operator("range_millis", "millis", Signature.of(Signature.Kind.TIME));
  private static final SqlOperator UNSCALED =
      operator(
          "range_unscaled",
          "unscaled",
          Signature.of(Signature.Kind.NUMBER, Signature.Kind.INTEGER));

  private final RexBuilder rex;
  private final RexWindow window;

  private RangeFrames(RexBuilder rex, RexWindow window) {
    this.rex = rex;
    this.window = window;
  }

  private static SqlOperator operator(String name, String method, Signature arguments) {
    return new DriverFunction(
        name, arguments, ReturnTypes.BIGINT_NULLABLE, RangeKeys.class, method, NullPolicy.STRICT);
  }

  /**
   * The same function over such a frame; itself where no distance is counted.
   *
   * @throws DriverFailure for distances that are not a number of units of the key
   */
  static RexOver apply(RexBuilder rex, RexOver over) {
    RexWindow window = over.getWindow();
    boolean counted =
        window.getLowerBound().getOffset() != null || window.getUpperBound().getOffset() != null;
    return window.isRows() || !counted || window.orderKeys.size() != 1
        ? over
        : new RangeFrames(rex, window).counted(over);
  }

  private RexOver counted(RexOver over) {
    RexFieldCollation order = window.orderKeys.get(0);
    RexNode key = order.getKey();
    int scale = Math.max(0, key.getType().getScale());
    for (RexWindowBound bound : List.of(window.getLowerBound(), window.getUpperBound())) {
      BigDecimal distance = distance(bound, key.getType());
      scale = distance == null ? scale : Math.max(scale, distance.stripTrailingZeros().scale());
    }
    boolean inexact = SqlTypeName.APPROX_TYPES.contains(key.getType().getSqlTypeName());
    RexNode whole = inexact ? key : whole(key, scale);
    boolean down = order.getDirection().isDescending();
    RexNode growing = down ? rex.makeCall(SqlStdOperatorTable.UNARY_MINUS, whole) : whole;
    Set<SqlKind> direction =
        ImmutableSet.copyOf(
            order.right.stream().filter(kind -> kind != SqlKind.DESCENDING).iterator());
    List<RexNode> partition = new ArrayList<>(window.partitionKeys);
    if (key.getType().isNullable()) {
      refuseOpenEnd();
      partition.add(rex.makeCall(SqlStdOperatorTable.IS_NULL, key));
      growing = known(growing, key);
    }
    return (RexOver)
        rex.makeOver(
            over.getParserPosition(),
            over.getType(),
            over.getAggOperator(),
            over.operands,
            partition,
            ImmutableList.of(new RexFieldCollation(growing, direction)),
            bound(window.getLowerBound(), key.getType(), scale, inexact),
            bound(window.getUpperBound(), key.getType(), scale, inexact),
            window.getExclude(),
            false,
            true,
            false,
            over.isDistinct(),
            over.ignoreNulls());
  }

  /** A frame without end on one side holds rows with and without a key. */
  private void refuseOpenEnd() {
    if (window.getLowerBound().isUnbounded() || window.getUpperBound().isUnbounded()) {
      throw new DriverFailure(
          DriverError.UNSUPPORTED,
          "RANGE with UNBOUNDED on one side and a distance on the other is not supported over an"
              + " ORDER BY that may be NULL; order by COALESCE(…, …), or use ROWS");
    }
  }

  private RexNode whole(RexNode key, int scale) {
    RelDataType bigint =
        rex.getTypeFactory()
            .createTypeWithNullability(
                rex.getTypeFactory().createSqlType(SqlTypeName.BIGINT), key.getType().isNullable());
    return switch (key.getType().getSqlTypeName()) {
      case DATE, TIMESTAMP -> rex.makeCall(bigint, MILLIS, List.of(key));
      case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL ->
          scale == 0 && key.getType().getSqlTypeName() != SqlTypeName.DECIMAL
              ? rex.makeCast(bigint, key, true, false)
              : rex.makeCall(
                  bigint, UNSCALED, List.of(key, rex.makeExactLiteral(BigDecimal.valueOf(scale))));
      default -> throw unsupported("an ORDER BY that is no number and no time");
    };
  }

  private RexNode known(RexNode growing, RexNode key) {
    RelDataType type = rex.getTypeFactory().createTypeWithNullability(growing.getType(), false);
    return rex.makeCall(
        type,
        SqlStdOperatorTable.CASE,
        List.of(
            rex.makeCall(SqlStdOperatorTable.IS_NULL, key),
            rex.makeZeroLiteral(type),
            rex.makeNotNull(growing)));
  }

  private RexWindowBound bound(RexWindowBound bound, RelDataType key, int scale, boolean inexact) {
    BigDecimal distance = distance(bound, key);
    if (distance == null) {
      return bound;
    }
    RexNode units =
        inexact
            ? rex.makeApproxLiteral(distance)
            : rex.makeExactLiteral(
                distance.movePointRight(isTime(key) ? 0 : scale),
                rex.getTypeFactory().createSqlType(SqlTypeName.BIGINT));
    return bound.isPreceding()
        ? RexWindowBounds.preceding(units)
        : RexWindowBounds.following(units);
  }

  /** How far a bound is from the row: a number, or milliseconds; null for one not counted. */
  private static @Nullable BigDecimal distance(RexWindowBound bound, RelDataType key) {
    RexNode offset = bound.getOffset();
    if (offset == null) {
      return null;
    }
    SqlTypeName type = offset.getType().getSqlTypeName();
    if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(type)) {
      throw unsupported("months or years, which have no fixed length; use days");
    }
    BigDecimal distance =
        offset instanceof RexLiteral literal ? literal.getValueAs(BigDecimal.class) : null;
    if (distance == null || isTime(key) != SqlTypeName.DAY_INTERVAL_TYPES.contains(type)) {
      throw unsupported("a distance that is no constant of the kind of the ORDER BY");
    }
    if (distance.signum() < 0) {
      throw new DriverFailure(
          DriverError.BAD_ARGUMENT, "A frame's distance must not be negative, was " + distance);
    }
    if (distance.compareTo(LONGEST) > 0) {
      throw new DriverFailure(
          DriverError.NUMERIC_RANGE, "A frame's distance must be at most %s".formatted(LONGEST));
    }
    return distance;
  }

  private static boolean isTime(RelDataType key) {
    return key.getSqlTypeName() == SqlTypeName.DATE
        || key.getSqlTypeName() == SqlTypeName.TIMESTAMP;
  }

  private static DriverFailure unsupported(String what) {
    return new DriverFailure(
        DriverError.UNSUPPORTED, "OVER (… RANGE …) does not take " + what + ".");
  }
}
