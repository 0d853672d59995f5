package io.stripejdbc.plan.function;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.plan.function.scalar.CodePoints;
import io.stripejdbc.plan.function.scalar.DoubleFunctions;
import io.stripejdbc.plan.function.scalar.JsonWriter;
import io.stripejdbc.plan.function.scalar.NumericFunctions;
import io.stripejdbc.plan.function.scalar.TruthFunctions;
import io.stripejdbc.plan.function.time.TimeTexts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * The cast of one element of an array, of JSON or of text, as CAST does it with a value alone.
 *
 * @param type name of the SQL type
 * @param precision most characters or digits
 * @param scale digits behind the point
 */
public record ElementCast(String type, long precision, long scale) {
  private static final Set<String> WHOLE = Set.of("TINYINT", "SMALLINT", "INTEGER", "BIGINT");

  /** Whether elements of a type are taken that are no text. */
  public static boolean takes(RelDataType type) {
    return SqlTypeUtil.inCharFamily(type)
        || SqlTypeUtil.isNumeric(type)
        || type.getSqlTypeName() == SqlTypeName.BOOLEAN;
  }

  /** The elements of an array, each as a type. */
  public static List<@Nullable Object> array(
      List<?> elements, String type, long precision, long scale) {
    ElementCast cast = new ElementCast(type, precision, scale);
    List<@Nullable Object> list = new ArrayList<>(elements.size());
    elements.forEach(element -> list.add(cast.of(element)));
    return list;
  }

  /**
   * The value as the type.
   *
   * @throws DriverFailure BAD_CAST, NUMERIC_RANGE, BAD_DATETIME
   */
  @Nullable Object of(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    try {
      return switch (type) {
        case "CHAR", "VARCHAR" -> CodePoints.left(text(value), precision);
        case "BOOLEAN" -> truth(value);
        case "DATE" -> TimeTexts.date(value.toString());
        case "TIMESTAMP" -> TimeTexts.timestamp(value.toString());
        case "DOUBLE", "FLOAT" -> binary(value);
        case "REAL" -> (float) DoubleFunctions.single(binary(value));
        default -> WHOLE.contains(type) ? whole(value) : decimal(number(value));
      };
    } catch (NumberFormatException e) {
      throw new DriverFailure(
          DriverError.BAD_CAST, "An element of the array is no %s: %s".formatted(type, value));
    } catch (ArithmeticException e) {
      throw new DriverFailure(
          DriverError.NUMERIC_RANGE,
          "An element of the array fits no %s: %s".formatted(type, value));
    }
  }

  private static String text(Object value) {
    return value instanceof String text
        ? text
        : value instanceof Number number && !(value instanceof BigDecimal)
            ? number.toString()
            : JsonWriter.write(value);
  }

  private static boolean truth(Object value) {
    return value instanceof Number number
        ? number.doubleValue() != 0
        : TruthFunctions.truth(value.toString());
  }

  private static double binary(Object value) {
    if (value instanceof Double || value instanceof Float) {
      return ((Number) value).doubleValue();
    }
    double number = number(value).doubleValue();
    if (Double.isInfinite(number)) {
      throw new ArithmeticException();
    }
    return number;
  }

  /** A text with a fraction is no whole number, while a number with one is rounded. */
  private Object whole(Object value) {
    BigDecimal number =
        value instanceof String text
            ? BigDecimal.valueOf(Long.parseLong(text.strip()))
            : number(value).setScale(0, RoundingMode.HALF_UP);
    return switch (type) {
      case "TINYINT" -> number.byteValueExact();
      case "SMALLINT" -> number.shortValueExact();
      case "INTEGER" -> number.intValueExact();
      default -> number.longValueExact();
    };
  }

  private BigDecimal decimal(BigDecimal number) {
    BigDecimal result = number.setScale((int) scale, RoundingMode.HALF_UP);
    if (result.precision() > precision) {
      throw new ArithmeticException();
    }
    return result;
  }

  private static BigDecimal number(Object value) {
    if (value instanceof Boolean truth) {
      return truth ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    return value instanceof BigDecimal read
        ? NumericFunctions.bounded(read)
        : NumericFunctions.ofText(value.toString());
  }
}
