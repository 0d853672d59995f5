package io.stripejdbc.plan.function;

import io.stripejdbc.plan.function.operator.DriverFunction;
import io.stripejdbc.plan.function.operator.Signature;
import io.stripejdbc.plan.function.scalar.RegexFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Puts functions of ours in the place of Calcite's that can take any time or memory with one value:
 * LIKE, SIMILAR TO and POSIX patterns are regular expressions of Java's there, which try all ways
 * to match. Before constants are folded, for that would be long as well.
 */
public final class BoundedFunctions extends RelHomogeneousShuttle {
  private static final Signature TEXTS =
      Signature.of(Signature.Kind.TEXT, Signature.Kind.TEXT, Signature.Kind.TEXT).requiring(2);

  private static final SqlOperator LIKE = truth("LIKE", SqlKind.LIKE, LikeFunctions.class, "like");
  private static final SqlOperator ILIKE =
      truth("ILIKE", SqlKind.LIKE, LikeFunctions.class, "ilike");
  private static final SqlOperator SIMILAR =
      truth("SIMILAR TO", SqlKind.OTHER_FUNCTION, RegexFunctions.class, "similar");
  private static final SqlOperator POSIX =
      truth("~", SqlKind.OTHER_FUNCTION, RegexFunctions.class, "regexpLike");
  private static final SqlOperator POSIX_IGNORING_CASE =
      truth("~*", SqlKind.OTHER_FUNCTION, RegexFunctions.class, "regexpLikeIgnoringCase");
  private static final SqlOperator CONCAT = strict("||", ReturnTypes.ARG0, "concat");
  private static final SqlOperator HEAD =
      new DriverFunction(
          "head",
          Signature.of(Signature.Kind.TEXT).andMore(),
          ReturnTypes.ARG0,
          BoundedTexts.class,
          "head",
          NullPolicy.NONE);
  private static final SqlOperator JOINED = strict("joined", ReturnTypes.ARG0, "joined");

  private static final Map<SqlOperator, SqlOperator> OURS =
      Map.of(
          SqlStdOperatorTable.POSIX_REGEX_CASE_SENSITIVE, POSIX,
          SqlStdOperatorTable.POSIX_REGEX_CASE_INSENSITIVE, POSIX_IGNORING_CASE,
          SqlStdOperatorTable.REPLACE, strict("replace", ReturnTypes.VARCHAR, "replace"),
          SqlStdOperatorTable.POSITION, strict("position", ReturnTypes.INTEGER, "position"),
          SqlLibraryOperators.STRPOS, strict("strpos", ReturnTypes.INTEGER, "strpos"),
          SqlLibraryOperators.LEVENSHTEIN,
              strict("levenshtein", ReturnTypes.INTEGER, "levenshtein"));

  private BoundedFunctions() {}

  /** The same plan, whose functions end. */
  public static RelNode apply(RelNode plan) {
    return plan.accept(new BoundedFunctions());
  }

  private static SqlOperator truth(String name, SqlKind kind, Class<?> owner, String method) {
    return new DriverFunction(
        name, kind, TEXTS, ReturnTypes.BOOLEAN_NULLABLE, owner, method, NullPolicy.STRICT);
  }

  private static SqlOperator strict(String name, SqlReturnTypeInference returns, String method) {
    return new DriverFunction(
        name,
        Signature.of(Signature.Kind.ANY).andMore(),
        returns,
        BoundedTexts.class,
        method,
        NullPolicy.STRICT);
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visitChildren(other);
    return node.accept(new Expressions(node.getCluster().getRexBuilder()));
  }

  private static final class Expressions extends RexShuttle {
    private final RexBuilder rex;

    Expressions(RexBuilder rex) {
      this.rex = rex;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery subQuery) {
      RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
      RelNode rel = BoundedFunctions.apply(visited.rel);
      return rel == visited.rel ? visited : visited.clone(rel);
    }

    @Override
    public RexNode visitCall(RexCall original) {
      RexCall call = (RexCall) super.visitCall(original);
      SqlOperator operator = call.getOperator();
      if (operator instanceof SqlLikeOperator like) {
        RexNode ours = same(call, pattern(like));
        return like.isNegated() ? rex.makeCall(SqlStdOperatorTable.NOT, ours) : ours;
      }
      if (operator.equals(SqlStdOperatorTable.NEGATED_POSIX_REGEX_CASE_SENSITIVE)) {
        return rex.makeCall(SqlStdOperatorTable.NOT, same(call, POSIX));
      }
      if (operator.equals(SqlStdOperatorTable.NEGATED_POSIX_REGEX_CASE_INSENSITIVE)) {
        return rex.makeCall(SqlStdOperatorTable.NOT, same(call, POSIX_IGNORING_CASE));
      }
      if (operator.equals(SqlStdOperatorTable.CONCAT)) {
        return isText(call) ? same(call, CONCAT) : call;
      }
      if (operator.equals(SqlLibraryOperators.CONCAT_FUNCTION)
          || operator.equals(SqlLibraryOperators.CONCAT_WS_POSTGRESQL)) {
        return withFirst(call, HEAD, call.getOperands());
      }
      if (operator.equals(SqlLibraryOperators.ARRAY_TO_STRING)) {
        return withFirst(call, JOINED, call.getOperands().subList(0, 2));
      }
      SqlOperator ours = OURS.get(operator);
      boolean plain = !operator.equals(SqlStdOperatorTable.POSITION) || call.operandCount() == 2;
      return ours == null || !plain ? call : same(call, ours);
    }

    private static SqlOperator pattern(SqlLikeOperator like) {
      if (like.getKind() == SqlKind.SIMILAR) {
        return SIMILAR;
      }
      return like.isCaseSensitive() ? LIKE : ILIKE;
    }

    private RexNode same(RexCall call, SqlOperator ours) {
      return rex.makeCall(call.getType(), ours, call.getOperands());
    }

    private static boolean isText(RexCall call) {
      return SqlTypeName.CHAR_TYPES.contains(call.getType().getSqlTypeName());
    }

    /** The same call, whose first operand is only there when the result is not too long. */
    private RexNode withFirst(RexCall call, SqlOperator guard, List<RexNode> seen) {
      List<RexNode> operands = new ArrayList<>(call.getOperands());
      operands.set(0, rex.makeCall(operands.get(0).getType(), guard, seen));
      return rex.makeCall(call.getType(), call.getOperator(), operands);
    }
  }
}
