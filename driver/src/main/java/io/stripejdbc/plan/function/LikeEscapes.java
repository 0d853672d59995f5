package io.stripejdbc.plan.function;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.plan.function.operator.DriverFunction;
import io.stripejdbc.plan.function.operator.FunctionReturnTypes;
import io.stripejdbc.plan.function.operator.Signature;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * The character of {@code LIKE … ESCAPE}: one, or none at all for {@code ''} as in PostgreSQL,
 * which Hibernate writes.
 */
public final class LikeEscapes {
  /** A code that Unicode gives to no character: a pattern that escapes with it escapes nothing. */
  private static final String NONE = "\uFFFF";

  private static final SqlOperator CHECK =
      new DriverFunction(
          "escape_character",
          Signature.of(Signature.Kind.TEXT),
          FunctionReturnTypes.TEXT,
          LikeEscapes.class,
          "checked",
          NullPolicy.STRICT);

  private LikeEscapes() {}

  /** The call with an escape that is one character; calls without one as they are. */
  public static RexNode checked(RexBuilder rex, RexCall call) {
    boolean escapes = call.getKind() == SqlKind.LIKE || call.getKind() == SqlKind.SIMILAR;
    if (!escapes || call.getOperands().size() != 3 || isChecked(call.getOperands().get(2))) {
      return call;
    }
    RexNode escape = call.getOperands().get(2);
    String text = escape instanceof RexLiteral known ? known.getValueAs(String.class) : null;
    if (text != null && text.length() == 1) {
      return call;
    }
    List<RexNode> operands = new ArrayList<>(call.getOperands());
    if (text != null && text.isEmpty()) {
      operands.remove(2);
    } else {
      RexNode value =
          escape.getType().getSqlTypeName() == SqlTypeName.VARCHAR
              ? escape
              : rex.makeCast(
                  rex.getTypeFactory()
                      .createTypeWithNullability(
                          rex.getTypeFactory().createSqlType(SqlTypeName.VARCHAR), true),
                  escape);
      operands.set(2, rex.makeCall(CHECK, value));
    }
    return rex.makeCall(call.getType(), call.getOperator(), operands);
  }

  private static boolean isChecked(RexNode escape) {
    return escape instanceof RexCall call && call.getOperator().equals(CHECK);
  }

  /** The escape character, or one that stands for none. */
  public static String checked(String escape) {
    if (escape.length() > 1) {
      throw new DriverFailure(
          DriverError.BAD_ESCAPE_CHARACTER,
          "ESCAPE takes one character, or '' for none, was '%s'".formatted(escape));
    }
    return escape.isEmpty() ? NONE : escape;
  }
}
