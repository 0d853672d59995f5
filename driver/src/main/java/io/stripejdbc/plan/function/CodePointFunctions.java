package io.stripejdbc.plan.function;

import static io.stripejdbc.plan.function.operator.Signature.Kind.AS_TEXT;
import static io.stripejdbc.plan.function.operator.Signature.Kind.INTEGER;

import io.stripejdbc.plan.function.operator.DriverFunction;
import io.stripejdbc.plan.function.operator.FunctionReturnTypes;
import io.stripejdbc.plan.function.operator.Signature;
import io.stripejdbc.plan.function.scalar.CodePoints;
import java.util.List;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlReturnTypeInference;

/** The functions on text that count characters; they take the places of Calcite's. */
final class CodePointFunctions {
  private static final Signature ONE = Signature.of(AS_TEXT);
  private static final Signature COUNTED = Signature.of(AS_TEXT, INTEGER);
  private static final Signature FROM_FOR = Signature.of(AS_TEXT, INTEGER, INTEGER).requiring(2);

  private CodePointFunctions() {}

  static List<SqlOperator> all() {
    return List.of(
        function("char_length", ONE, FunctionReturnTypes.COUNT, "length"),
        function("length", ONE, FunctionReturnTypes.COUNT, "length"),
        function("character_length", ONE, FunctionReturnTypes.COUNT, "length"),
        function("chr", Signature.of(INTEGER), FunctionReturnTypes.TEXT, "chr"),
        function("left", COUNTED, FunctionReturnTypes.PART, "left"),
        function("right", COUNTED, FunctionReturnTypes.PART, "right"),
        function("substring", FROM_FOR, FunctionReturnTypes.PART, "substring"),
        function("substr", FROM_FOR, FunctionReturnTypes.PART, "substr"),
        function(
            "position",
            Signature.of(AS_TEXT, AS_TEXT, INTEGER).requiring(2),
            FunctionReturnTypes.COUNT,
            "position"),
        function("strpos", Signature.of(AS_TEXT, AS_TEXT), FunctionReturnTypes.COUNT, "strpos"),
        function("reverse", ONE, FunctionReturnTypes.PART, "reverse"),
        function("upper", ONE, FunctionReturnTypes.PART, "upper"),
        function("lower", ONE, FunctionReturnTypes.PART, "lower"),
        function("ltrim", Signature.of(AS_TEXT, AS_TEXT), FunctionReturnTypes.PART, "trimStart"),
        function("rtrim", Signature.of(AS_TEXT, AS_TEXT), FunctionReturnTypes.PART, "trimEnd"),
        function(
            "btrim",
            Signature.of(AS_TEXT, AS_TEXT).requiring(1),
            FunctionReturnTypes.PART,
            "trimBoth"),
        function("initcap", ONE, FunctionReturnTypes.PART, "initcap"),
        function(
            "overlay",
            Signature.of(AS_TEXT, AS_TEXT, INTEGER, INTEGER).requiring(3),
            FunctionReturnTypes.TEXT,
            "overlay"),
        function(
            "translate3",
            Signature.of(AS_TEXT, AS_TEXT, AS_TEXT),
            FunctionReturnTypes.TEXT,
            "translate"));
  }

  private static SqlOperator function(
      String name, Signature arguments, SqlReturnTypeInference returns, String method) {
    return new DriverFunction(
        name, arguments, returns, CodePoints.class, method, NullPolicy.STRICT);
  }
}
