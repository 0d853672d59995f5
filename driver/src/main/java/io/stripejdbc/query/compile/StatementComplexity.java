package io.stripejdbc.query.compile;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.plan.PlanDepth;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.adapter.enumerable.EnumerableCalc;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlNode;
import org.codehaus.commons.compiler.InternalCompilerException;

/**
 * Bounds of what one statement may nest and compute, and the sentences that say which was passed.
 *
 * <p>A method of Java ends at 64 KB of code, and the time to generate it grows with the square of
 * its expressions. What is longer is refused before.
 */
final class StatementComplexity {
  /** Expressions of one step; generated code of some 3,000 fills the method. */
  private static final int MOST_EXPRESSIONS = 6_000;

  /** Operations of one plan, which share the method that puts them together. */
  private static final int MOST_OPERATIONS = 3_000;

  /** Queries that a statement may have; each takes a millisecond to plan. */
  private static final int MOST_QUERIES = 3_000;

  /** Expressions of a statement as it is written: some seconds of planning. */
  private static final int MOST_NODES = 500_000;

  /** Expressions that functions add by repeating them, in CASEs whose simplifying grows faster. */
  private static final int MOST_REPEATED = 3_000;

  /** Operations one upon another, each of which takes longer to plan the more stand below. */
  private static final int DEEPEST = 450;

  /** Operators one in another, as a chain of {@code ||} has them; planning takes their square. */
  private static final int DEEPEST_EXPRESSION = 10_000;

  private static final int WORTH_NAMING = 100;

  private StatementComplexity() {}

  /**
   * Refuses a plan whose code would be too long.
   *
   * @throws DriverFailure TOO_COMPLEX, saying what there is too much of
   */
  static void check(RelNode plan) {
    int operations = count(plan);
    if (operations > MOST_OPERATIONS) {
      throw new DriverFailure(
          DriverError.TOO_COMPLEX,
          "The statement is too large to be run: its plan has %,d operations (at most %,d fit); run it in parts."
              .formatted(operations, MOST_OPERATIONS));
    }
  }

  /**
   * Refuses a statement that would be too large once its table expressions and functions are
   * written out.
   *
   * @throws DriverFailure TOO_COMPLEX, saying what there is too much of
   */
  static void check(SqlNode statement) {
    double nodes = ExpandedExpressions.count(statement);
    if (nodes > MOST_NODES) {
      throw new DriverFailure(
          DriverError.TOO_COMPLEX,
          "The statement is too large to be planned: it has %s expressions (at most %,d fit); run it in parts."
              .formatted(written(nodes), MOST_NODES));
    }
    int depth = ExpressionDepth.of(statement);
    if (depth > DEEPEST_EXPRESSION) {
      throw new DriverFailure(
          DriverError.TOO_COMPLEX,
          "The statement is nested too deeply to be planned: %,d operators and functions stand one in another (at most %,d can); write it with fewer, or run it in parts."
              .formatted(depth, DEEPEST_EXPRESSION));
    }
    double repeated = ExpandedExpressions.repeated(statement);
    if (repeated > MOST_REPEATED) {
      throw new DriverFailure(
          DriverError.TOO_COMPLEX,
          "The statement is nested too deeply to be planned: functions that are written out as a CASE (ABS, COALESCE, NULLIF, GREATEST, LEAST) repeat %s expressions (at most %,d fit); nest them less, or run it in parts."
              .formatted(written(repeated), MOST_REPEATED));
    }
    double queries = ExpandedQueries.count(statement);
    if (queries > MOST_QUERIES) {
      throw new DriverFailure(
          DriverError.TOO_COMPLEX,
          "The statement is too large to be planned: %s queries, with each table expression counted wherever it is read (at most %,d fit); read table expressions fewer times, or run it in parts."
              .formatted(written(queries), MOST_QUERIES));
    }
  }

  private static String written(double count) {
    return count > 1e9 ? "more than 1,000,000,000" : "%,d".formatted((long) count);
  }

