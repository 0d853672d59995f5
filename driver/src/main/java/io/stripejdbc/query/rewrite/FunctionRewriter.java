package io.stripejdbc.query.rewrite;

import io.stripejdbc.query.validate.SqlNodes;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/** Functions of other dialects that are another way to write what the standard has. */
public final class FunctionRewriter {
  private static final Map<String, Rewrite> REWRITES = all();

  private FunctionRewriter() {}

  /** Gives the standard form of a call, or null to leave the call as it is. */
  @FunctionalInterface
  public interface Rewrite {
    @Nullable SqlNode apply(SqlCall call, List<SqlNode> arguments);
  }

  public static @Nullable Rewrite find(String function) {
    return REWRITES.get(function.toLowerCase(Locale.ROOT));
  }

  /** Every function that is another's other name. */
  public static Set<String> names() {
    return REWRITES.keySet();
  }

  private static Map<String, Rewrite> all() {
    Map<String, Rewrite> rewrites = new HashMap<>();
    TimeRewriter.addTo(rewrites);
    AggregateRewriter.addTo(rewrites);
    JsonRewriter.addTo(rewrites);
    rename(rewrites, "nvl", SqlStdOperatorTable.COALESCE, 2);
    rename(rewrites, "ifnull", SqlStdOperatorTable.COALESCE, 2);
    rename(rewrites, "ceiling", SqlStdOperatorTable.CEIL, 1);
    rewrites.put("ceil", FunctionRewriter::rounded);
    rewrites.put("floor", FunctionRewriter::rounded);
    rewrites.put("trim", FunctionRewriter::trimmed);
    rename(rewrites, "random", SqlStdOperatorTable.RAND, 0);
    rename(rewrites, "translate", SqlLibraryOperators.TRANSLATE3, 3);
    rewrites.put("try", TryRewriter::attempt);
    rewrites.put("if", FunctionRewriter::ifThenElse);
    rewrites.put("iff", FunctionRewriter::ifThenElse);
    return rewrites;
  }

  /** Another name for an operator, for calls of so many arguments, 0 for any number. */
  static void rename(
      Map<String, Rewrite> rewrites, String name, SqlOperator operator, int arguments) {
    rewrites.put(
        name,
        (call, args) ->
            arguments == 0 || args.size() == arguments
                ? operator.createCall(call.getFunctionQuantifier(), call.getParserPosition(), args)
                : null);
  }

  /** {@code floor(x TO DAY)} as it is; {@code floor(x, 2)} is no form of any dialect we know. */
  private static @Nullable SqlNode rounded(SqlCall call, List<SqlNode> args) {
    if (args.size() == 2 && !(args.get(1) instanceof SqlIntervalQualifier)) {
      String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
      throw new DialectRewriter.Unsupported(
          call.getParserPosition(),
          "Function '%s' takes a number, or a time and a unit: %s(created TO DAY)"
              .formatted(name, name));
    }
    return null;
  }

  /** {@code trim(x, 'characters')}, as in PostgreSQL. */
  private static @Nullable SqlNode trimmed(SqlCall call, List<SqlNode> args) {
    return args.size() == 2
        ? SqlNodes.call(call.getParserPosition(), "btrim", args.get(0), args.get(1))
        : null;
  }

  private static @Nullable SqlNode ifThenElse(SqlCall call, List<SqlNode> args) {
    if (args.size() < 2 || args.size() > 3) {
      return null;
    }
    SqlNode otherwise = args.size() == 3 ? args.get(2) : null;
    return SqlNodes.when(call.getParserPosition(), args.get(0), args.get(1), otherwise);
  }
}
