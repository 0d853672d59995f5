package io.stripejdbc.plan.function;

import static io.stripejdbc.plan.function.operator.Signature.Kind.TEXT;

import io.stripejdbc.plan.function.json.SqlJsonFunctions;
import io.stripejdbc.plan.function.operator.DriverFunction;
import io.stripejdbc.plan.function.operator.FunctionReturnTypes;
import io.stripejdbc.plan.function.operator.Signature;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlJsonEmptyOrError;
import org.apache.calcite.sql.SqlJsonValueEmptyOrErrorBehavior;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Calcite's JSON_VALUE, JSON_QUERY and JSON_EXISTS by our own {@link SqlJsonFunctions}. */
public final class SqlJsonOperators {
  private static final SqlOperator VALUE =
      operator("json_value", Signature.of(TEXT, TEXT, TEXT, TEXT, TEXT, TEXT), "value");
  private static final SqlOperator QUERY =
      operator("json_query", Signature.of(TEXT, TEXT, TEXT, TEXT, TEXT), "query");
  private static final SqlOperator EXISTS =
      new DriverFunction(
          "json_exists",
          Signature.of(TEXT, TEXT, TEXT),
          FunctionReturnTypes.MAYBE_TRUTH,
          SqlJsonFunctions.class,
          "exists",
          NullPolicy.ARG0);

  private SqlJsonOperators() {}

  private static SqlOperator operator(String name, Signature arguments, String method) {
    return new DriverFunction(
        name,
        arguments,
        FunctionReturnTypes.MAYBE_TEXT,
        SqlJsonFunctions.class,
        method,
        NullPolicy.ARG0);
  }

  /** The call by our own function, or the call itself. */
  public static RexNode own(RexBuilder rex, RexCall call) {
    if (call.getKind() == SqlKind.CAST
        && call.getOperands().get(0) instanceof RexCall inner
        && inner.getOperator().equals(VALUE)
        && inner.getType().getSqlTypeName() == SqlTypeName.ANY) {
      return returning(rex, call.getType(), inner);
    }
    SqlOperator operator = call.getOperator();
    boolean value = operator.equals(SqlStdOperatorTable.JSON_VALUE);
    boolean query = operator.equals(SqlStdOperatorTable.JSON_QUERY);
    boolean exists = operator.equals(SqlStdOperatorTable.JSON_EXISTS);
    if ((!value && !query && !exists) || call.getOperands().size() < 2) {
      return call;
    }
    RexNode json = text(call.getOperands().get(0));
    RexNode path = text(call.getOperands().get(1));
    boolean texts = isText(json.getType()) && isText(path.getType());
    if (!texts || (query && !isText(call.getType()))) {
      return call;
    }
    List<RexNode> more = call.getOperands().subList(2, call.getOperands().size());
    if (value) {
      return value(rex, call.getType(), json, path, more);
    }
    List<RexNode> arguments = new ArrayList<>(List.of(json, path));
    for (RexNode flag : more) {
      arguments.add(rex.makeLiteral(name(flag)));
    }
    if (exists && more.isEmpty()) {
      arguments.add(rex.makeLiteral("FALSE"));
    }
    if (arguments.size() != (exists ? 3 : 5)) {
      return call;
    }
    return rex.makeCall(nullable(rex, call.getType()), exists ? EXISTS : QUERY, arguments);
  }

