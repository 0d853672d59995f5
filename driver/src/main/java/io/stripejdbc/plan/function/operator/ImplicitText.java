package io.stripejdbc.plan.function.operator;

import java.util.EnumSet;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** Casts arguments to text where a function on text is given a number, a time or a truth. */
final class ImplicitText {
  private static final Set<SqlTypeName> CAST =
      EnumSet.of(
          SqlTypeName.BOOLEAN,
          SqlTypeName.TINYINT,
          SqlTypeName.SMALLINT,
          SqlTypeName.INTEGER,
          SqlTypeName.BIGINT,
          SqlTypeName.DECIMAL,
          SqlTypeName.DOUBLE,
          SqlTypeName.DATE,
          SqlTypeName.TIME,
          SqlTypeName.TIMESTAMP);

  private ImplicitText() {}

  static void cast(SqlCallBinding binding, int operand) {
    if (!CAST.contains(binding.getOperandType(operand).getSqlTypeName())) {
      return;
    }
    SqlNode value = binding.operand(operand);
    SqlParserPos pos = value.getParserPosition();
    SqlDataTypeSpec text =
        new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.VARCHAR, pos), pos);
    SqlNode cast = SqlStdOperatorTable.CAST.createCall(pos, value, text);
    binding.getCall().setOperand(operand, cast);
    binding.getValidator().deriveType(binding.getScope(), cast);
  }
}
