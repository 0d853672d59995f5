package io.stripejdbc.query.validate;

import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * The digits of a second in {@code CAST(x AS TIMESTAMP)} and {@code CAST(x AS TIME)}: those of the
 * timestamp or time that is cast. By the standard there are none in a TIME, and Calcite gives none
 * to a TIMESTAMP, which would cut milliseconds without a word.
 */
final class TimeCastPrecision {
  private TimeCastPrecision() {}

  /**
   * Names the digits in a cast that names none; leaves all other calls as they are.
   *
   * @param types gives the type of an expression, null for what has none
   */
  static void set(SqlCall call, Function<SqlNode, @Nullable RelDataType> types) {
    if ((call.getKind() != SqlKind.CAST && call.getKind() != SqlKind.SAFE_CAST)
        || !(call.operand(1) instanceof SqlDataTypeSpec spec)
        || !(spec.getTypeNameSpec() instanceof SqlBasicTypeNameSpec name)
        || name.getPrecision() >= 0) {
      return;
    }
    SqlTypeName target = SqlTypeName.get(name.getTypeName().getSimple());
    if (target != SqlTypeName.TIMESTAMP && target != SqlTypeName.TIME) {
      return;
    }
    RelDataType type = types.apply(call.operand(0));
    boolean fraction =
        type != null
            && (type.getSqlTypeName() == SqlTypeName.TIMESTAMP
                || type.getSqlTypeName() == SqlTypeName.TIME)
            && type.getPrecision() > 0;
    if (fraction) {
      call.setOperand(
          1,
          new SqlDataTypeSpec(
              new SqlBasicTypeNameSpec(target, type.getPrecision(), spec.getParserPosition()),
              spec.getParserPosition()));
    }
  }
}