  private static RexNode value(
      RexBuilder rex, RelDataType type, RexNode json, RexNode path, List<RexNode> more) {
    String onEmpty = "NULL";
    String onError = "NULL";
    RexNode emptyDefault = null;
    RexNode errorDefault = null;
    for (int i = 1; i < more.size(); i++) {
      SqlJsonEmptyOrError when = symbol(more.get(i), SqlJsonEmptyOrError.class);
      if (when == null) {
        continue;
      }
      boolean hasDefault =
          i > 1
              && symbol(more.get(i - 2), SqlJsonValueEmptyOrErrorBehavior.class)
                  == SqlJsonValueEmptyOrErrorBehavior.DEFAULT;
      String behaviour = hasDefault ? "DEFAULT" : name(more.get(i - 1));
      RexNode fallback = hasDefault ? more.get(i - 1) : null;
      if (when == SqlJsonEmptyOrError.EMPTY) {
        onEmpty = behaviour;
        emptyDefault = fallback;
      } else {
        onError = behaviour;
        errorDefault = fallback;
      }
    }
    RelDataType text = varchar(rex);
    List<RexNode> arguments =
        List.of(
            json,
            path,
            rex.makeLiteral(onEmpty),
            asText(rex, text, emptyDefault),
            rex.makeLiteral(onError),
            asText(rex, text, errorDefault));
    if (type.getSqlTypeName() == SqlTypeName.ANY) {
      return rex.makeCall(type, VALUE, arguments);
    }
    RexCall found = (RexCall) rex.makeCall(text, VALUE, arguments);
    return isText(type)
        ? rex.makeAbstractCast(SqlParserPos.ZERO, nullable(rex, type), found, false)
        : returning(rex, type, found);
  }

  /** A cast of text that means what every other does. */
  private static RexNode cast(RexBuilder rex, RelDataType type, RexNode text, boolean safe) {
    RexNode cast = rex.makeAbstractCast(SqlParserPos.ZERO, type, text, safe);
    if (!(cast instanceof RexCall call)) {
      return cast;
    }
    RexNode checked = TextCasts.checked(rex, call);
    return checked.equals(call) ? TimeCasts.ofText(rex, call) : checked;
  }

  /** {@code RETURNING}: the text as that type; where it is none, what is asked for on errors. */
  private static RexNode returning(RexBuilder rex, RelDataType type, RexCall value) {
    RexNode found = rex.makeCall(varchar(rex), VALUE, value.getOperands());
    String onError = String.valueOf(RexLiteral.stringValue(value.getOperands().get(4)));
    RelDataType wanted = nullable(rex, type);
    RexNode cast = cast(rex, wanted, found, !onError.equals("ERROR"));
    if (!onError.equals("DEFAULT")) {
      return cast;
    }
    RexNode failed =
        rex.makeCall(
            SqlStdOperatorTable.AND,
            rex.makeCall(SqlStdOperatorTable.IS_NOT_NULL, found),
            rex.makeCall(SqlStdOperatorTable.IS_NULL, cast));
    RexNode instead =
        rex.makeAbstractCast(SqlParserPos.ZERO, wanted, value.getOperands().get(5), false);
    return rex.makeCall(wanted, SqlStdOperatorTable.CASE, List.of(failed, instead, cast));
  }

  private static RelDataType varchar(RexBuilder rex) {
    return nullable(rex, rex.getTypeFactory().createSqlType(SqlTypeName.VARCHAR));
  }

  private static RexNode asText(RexBuilder rex, RelDataType text, @Nullable RexNode value) {
    return value == null ? rex.makeNullLiteral(text) : rex.makeCast(text, value);
  }

  private static RexNode text(RexNode json) {
    boolean marked =
        json instanceof RexCall call
            && call.getOperator().equals(SqlStdOperatorTable.JSON_VALUE_EXPRESSION);
    return marked ? ((RexCall) json).getOperands().get(0) : json;
  }

  private static boolean isText(RelDataType type) {
    return SqlTypeName.CHAR_TYPES.contains(type.getSqlTypeName());
  }

  private static RelDataType nullable(RexBuilder rex, RelDataType type) {
    return rex.getTypeFactory().createTypeWithNullability(type, true);
  }

  private static String name(RexNode flag) {
    Object value = flag instanceof RexLiteral literal ? literal.getValue() : null;
    return value instanceof Enum<?> symbol ? symbol.name() : "NULL";
  }

  private static <E extends Enum<E>> @Nullable E symbol(RexNode flag, Class<E> type) {
    Object value = flag instanceof RexLiteral literal ? literal.getValue() : null;
    return type.isInstance(value) ? type.cast(value) : null;
  }
}
