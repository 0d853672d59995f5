package io.stripejdbc.plan.function;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.plan.function.operator.DriverFunction;
import io.stripejdbc.plan.function.operator.Signature;
import io.stripejdbc.plan.function.scalar.ArrayLiteral;
import io.stripejdbc.plan.function.scalar.JsonReader;
import java.math.BigDecimal;
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

/**
 * Casts of text to maps and arrays: JSON, {@code CAST(metadata AS MAP<VARCHAR, VARCHAR>)}, and
 * PostgreSQL's arrays, <code>'{1,2}'::int[]</code>.
 */
public final class JsonCasts {
  private static final SqlOperator MAP = operator("map");
  private static final SqlOperator LIST = operator("list");

  private JsonCasts() {}

  private static SqlOperator operator(String method) {
    return new DriverFunction(
        "json_to_" + method,
        Signature.of(
            Signature.Kind.TEXT,
            Signature.Kind.TEXT,
            Signature.Kind.INTEGER,
            Signature.Kind.INTEGER),
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
            || value.getSqlTypeName() == SqlTypeName.DATE
            || value.getSqlTypeName() == SqlTypeName.TIMESTAMP
            || value.getSqlTypeName() == SqlTypeName.BOOLEAN;
    if (!scalar || (map && !SqlTypeUtil.inCharFamily(key))) {
      throw new DriverFailure(
          DriverError.UNSUPPORTED,
          "CAST of JSON to '%s' is not supported; its keys can be VARCHAR, its values VARCHAR,"
                  .formatted(type.getFullTypeString())
              + " BOOLEAN, numbers, dates and timestamps");
    }
    return rex.makeCall(
        type,
        map ? MAP : LIST,
        List.of(
            call.getOperands().get(0),
            rex.makeLiteral(value.getSqlTypeName().name()),
            rex.makeExactLiteral(BigDecimal.valueOf(precision(value))),
            rex.makeExactLiteral(BigDecimal.valueOf(Math.max(0, value.getScale())))));
  }

  private static long precision(RelDataType type) {
    return type.getPrecision() < 0 ? Integer.MAX_VALUE : type.getPrecision();
  }

  /** The members of a JSON object, each as a type. */
  public static Map<String, @Nullable Object> map(
      String json, String type, long precision, long scale) {
    if (!(JsonReader.read(json) instanceof Map<?, ?> members)) {
      throw new DriverFailure(DriverError.BAD_CAST, "The text is no JSON object");
    }
    ElementCast cast = new ElementCast(type, precision, scale);
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    members.forEach((key, value) -> map.put(String.valueOf(key), cast.of(value)));
    return map;
  }

  /** The elements of a JSON list or of an array's text, each as a type. */
  public static List<@Nullable Object> list(String text, String type, long precision, long scale) {
    ElementCast cast = new ElementCast(type, precision, scale);
    List<@Nullable Object> list = new ArrayList<>();
    elements(text).forEach(element -> list.add(cast.of(element)));
    return list;
  }

  private static List<?> elements(String text) {
    if (ArrayLiteral.is(text)) {
      return ArrayLiteral.elements(text);
    }
    if (JsonReader.read(text) instanceof List<?> elements) {
      return elements;
    }
    throw new DriverFailure(DriverError.BAD_CAST, "The text is no JSON list");
  }
}
