package io.stripejdbc.query.validate;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.plan.function.scalar.ArrayLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCollectionTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's text of an array behind ANY and ALL: {@code x = ANY ('{1,2}')} is {@code x = ANY
 * (ARRAY[1, 2])} with elements of the type of {@code x}.
 */
final class ArrayText {
  private ArrayText() {}

  /**
   * Puts the array in the place of its text; leaves all other calls as they are.
   *
   * @param types gives the type of an expression, null for what has none
   */
  static void replace(SqlCall call, Function<SqlNode, @Nullable RelDataType> types) {
    if (!(call.getOperator() instanceof SqlQuantifyOperator) || call.operandCount() != 2) {
      return;
    }
    SqlNode right = call.operand(1);
    SqlNode array = right instanceof SqlNodeList list && list.size() == 1 ? list.get(0) : right;
    if (array.isA(SqlKind.QUERY)) {
      return;
    }
    boolean unknown = array instanceof SqlDynamicParam;
    RelDataType type = array instanceof SqlNodeList || unknown ? null : types.apply(array);
    if (type != null && type.getSqlTypeName() == SqlTypeName.ARRAY) {
      widen(call, type, types);
      return;
    }
    if (array.getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR || array.getKind() == SqlKind.CAST) {
      ofTexts(call, types); // Of parameters, whose texts are VARCHAR.
      return;
    }
    if (!unknown && (type == null || !SqlTypeUtil.inCharFamily(type))) {
      return;
    }
    String text = SqlNodes.literalText(array);
    RelDataType element = types.apply(call.operand(0));
    if (unknown && element != null && !element.isStruct()) {
      setArray(call, ofParameter(array, element));
      ofTexts(call, types);
      return;
    }
    if (text == null || element == null || element.isStruct()) {
      throw new DriverFailure(
          DriverError.TYPE_MISMATCH,
          "ANY and ALL take an array, a query, or a constant text that is an array, '{1,2}'");
    }
    setArray(call, array(elements(text), element, array));
    if (element.getSqlTypeName() == SqlTypeName.CHAR) {
      call.setOperand(0, text(call.operand(0)));
    }
  }

  /** A text constant beside an array of texts; Calcite (1.42) takes no CHAR for a VARCHAR there. */
  private static void widen(
      SqlCall call, RelDataType array, Function<SqlNode, @Nullable RelDataType> types) {
    RelDataType element = array.getComponentType();
    if (element != null && element.getSqlTypeName() == SqlTypeName.VARCHAR) {
      ofTexts(call, types);
    }
    RelDataType left = types.apply(call.operand(0));
    if (left != null && element != null && isTruthBesideText(left, element)) {
      throw new DriverFailure(
          DriverError.TYPE_MISMATCH, "A BOOLEAN is not compared with the texts of an array");
    }
  }

  private static boolean isTruthBesideText(RelDataType left, RelDataType element) {
    return (left.getSqlTypeName() == SqlTypeName.BOOLEAN && SqlTypeUtil.inCharFamily(element))
        || (element.getSqlTypeName() == SqlTypeName.BOOLEAN && SqlTypeUtil.inCharFamily(left));
  }

  private static void ofTexts(SqlCall call, Function<SqlNode, @Nullable RelDataType> types) {
    RelDataType left = types.apply(call.operand(0));
    if (left != null && left.getSqlTypeName() == SqlTypeName.CHAR) {
      call.setOperand(0, text(call.operand(0)));
    }
  }

  private static void setArray(SqlCall call, SqlNode array) {
    boolean list = call.operand(1) instanceof SqlNodeList;
    call.setOperand(1, list ? SqlNodeList.of(array) : array);
  }

  /** The text of an array that is given when the statement runs. */
  private static SqlNode ofParameter(SqlNode parameter, RelDataType element) {
    SqlParserPos pos = parameter.getParserPosition();
    SqlTypeNameSpec type =
        SqlTypeUtil.inCharFamily(element)
            ? new SqlBasicTypeNameSpec(SqlTypeName.VARCHAR, pos)
            : SqlTypeUtil.convertTypeToSpec(element).getTypeNameSpec();
    return SqlStdOperatorTable.CAST.createCall(
        pos,
        text(parameter),
        new SqlDataTypeSpec(new SqlCollectionTypeNameSpec(type, SqlTypeName.ARRAY, pos), pos));
  }

  private static SqlNode text(SqlNode value) {
    return SqlNodes.cast(value.getParserPosition(), value, SqlTypeName.VARCHAR);
  }

  private static SqlNode array(List<@Nullable String> elements, RelDataType type, SqlNode at) {
    SqlParserPos pos = at.getParserPosition();
    boolean text = SqlTypeUtil.inCharFamily(type);
    List<SqlNode> values = new ArrayList<>();
    for (String element : elements) {
      SqlNode value = element == null ? SqlLiteral.createNull(pos) : SqlNodes.text(element, pos);
      values.add(
          text
              ? SqlNodes.cast(pos, value, SqlTypeName.VARCHAR)
              : SqlStdOperatorTable.CAST.createCall(
                  pos, value, SqlTypeUtil.convertTypeToSpec(type).withNullable(null)));
    }
    return SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR.createCall(pos, values);
  }

  /** Calcite has no array without elements; comparing with none is always so or never. */
  private static List<@Nullable String> elements(String text) {
    List<@Nullable String> elements = ArrayLiteral.elements(text);
    if (elements.isEmpty()) {
      throw new DriverFailure(
          DriverError.BAD_CAST, "'%s' behind ANY or ALL has no elements".formatted(text));
    }
    return elements;
  }
}
