package io.stripejdbc.query.validate;

import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * The digits of a second in {@code CAST(x AS TIMESTAMP)} and {@code CAST(x AS TIME)}: those of the
 * timestamp or time that is cast. By the standard there are none in a TIME, and Calcite gives none
 * to a TIMESTAMP, which would cut milliseconds without a word.
 */
final class TimeCastPrecision {
  private static final int MOST_DIGITS = 3;

  private TimeCastPrecision() {}

  /**
   * Names the digits in a cast that names none; leaves all other calls as they are.
   *
   * @param types gives the type of an expression, null for what has none
   */
  static void set(SqlCall call, Function<SqlNode, @Nullable RelDataType> types) {
    if ((call.getKind() != SqlKind.CAST && call.getKind() != SqlKind.SAFE_CAST)
        || !(call.operand(1) instanceof SqlDataTypeSpec spec)
        || !(spec.getTypeNameSpec() instanceof SqlBasicTypeNameSpec name)) {
      return;
    }
    SqlTypeName target = SqlTypeName.get(name.getTypeName().getSimple());
    if (target != SqlTypeName.TIMESTAMP && target != SqlTypeName.TIME) {
      return;
    }
    RelDataType type = types.apply(call.operand(0));
    if (name.getPrecision() >= 0) {
      if (type != null && SqlTypeUtil.inCharFamily(type)) {
        call.setOperand(0, exact(call.operand(0), target));
      }
      return;
    }
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

  /** The time or timestamp of a text with all digits, to be rounded then. */
  private static SqlNode exact(SqlNode text, SqlTypeName type) {
    SqlParserPos pos = text.getParserPosition();
    return SqlStdOperatorTable.CAST.createCall(
        pos, text, new SqlDataTypeSpec(new SqlBasicTypeNameSpec(type, MOST_DIGITS, pos), pos));
  }
}
