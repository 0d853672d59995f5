package io.stripejdbc.query.validate;

import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.jspecify.annotations.Nullable;

/** Parts of syntax trees that several rewrites need. */
public final class SqlNodes {
  private SqlNodes() {}

  public static SqlNode cast(SqlParserPos pos, SqlNode value, SqlTypeName type) {
    return cast(pos, value, new SqlBasicTypeNameSpec(type, pos));
  }

  static SqlNode cast(SqlParserPos pos, SqlNode value, SqlBasicTypeNameSpec type) {
    return SqlStdOperatorTable.CAST.createCall(pos, value, new SqlDataTypeSpec(type, pos));
  }

  /** {@code CASE WHEN condition THEN value ELSE other END}; other may be null for NULL. */
  public static SqlNode when(
      SqlParserPos pos, SqlNode condition, SqlNode value, @Nullable SqlNode otherwise) {
    SqlNode other = otherwise == null ? SqlLiteral.createNull(pos) : otherwise;
    return new SqlCase(pos, null, SqlNodeList.of(condition), SqlNodeList.of(value), other);
  }

  /** A count of units as an interval: a literal where the count is one. */
  public static SqlNode interval(SqlParserPos pos, SqlNode count, TimeUnit unit) {
    TimeUnit base = unit;
    int factor = 1;
    if (unit == TimeUnit.WEEK) {
      base = TimeUnit.DAY;
      factor = 7;
    } else if (unit == TimeUnit.QUARTER) {
      base = TimeUnit.MONTH;
      factor = 3;
    }
    SqlNode one =
        SqlLiteral.createInterval(1, String.valueOf(factor), TimeUnits.qualifier(base, pos), pos);
    return ParameterCastRewriter.typed(SqlStdOperatorTable.MULTIPLY.createCall(pos, count, one));
  }

  /** A call to a function that the validator looks up by name in our table. */
  public static SqlNode call(SqlParserPos pos, String name, SqlNode... operands) {
    return operator(name).createCall(pos, operands);
  }

  /** A function that the validator looks up by name in our table. */
  public static SqlOperator operator(String name) {
    return new SqlUnresolvedFunction(
        new SqlIdentifier(name, SqlParserPos.ZERO),
        null,
        null,
        null,
        null,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
  }

  public static SqlNode text(String value, SqlParserPos pos) {
    return SqlLiteral.createCharString(value, pos);
  }

  /** The text of a character literal, null for anything else. */
  public static @Nullable String literalText(SqlNode node) {
    return node instanceof SqlLiteral literal
            && SqlTypeName.CHAR_TYPES.contains(literal.getTypeName())
        ? literal.toValue()
        : null;
  }

  /** The call with its first operands replaced by a standard operator's. */
  static SqlParserPos pos(SqlCall call) {
    return call.getParserPosition();
  }

  /** The type that a value is cast to, null for any other value. */
  static @Nullable RelDataType castType(SqlNode value, SqlValidator validator) {
    return value.getKind() == SqlKind.CAST
            && ((SqlCall) value).operand(1) instanceof SqlDataTypeSpec type
        ? type.deriveType(validator)
        : null;
  }

  /** A query of one item and nothing but FROM. */
  public static SqlNode select(SqlParserPos pos, SqlNode item, SqlNode from) {
    return new SqlSelect(
        pos,
        null,
        SqlNodeList.of(item),
        from,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
