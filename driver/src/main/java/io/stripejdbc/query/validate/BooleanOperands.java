package io.stripejdbc.query.validate;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.plan.function.scalar.TruthFunctions;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Constants that are compared with a BOOLEAN: {@code paid = 1} and {@code paid = 'yes'} are {@code
 * paid = TRUE}. Other numbers and texts are refused, as PostgreSQL refuses them; to Calcite (1.42)
 * each of them but zero is TRUE.
 */
final class BooleanOperands {
  private static final Set<SqlKind> COMPARING =
      EnumSet.of(
          SqlKind.EQUALS,
          SqlKind.NOT_EQUALS,
          SqlKind.LESS_THAN,
          SqlKind.LESS_THAN_OR_EQUAL,
          SqlKind.GREATER_THAN,
          SqlKind.GREATER_THAN_OR_EQUAL,
          SqlKind.IS_DISTINCT_FROM,
          SqlKind.IS_NOT_DISTINCT_FROM,
          SqlKind.IN,
          SqlKind.NOT_IN,
          SqlKind.BETWEEN);

  private BooleanOperands() {}

  /**
   * Puts TRUE and FALSE in the places of such constants; leaves all other calls as they are.
   *
   * @param types gives the type of an expression, null for what has none
   */
  static void replace(SqlCall call, Function<SqlNode, @Nullable RelDataType> types) {
    if (!COMPARING.contains(call.getKind())) {
      return;
    }
    boolean truth = false;
    for (SqlNode operand : call.getOperandList()) {
      truth |= !(operand instanceof SqlNodeList) && isBoolean(types.apply(operand));
    }
    for (int i = 0; truth && i < call.operandCount(); i++) {
      call.setOperand(i, replaced(call.operand(i), types));
    }
  }

  private static SqlNode replaced(SqlNode node, Function<SqlNode, @Nullable RelDataType> types) {
    if (node instanceof SqlNodeList list) {
      for (int i = 0; i < list.size(); i++) {
        list.set(i, replaced(list.get(i), types));
      }
      return list;
    }
    String text = SqlNodes.literalText(node);
    if (text != null) {
      return SqlLiteral.createBoolean(TruthFunctions.truth(text), node.getParserPosition());
    }
    RelDataType type = node.isA(SqlKind.QUERY) ? null : types.apply(node);
    if (type != null && SqlTypeUtil.inCharFamily(type)) {
      throw new DriverFailure(
          DriverError.TYPE_MISMATCH,
          "A BOOLEAN is not compared with the text %s; write CAST(%s AS BOOLEAN)"
              .formatted(node, node));
    }
    if (type == null || !SqlTypeUtil.isNumeric(type)) {
      return node;
    }
    BigDecimal number =
        node instanceof SqlNumericLiteral literal ? literal.getValueAs(BigDecimal.class) : null;
    if (number == null
        || (number.compareTo(BigDecimal.ZERO) != 0 && number.compareTo(BigDecimal.ONE) != 0)) {
      throw new DriverFailure(
          DriverError.TYPE_MISMATCH,
          "A BOOLEAN is not compared with the number %s; write TRUE or FALSE".formatted(node));
    }
    return SqlLiteral.createBoolean(number.signum() != 0, node.getParserPosition());
  }

  private static boolean isBoolean(@Nullable RelDataType type) {
    return type != null && type.getSqlTypeName() == SqlTypeName.BOOLEAN;
  }
}
