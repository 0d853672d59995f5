package io.stripejdbc.query.rewrite;

import io.stripejdbc.query.validate.SqlBuild;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Functions of other dialects that are another way to write what the standard has. */
public final class FunctionRewrites {
  private static final Map<String, Rewrite> REWRITES = all();

  private FunctionRewrites() {}

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
    TimeRewrites.addTo(rewrites);
    AggregateRewrites.addTo(rewrites);
    JsonRewrites.addTo(rewrites);
    rename(rewrites, "nvl", SqlStdOperatorTable.COALESCE, 2);
    rename(rewrites, "ifnull", SqlStdOperatorTable.COALESCE, 2);
    rename(rewrites, "ceiling", SqlStdOperatorTable.CEIL, 1);
    rename(rewrites, "pow", SqlStdOperatorTable.POWER, 2);
    rename(rewrites, "trunc", SqlStdOperatorTable.TRUNCATE, 0);
    rename(rewrites, "length", SqlStdOperatorTable.CHAR_LENGTH, 1);
    rename(rewrites, "random", SqlStdOperatorTable.RAND, 0);
    rename(rewrites, "translate", SqlLibraryOperators.TRANSLATE3, 3);
    rename(rewrites, "levenshtein_distance", SqlLibraryOperators.LEVENSHTEIN, 2);
    rewrites.put("try", TryRewrites::attempt);
    rewrites.put("if", FunctionRewrites::ifThenElse);
    rewrites.put("iff", FunctionRewrites::ifThenElse);
    rewrites.put("log", FunctionRewrites::logarithm);
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

  private static @Nullable SqlNode ifThenElse(SqlCall call, List<SqlNode> args) {
    if (args.size() < 2 || args.size() > 3) {
      return null;
    }
    SqlNode otherwise = args.size() == 3 ? args.get(2) : null;
    return SqlBuild.when(call.getParserPosition(), args.get(0), args.get(1), otherwise);
  }

  /** Trino's {@code log(base, x)}. */
  private static @Nullable SqlNode logarithm(SqlCall call, List<SqlNode> args) {
    if (args.size() != 2) {
      return null;
    }
    SqlParserPos pos = call.getParserPosition();
    return SqlStdOperatorTable.DIVIDE.createCall(
        pos,
        SqlStdOperatorTable.LN.createCall(pos, args.get(1)),
        SqlStdOperatorTable.LN.createCall(pos, args.get(0)));
  }
}
