package io.stripejdbc.plan.function.operator;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandMetadata;
import org.apache.calcite.sql.type.SqlOperandTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * What arguments a function of ours takes, by kind; a text literal stands for a time where a time
 * is asked.
 *
 * @param parameters kinds in order; trailing ones may be left out down to {@code required}
 * @param required how many must be given
 * @param more whether any number of further arguments of any type may follow
 */
public record Signature(List<Kind> parameters, int required, boolean more)
    implements SqlOperandMetadata, SqlOperandTypeInference {

  /** Kinds of argument. */
  public enum Kind {
    TEXT(SqlTypeName.VARCHAR, "text"),
    /** Text, or a number, a time or a truth whose text is meant. */
    AS_TEXT(SqlTypeName.VARCHAR, "text"),
    INTEGER(SqlTypeName.BIGINT, "integer"),
    NUMBER(SqlTypeName.DECIMAL, "number"),
    TIME(SqlTypeName.TIMESTAMP, "timestamp"),
    /** A number of seconds, a time, or text that is one. */
    MOMENT(SqlTypeName.DECIMAL, "seconds or timestamp"),
    BOOLEAN(SqlTypeName.BOOLEAN, "boolean"),
    INTERVAL(SqlTypeName.INTERVAL_DAY, "interval"),
    ARRAY(SqlTypeName.ANY, "array"),
    MAP(SqlTypeName.ANY, "map"),
    ANY(SqlTypeName.ANY, "any");

    private final SqlTypeName type;
    private final String label;

    Kind(SqlTypeName type, String label) {
      this.type = type;
      this.label = label;
    }

    boolean takes(SqlTypeName given) {
      if (given == SqlTypeName.NULL || given == SqlTypeName.ANY || given == SqlTypeName.UNKNOWN) {
        return true;
      }
      return switch (this) {
        case TEXT, AS_TEXT -> SqlTypeName.CHAR_TYPES.contains(given);
        case INTEGER -> SqlTypeName.INT_TYPES.contains(given);
        case NUMBER -> SqlTypeName.NUMERIC_TYPES.contains(given);
        case TIME -> given == SqlTypeName.DATE || given == SqlTypeName.TIMESTAMP;
        case MOMENT ->
            NUMBER.takes(given) || TIME.takes(given) || SqlTypeName.CHAR_TYPES.contains(given);
        case BOOLEAN -> given == SqlTypeName.BOOLEAN;
        case INTERVAL -> SqlTypeName.INTERVAL_TYPES.contains(given);
        case ARRAY -> given == SqlTypeName.ARRAY;
        case MAP -> given == SqlTypeName.MAP;
        case ANY -> true;
      };
    }
  }

  public static Signature of(Kind... parameters) {
    return new Signature(List.of(parameters), parameters.length, false);
  }

  /** The same with the last arguments optional. */
  public Signature requiring(int arguments) {
    return new Signature(parameters, arguments, more);
  }

  /** The same with any further arguments. */
  public Signature andMore() {
    return new Signature(parameters, required, true);
  }

  @Override
  public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
    for (int i = 0; i < Math.min(parameters.size(), binding.getOperandCount()); i++) {
      if (parameters.get(i) == Kind.AS_TEXT) {
        ImplicitText.cast(binding, i);
      }
      if (!parameters.get(i).takes(binding.getOperandType(i).getSqlTypeName())) {
        if (throwOnFailure) {
          throw binding.newValidationSignatureError();
        }
        return false;
      }
    }
    return true;
  }

  /** A parameter or a NULL in the place of an argument is of the kind that is asked there. */
  @Override
  public void inferOperandTypes(
      SqlCallBinding binding, RelDataType returned, RelDataType[] operands) {
    List<RelDataType> asked = paramTypes(binding.getTypeFactory());
    for (int i = 0; i < Math.min(parameters.size(), operands.length); i++) {
      if (parameters.get(i).type != SqlTypeName.ANY) {
        operands[i] = asked.get(i);
      }
    }
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return more
        ? SqlOperandCountRanges.from(required)
        : SqlOperandCountRanges.between(required, parameters.size());
  }

  @Override
  public String getAllowedSignatures(SqlOperator operator, String name) {
    StringBuilder text = new StringBuilder(name).append('(');
    for (int i = 0; i < parameters.size(); i++) {
      String label = parameters.get(i).label;
      text.append(i == 0 ? "" : ", ").append(i < required ? label : "[" + label + "]");
    }
    return text.append(more ? ", …)" : ")").toString();
  }

  @Override
  public List<RelDataType> paramTypes(RelDataTypeFactory factory) {
    List<RelDataType> types = new ArrayList<>();
    for (Kind kind : parameters) {
      types.add(
          kind == Kind.TIME
              ? factory.createSqlType(SqlTypeName.TIMESTAMP, 3)
              : factory.createSqlType(kind.type));
    }
    return types;
  }

  @Override
  public List<String> paramNames() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      names.add("p" + i);
    }
    return names;
  }

  @Override
  public boolean isFixedParameters() {
    return false;
  }
}
