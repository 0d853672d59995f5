package io.stripejdbc.plan.function;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.plan.function.operator.DriverFunction;
import io.stripejdbc.plan.function.operator.Signature;
import io.stripejdbc.plan.function.scalar.JsonReader;
import io.stripejdbc.plan.function.scalar.JsonWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** Casts of JSON text to maps and arrays: {@code CAST(metadata AS MAP<VARCHAR, VARCHAR>)}. */
public final class JsonCasts {
  private static final SqlOperator MAP = operator("map");
  private static final SqlOperator LIST = operator("list");

  private JsonCasts() {}

  private static SqlOperator operator(String method) {
    return new DriverFunction(
        "json_to_" + method,
        Signature.of(Signature.Kind.TEXT, Signature.Kind.TEXT, Signature.Kind.INTEGER),
        ReturnTypes.ARG0,
        JsonCasts.class,
        method,
        NullPolicy.STRICT);
  }

  /** The cast by reading JSON where it is one to a map or an array, else the call itself. */
  public static RexNode ofText(RexBuilder rex, RexCall call) {
    boolean cast = call.getKind() == SqlKind.CAST && call.getOperands().size() == 1;
    RelDataType type = call.getType();
    if (!cast || !SqlTypeUtil.inCharFamily(call.getOperands().get(0).getType())) {
      return call;
    }
    RelDataType key = type.getKeyType();
    boolean map = type.getSqlTypeName() == SqlTypeName.MAP && key != null;
    RelDataType value = map ? type.getValueType() : type.getComponentType();
    if ((type.getSqlTypeName() != SqlTypeName.ARRAY && !map) || value == null) {
      return call;
    }
    boolean scalar =
        SqlTypeUtil.inCharFamily(value)
            || SqlTypeUtil.isNumeric(value)
            || value.getSqlTypeName() == SqlTypeName.BOOLEAN;
    if (!scalar || (map && !SqlTypeUtil.inCharFamily(key))) {
      throw new DriverFailure(
          DriverError.UNSUPPORTED,
          "CAST of JSON to '%s' is not supported; its keys can be VARCHAR, its values VARCHAR,"
                  .formatted(type.getFullTypeString())
              + " BOOLEAN and numbers");
    }
    return rex.makeCall(
        type,
        map ? MAP : LIST,
        List.of(
            call.getOperands().get(0),
            rex.makeLiteral(value.getSqlTypeName().name()),
            rex.makeExactLiteral(BigDecimal.valueOf(Math.max(0, value.getScale())))));
  }

  /** The members of a JSON object, each as a type. */
  public static Map<String, @Nullable Object> map(String json, String type, long scale) {
    if (!(read(json) instanceof Map<?, ?> members)) {
      throw new DriverFailure(DriverError.BAD_CAST, "The text is no JSON object");
    }
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    members.forEach((key, value) -> map.put(String.valueOf(key), value(value, type, scale)));
    return map;
  }

  /** The elements of a JSON list, each as a type. */
  public static List<@Nullable Object> list(String json, String type, long scale) {
    if (!(read(json) instanceof List<?> elements)) {
      throw new DriverFailure(DriverError.BAD_CAST, "The text is no JSON list");
    }
    List<@Nullable Object> list = new ArrayList<>();
    elements.forEach(element -> list.add(value(element, type, scale)));
    return list;
  }

  private static @Nullable Object read(String json) {
    return JsonReader.read(json);
  }

  private static @Nullable Object value(@Nullable Object value, String type, long scale) {
    if (value == null) {
      return null;
    }
    try {
      return switch (type) {
        case "CHAR", "VARCHAR" -> value instanceof String ? value : JsonWriter.write(value);
        case "BOOLEAN" -> truth(value);
        case "DOUBLE", "FLOAT" -> number(value).doubleValue();
        case "REAL" -> number(value).floatValue();
        case "DECIMAL" -> number(value).setScale((int) scale, RoundingMode.HALF_UP);
        case "BIGINT" -> number(value).setScale(0, RoundingMode.HALF_UP).longValueExact();
        case "SMALLINT" -> number(value).setScale(0, RoundingMode.HALF_UP).shortValueExact();
        case "TINYINT" -> number(value).setScale(0, RoundingMode.HALF_UP).byteValueExact();
        default -> number(value).setScale(0, RoundingMode.HALF_UP).intValueExact();
      };
    } catch (NumberFormatException e) {
      throw new DriverFailure(
          DriverError.BAD_CAST, "A value of the JSON is no %s: %s".formatted(type, value), 0, e);
    } catch (ArithmeticException e) {
      throw new DriverFailure(
          DriverError.NUMERIC_RANGE,
          "A value of the JSON fits no %s: %s".formatted(type, value),
          0,
          e);
    }
  }

  private static BigDecimal number(Object value) {
    return value instanceof BigDecimal number ? number : new BigDecimal(value.toString().strip());
  }

  private static Boolean truth(Object value) {
    String text = value.toString().strip();
    if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
      throw new DriverFailure(DriverError.BAD_CAST, "A value of the JSON is no BOOLEAN: " + text);
    }
    return Boolean.valueOf(text);
  }
}
