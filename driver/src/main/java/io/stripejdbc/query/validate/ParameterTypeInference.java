package io.stripejdbc.query.validate;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.type.CompositeOperandTypeChecker;
import org.apache.calcite.sql.type.FamilyOperandTypeChecker;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code ?} is by its neighbours, where Calcite does not know or asks wrong; pure.
 *
 * <p>As in PostgreSQL: what the function asks for, else the type of the other operands, else text.
 */
public final class ParameterTypeInference {
  private static final Set<SqlKind> ARITHMETIC =
      Set.of(SqlKind.PLUS, SqlKind.MINUS, SqlKind.TIMES, SqlKind.DIVIDE, SqlKind.MOD);

  /** Functions that give one of their arguments: siblings say more than what is asked of all. */
  public static final Set<String> ONE_OF =
      Set.of("coalesce", "greatest", "least", "nullif", "ifnull", "nvl");

  private static final Set<SqlKind> SIGNS = Set.of(SqlKind.MINUS_PREFIX, SqlKind.PLUS_PREFIX);

  private final RelDataTypeFactory types;

  ParameterTypeInference(RelDataTypeFactory types) {
    this.types = types;
  }

  /**
   * The type of a parameter that is an operand.
   *
   * @param position its own
   * @param known types of all operands, null where there is none yet
   * @param expected what the operator says itself, null for nothing
   */
  RelDataType of(
      SqlCall call,
      int position,
      List<@Nullable RelDataType> known,
      @Nullable RelDataType expected) {
    SqlOperator operator = call.getOperator();
    RelDataType sibling = firstKnown(known);
    if (sibling != null && sibling.isStruct() && sibling.getFieldCount() > 1) {
      return sibling; // A row of parameters beside another row.
    }
    if (operator instanceof SqlQuantifyOperator && sibling != null) {
      return quantified(position, sibling);
    }
    if (operator.getName().equals("||")) {
      return sibling != null && isCollection(sibling) ? sibling : text();
    }
    if (ARITHMETIC.contains(call.getKind())) {
      return arithmetic(call.getKind(), sibling);
    }
    if (SIGNS.contains(call.getKind())) {
      return expected == null ? nullable(SqlTypeName.BIGINT) : plain(expected);
    }
    RelDataType family = family(operator, position);
    if (family != null) {
      return sibling != null && isNumber(family) && isNumber(sibling) ? plain(sibling) : family;
    }
    boolean own = expected != null && !ONE_OF.contains(operator.getName().toLowerCase(Locale.ROOT));
    RelDataType asked = own || sibling == null ? expected : sibling;
    return asked == null ? text() : plain(asked);
  }

  /** A type as that of a parameter: text of any length, and NULL may be given. */
  RelDataType plain(RelDataType type) {
    if (type.isStruct() && type.getFieldCount() == 1) {
      return plain(type.getFieldList().get(0).getType()); // Of a query: x IN (SELECT y …).
    }
    if (SqlTypeUtil.inCharFamily(type) || SqlTypeUtil.isCollection(type) || isMap(type)) {
      return text(); // A value of JDBC is no array or map; their text can be cast.
    }
    return type.getSqlTypeName() == SqlTypeName.NULL
        ? text()
        : types.createTypeWithNullability(type, true);
  }

  RelDataType text() {
    return types.createTypeWithNullability(types.createSqlType(SqlTypeName.VARCHAR), true);
  }

  /** Beside an array its elements, and the other way round. */
  private RelDataType quantified(int position, RelDataType sibling) {
    RelDataType element = sibling.getComponentType();
    if (position > 0) {
      return types.createArrayType(sibling, -1);
    }
    return plain(element == null ? sibling : element);
  }

  private static boolean isMap(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.MAP;
  }

  private RelDataType arithmetic(SqlKind kind, @Nullable RelDataType sibling) {
    if (sibling == null) {
      return nullable(SqlTypeName.BIGINT);
    }
    boolean times = kind == SqlKind.TIMES || kind == SqlKind.DIVIDE;
    if (SqlTypeUtil.isInterval(sibling)) {
      return nullable(times ? SqlTypeName.INTEGER : SqlTypeName.TIMESTAMP);
    }
    return SqlTypeUtil.inCharFamily(sibling) ? nullable(SqlTypeName.BIGINT) : plain(sibling);
  }

  private @Nullable RelDataType family(SqlOperator operator, int position) {
    SqlTypeFamily family = family(operator.getOperandTypeChecker(), position);
    if (family == null) {
      return null;
    }
    return switch (family) {
      case CHARACTER, STRING -> text();
      case NUMERIC, EXACT_NUMERIC, INTEGER -> nullable(SqlTypeName.BIGINT);
      case APPROXIMATE_NUMERIC -> nullable(SqlTypeName.DOUBLE);
      case BOOLEAN -> nullable(SqlTypeName.BOOLEAN);
      case DATE -> nullable(SqlTypeName.DATE);
      case TIMESTAMP, DATETIME -> nullable(SqlTypeName.TIMESTAMP);
      default -> null;
    };
  }

  /** The family that a checker asks for, the first where it takes several. */
  private static @Nullable SqlTypeFamily family(
      @Nullable SqlOperandTypeChecker checker, int position) {
    if (checker instanceof FamilyOperandTypeChecker families) {
      return families.getOperandCountRange().getMax() > position
          ? families.getOperandSqlTypeFamily(position)
          : null;
    }
    if (checker instanceof CompositeOperandTypeChecker composite) {
      return composite.getRules().stream()
          .map(rule -> family(rule, position))
          .filter(Objects::nonNull)
          .findFirst()
          .orElse(null);
    }
    return null;
  }

  private RelDataType nullable(SqlTypeName name) {
    return types.createTypeWithNullability(types.createSqlType(name), true);
  }

  private static @Nullable RelDataType firstKnown(List<@Nullable RelDataType> known) {
    for (RelDataType type : known) {
      if (type != null && type.getSqlTypeName() != SqlTypeName.NULL) {
        return type;
      }
    }
    return null;
  }

  private static boolean isNumber(RelDataType type) {
    return SqlTypeUtil.isNumeric(type);
  }

  private static boolean isCollection(@Nullable RelDataType type) {
    return type != null && SqlTypeUtil.isCollection(type);
  }

  /** Whether a part of a statement has something else than parameters and NULL in it. */
  static boolean hasOther(SqlNode node) {
    OtherThanParameters visitor = new OtherThanParameters();
    node.accept(visitor);
    return visitor.found();
  }
}
