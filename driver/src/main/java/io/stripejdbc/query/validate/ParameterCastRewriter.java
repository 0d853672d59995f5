package io.stripejdbc.query.validate;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCollectionTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlMapTypeNameSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Says what a {@code ?} is where Calcite does not ask or asks wrong: text in the functions on text,
 * a number before an interval. Our own functions say it themselves.
 */
public final class ParameterCastRewriter {
  private static final Set<String> ON_TEXT =
      Set.of(
          "lower",
          "upper",
          "concat",
          "starts_with",
          "ends_with",
          "strpos",
          "to_char",
          "char_length",
          "length",
          "reverse",
          "initcap");

  private ParameterCastRewriter() {}

  /** The call with its parameters cast to what they are. */
  public static SqlCall typed(SqlCall call) {
    String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
    if (ON_TEXT.contains(name)) {
      return cast(call, SqlTypeName.VARCHAR);
    }
    boolean interval =
        call.getKind() == SqlKind.TIMES
            && call.getOperandList().stream().anyMatch(SqlIntervalLiteral.class::isInstance);
    // It may have a fraction: 1.5 days. A DECIMAL would need its digits named.
    return interval ? cast(call, SqlTypeName.DOUBLE) : call;
  }

  /** A parameter that is cast to an array or a map is the text of one. */
  public static void ofText(SqlCall cast) {
    if (cast.operand(0) instanceof SqlDynamicParam parameter
        && cast.operand(1) instanceof SqlDataTypeSpec type
        && (type.getTypeNameSpec() instanceof SqlCollectionTypeNameSpec
            || type.getTypeNameSpec() instanceof SqlMapTypeNameSpec)) {
      cast.setOperand(0, cast(parameter, SqlTypeName.VARCHAR));
    }
  }

  private static SqlCall cast(SqlCall call, SqlTypeName type) {
    List<SqlNode> operands = call.getOperandList();
    return operands.stream().anyMatch(SqlDynamicParam.class::isInstance)
        ? call.getOperator()
            .createCall(
                call.getFunctionQuantifier(),
                call.getParserPosition(),
                operands.stream().map(operand -> cast(operand, type)).toList())
        : call;
  }

  private static SqlNode cast(SqlNode operand, SqlTypeName type) {
    return operand instanceof SqlDynamicParam
        ? SqlNodes.cast(operand.getParserPosition(), operand, type)
        : operand;
  }
}
