package io.stripejdbc.plan.attach;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/** Casts under which every value stays the same: to more digits, to longer text. */
final class LosslessCasts {
  private static final int DIGITS_OF_INTEGER = 10;
  private static final int DIGITS_OF_BIGINT = 19;

  private LosslessCasts() {}

  static boolean is(RelDataType from, RelDataType to) {
    SqlTypeName source = from.getSqlTypeName();
    SqlTypeName target = to.getSqlTypeName();
    if (SqlTypeName.EXACT_TYPES.contains(source) && SqlTypeName.EXACT_TYPES.contains(target)) {
      return whole(to) >= whole(from) && fraction(to) >= fraction(from);
    }
    if (source == SqlTypeName.VARCHAR && target == SqlTypeName.VARCHAR) {
      return to.getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED
          || (from.getPrecision() != RelDataType.PRECISION_NOT_SPECIFIED
              && to.getPrecision() >= from.getPrecision());
    }
    return source == target
        && (source == SqlTypeName.DATE
            || source == SqlTypeName.BOOLEAN
            || (source == SqlTypeName.TIMESTAMP && to.getPrecision() >= from.getPrecision()));
  }

  private static int whole(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case TINYINT, SMALLINT, INTEGER -> DIGITS_OF_INTEGER;
      case BIGINT -> DIGITS_OF_BIGINT;
      default -> type.getPrecision() - type.getScale();
    };
  }

  private static int fraction(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.DECIMAL ? type.getScale() : 0;
  }
}
