package io.stripejdbc.plan.runtime;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.DataContext;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * A long list of {@code ?} that a value is looked for in.
 *
 * @param names names of the parameters in the {@link DataContext}
 */
public record ParameterSearch(List<String> names) {
  /** Whether values of two types are compared as they are, or as whole numbers. */
  public static boolean takes(RelDataType side, RelDataType parameter) {
    SqlTypeName type = side.getSqlTypeName();
    SqlTypeName other = parameter.getSqlTypeName();
    return switch (type) {
      case CHAR, VARCHAR -> SqlTypeName.CHAR_TYPES.contains(other);
      case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL -> SqlTypeName.EXACT_TYPES.contains(other);
      case DATE, TIMESTAMP -> type == other;
      default -> false;
    };
  }

  /** The values of one execution. */
  Values values(DataContext context) {
    Set<Object> values = new HashSet<>();
    boolean hasNull = false;
    for (String name : names) {
      Object value = context.get(name);
      hasNull |= value == null;
      if (value != null) {
        values.add(comparable(value));
      }
    }
    return new Values(values, hasNull);
  }

  /** Numbers are equal by value, whatever their class and scale. */
  private static Object comparable(Object value) {
    return value instanceof Number ? new BigDecimal(value.toString()).stripTrailingZeros() : value;
  }

  /**
   * The values of the parameters.
   *
   * @param hasNull whether one is NULL, so that nothing is certainly none of them
   */
  record Values(Set<Object> values, boolean hasNull) {
    @Nullable Boolean contains(@Nullable Object value) {
      if (value == null) {
        return null;
      }
      return values.contains(comparable(value)) ? Boolean.TRUE : hasNull ? null : Boolean.FALSE;
    }
  }
}
