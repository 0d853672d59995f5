package io.stripejdbc.query.validate;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
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
  private final String text;
  private int at;

  private ArrayText(String text) {
    this.text = text;
  }

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
    boolean unknown = array instanceof SqlDynamicParam;
    RelDataType type = array instanceof SqlNodeList || unknown ? null : types.apply(array);
    if (type != null && type.getSqlTypeName() == SqlTypeName.ARRAY) {
      widen(call, type, types);
      return;
    }
    if (!unknown && (type == null || !SqlTypeUtil.inCharFamily(type))) {
      return;
    }
    String text = SqlNodes.literalText(array);
    RelDataType element = types.apply(call.operand(0));
    if (text == null || element == null || element.isStruct()) {
      throw new DriverFailure(
          DriverError.TYPE_MISMATCH,
          "ANY and ALL take an array, a query, or a constant text that is an array, '{1,2}'; for"
              + " parameters write x IN (?, ?) or x = ANY (ARRAY[?, ?])");
    }
    SqlNode read = array(new ArrayText(text.strip()).elements(), element, array);
    call.setOperand(1, right instanceof SqlNodeList ? SqlNodeList.of(read) : read);
    if (element.getSqlTypeName() == SqlTypeName.CHAR) {
      call.setOperand(0, text(call.operand(0)));
    }
  }

  /** A text constant beside an array of texts; Calcite (1.42) takes no CHAR for a VARCHAR there. */
  private static void widen(
      SqlCall call, RelDataType array, Function<SqlNode, @Nullable RelDataType> types) {
    RelDataType left = types.apply(call.operand(0));
    RelDataType element = array.getComponentType();
    if (left != null
        && element != null
        && left.getSqlTypeName() == SqlTypeName.CHAR
        && element.getSqlTypeName() == SqlTypeName.VARCHAR) {
      call.setOperand(0, text(call.operand(0)));
    }
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

  /** The elements of {@code {a, "b c", NULL}}. */
  private List<@Nullable String> elements() {
    List<@Nullable String> elements = new ArrayList<>();
    expect('{');
    blanks();
    if (peek() == '}') {
      throw malformed("has no elements");
    }
    while (true) {
      elements.add(element());
      if (peek() != ',') {
        break;
      }
      at++;
    }
    expect('}');
    if (at < text.length()) {
      throw malformed("goes on behind its }");
    }
    return elements;
  }

  private @Nullable String element() {
    blanks();
    if (peek() == '{') {
      throw malformed("has arrays in it");
    }
    if (peek() == '"') {
      return quoted();
    }
    StringBuilder element = new StringBuilder();
    while (peek() != ',' && peek() != '}') {
      element.append(character());
    }
    String plain = element.toString().strip();
    if (plain.isEmpty()) {
      throw malformed("has an element that is missing");
    }
    return plain.equalsIgnoreCase("null") ? null : plain;
  }

  private String quoted() {
    StringBuilder element = new StringBuilder();
    at++;
    while (peek() != '"') {
      element.append(character());
    }
    at++;
    blanks();
    return element.toString();
  }

  private char character() {
    if (peek() == '\\') {
      at++;
    }
    char character = peek();
    at++;
    return character;
  }

  private char peek() {
    if (at >= text.length()) {
      throw malformed("has no end");
    }
    return text.charAt(at);
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private void expect(char character) {
    if (text.isEmpty() || peek() != character) {
      throw malformed("is no list in { }");
    }
    at++;
  }

  private DriverFailure malformed(String why) {
    return new DriverFailure(
        DriverError.BAD_CAST,
        "'%s' behind ANY or ALL %s; write ARRAY[…] or '{1,2}'".formatted(text, why));
  }
}