  /**
   * How deep the operations of a converted statement stand one upon another.
   *
   * @throws DriverFailure TOO_COMPLEX where it is too deep to be planned
   */
  static int depth(RelNode rel) {
    int depth = PlanDepth.of(rel);
    if (depth > DEEPEST) {
      throw new DriverFailure(
          DriverError.TOO_COMPLEX,
          "The statement is nested too deeply to be planned: %,d operations (sub-queries, table expressions, conditions, joins) stand one upon another (at most %,d can); write it with fewer steps, or run it in parts."
              .formatted(depth, DEEPEST));
    }
    return depth;
  }

  private static int count(RelNode rel) {
    if (rel instanceof EnumerableCalc calc && calc.getProgram().getExprCount() > MOST_EXPRESSIONS) {
      throw new DriverFailure(
          DriverError.TOO_COMPLEX,
          "The statement is too large to be run: it computes %,d expressions%s for each row (at most %,d fit); use shorter ones, or IN with a list."
              .formatted(calc.getProgram().getExprCount(), most(calc), MOST_EXPRESSIONS));
    }
    int operations = 1;
    for (RelNode input : rel.getInputs()) {
      operations += count(input);
    }
    return operations;
  }

  /** The operator that most of the expressions are calls of. */
  private static String most(EnumerableCalc calc) {
    Map<String, Integer> counts = new TreeMap<>();
    for (RexNode expression : calc.getProgram().getExprList()) {
      if (expression instanceof RexCall call) {
        counts.merge(call.getOperator().getName(), 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(e -> ", %,d of them %s,".formatted(e.getValue(), e.getKey()))
        .orElse("");
  }

  /** Whether generated code did not compile because it is too long. */
  static boolean isTooLong(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof InternalCompilerException
          && String.valueOf(t.getMessage()).matches(".*(grows|grown).*")) {
        return true; // "Code grows beyond 64 KB", "Constant pool has grown past JVM limit"
      }
    }
    return false;
  }

  /** The failure of a statement whose generated code does not fit into a method. */
  static DriverFailure tooLong(String sql) {
    return new DriverFailure(
        DriverError.TOO_COMPLEX,
        "The statement is too large to be run: the code for it is longer than a method of Java may be%s; run it in parts, or use IN with a list."
            .formatted(longest(sql)));
  }

  /** The failure of a statement that is nested deeper than the stack of planning reaches. */
  static DriverFailure tooDeep(String sql) {
    return new DriverFailure(
        DriverError.TOO_COMPLEX,
        "The statement is nested too deeply to be planned%s; write it with less nesting, or run it in parts."
            .formatted(longest(sql)));
  }

  /** What the text has most of. */
  private static String longest(String sql) {
    TextCounts counts = TextCounts.of(sql);
    if (counts.depth() >= WORTH_NAMING) {
      return " (parentheses stand %,d deep)".formatted(counts.depth());
    }
    return counts.words().entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .filter(e -> e.getValue() >= WORTH_NAMING)
        .map(e -> " (it has %,d times %s)".formatted(e.getValue(), e.getKey()))
        .orElse("");
  }

  /**
   * How often the words and signs that nest stand in a text, outside of quotes and comments.
   *
   * @param depth the deepest parentheses
   */
  record TextCounts(int depth, Map<String, Integer> words) {
    private static final Set<String> NESTING =
        Set.of(
            "OR",
            "AND",
            "NOT",
            "CASE",
            "WHEN",
            "UNION",
            "INTERSECT",
            "EXCEPT",
            "SELECT",
            "JOIN",
            "+",
            "-",
            "*",
            "/",
            "||");

    private static final Pattern TOKEN =
        Pattern.compile("'[^']*+'|\"[^\"]*+\"|--[^\\n]*+|/\\*[^*]*+\\*/|\\w++|\\|\\||[-+*/()]");

    static TextCounts of(String sql) {
      Map<String, Integer> words = new TreeMap<>();
      int depth = 0;
      int deepest = 0;
      Matcher tokens = TOKEN.matcher(sql);
      while (tokens.find()) {
        String token = tokens.group().toUpperCase(Locale.ROOT);
        depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
        deepest = Math.max(deepest, depth);
        if (NESTING.contains(token)) {
          words.merge(token, 1, Integer::sum);
        }
      }
      return new TextCounts(deepest, words);
    }
  }
}
