package io.stripejdbc.query.validate;

import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** {@code array || element} and {@code element || array}: the element as an array of its own. */
final class ArrayElements {
  private ArrayElements() {}

  /**
   * Puts an array of one element in the place of the element; leaves all other calls as they are.
   *
   * @param types gives the type of an expression, null for what has none
   */
  static void gather(SqlCall call, Function<SqlNode, @Nullable RelDataType> types) {
    if (!call.getOperator().equals(SqlStdOperatorTable.CONCAT) || call.operandCount() != 2) {
      return;
    }
    RelDataType left = types.apply(call.operand(0));
    RelDataType right = types.apply(call.operand(1));
    if (left == null || right == null || isArray(left) == isArray(right)) {
      return;
    }
    int position = isArray(left) ? 1 : 0;
    RelDataType element = (position == 1 ? left : right).getComponentType();
    SqlNode value = call.operand(position);
    if (element == null || value.isA(SqlKind.QUERY)) {
      return;
    }
    boolean text = SqlTypeUtil.inCharFamily(element);
    if (text != SqlTypeUtil.inCharFamily(position == 1 ? right : left)) {
      return; // A number among texts, or the other way round, is refused.
    }
    SqlParserPos pos = value.getParserPosition();
    SqlNode alone = text ? SqlNodes.cast(pos, value, SqlTypeName.VARCHAR) : value;
    call.setOperand(position, SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR.createCall(pos, alone));
  }

  private static boolean isArray(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.ARRAY;
  }
}
