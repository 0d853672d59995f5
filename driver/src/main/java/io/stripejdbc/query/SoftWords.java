package io.stripejdbc.query;

import io.stripejdbc.query.Lexeme.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts quotes around reserved words where they can only be names: {@code t.date}, {@code AS order},
 * {@code SELECT date, interval FROM}, {@code GROUP BY date}.
 *
 * <p>A word is a name after a point, after the AS of an alias, and where an operand stands alone:
 * an operand may begin before it and has ended after it ({@code , date FROM}). {@code DATE
 * '2026-01-01'}, {@code ORDER BY}, {@code CAST(x AS date)} and {@code CURRENT ROW} are none of
 * these. Function names that the grammar treats in its own way are quoted too, so that {@code
 * date_diff('day', a, b)} reaches us as an ordinary call.
 */
final class SoftWords {
  /** What the parser does not take for a name (see {@code SoftWordsTest}). */
  static final Set<String> RESERVED =
      Set.of(
          ("any asof by call create cross current cursor date dateadd datediff datepart datetime"
                  + " date_part default define delete describe drop except explain fetch friday"
                  + " from full grant group grouping having in inner insert intersect interval into"
                  + " join json_scope lateral left limit match_condition match_recognize measure"
                  + " merge minus monday natural new next offset on order ordinal outer over"
                  + " partition pattern qualify range right rollup row rows safe_offset"
                  + " safe_ordinal saturday set skip snapshot some stream sunday table tablesample"
                  + " then thursday time timestamp tuesday union unsigned update using uuid"
                  + " variant volatile wednesday when where window end value")
              .split(" "));

  /** Those of them that are names also where an operand stands alone. */
  private static final Set<String> OPERANDS =
      Set.of(
          ("current cursor date datetime default describe end friday full group interval left limit"
                  + " measure monday new next offset order partition pattern range right row rows"
                  + " saturday set skip snapshot sunday table thursday time timestamp tuesday"
                  + " unsigned uuid value variant volatile wednesday window")
              .split(" "));

  /** Words that are names too where an alias stands without AS: {@code created::date date}. */
  private static final Set<String> ALIASES =
      Set.of("date", "datetime", "time", "timestamp", "interval");

  /** Functions with a grammar of their own in Calcite, which we want as ordinary calls. */
  private static final Set<String> FUNCTIONS =
      Set.of(
          "date_trunc",
          "date_diff",
          "date_add",
          "date_sub",
          "dateadd",
          "datediff",
          "date_part",
          "datepart",
          "datetime_trunc",
          "timestamp_trunc",
          "timestamp_diff",
          "date",
          "datetime",
          "timestamp",
          "uuid",
          "contains",
          "any_match");

  /** Words an operand may follow. */
  private static final Set<String> BEFORE =
      Set.of(
          "select",
          "distinct",
          "all",
          "where",
          "and",
          "or",
          "not",
          "on",
          "by",
          "having",
          "when",
          "then",
          "else",
          "between",
          "qualify",
          "like",
          "ilike",
          "from",
          "with");

  private static final Set<String> SYMBOLS_BEFORE =
      Set.of(",", "(", "=", "<", ">", "<=", ">=", "<>", "!=", "+", "-", "/", "%", "||", "[");

  /** Words that show that an operand has ended. */
  private static final Set<String> AFTER =
      Set.of(
          "from",
          "as",
          "asc",
          "desc",
          "is",
          "in",
          "and",
          "or",
          "not",
          "between",
          "like",
          "ilike",
          "then",
          "else",
          "end",
          "when",
          "group",
          "order",
          "having",
          "limit",
          "offset",
          "nulls",
          "union",
          "except",
          "intersect",
          "where",
          "fetch",
          "over",
          "filter",
          "at",
          "rows",
          "range",
          "left",
          "right",
          "inner",
          "cross",
          "full",
          "join",
          "on",
          "qualify",
          "window",
          "ignore");

  private static final Set<String> SYMBOLS_AFTER =
      Set.of(
          ",", ")", "=", "<", ">", "<=", ">=", "<>", "!=", "+", "-", "*", "/", "%", "||", "::",
          "->", "->>", "]", ";");

  /** Callers whose AS comes before a type. */
  private static final Set<String> CASTS = Set.of("cast", "try_cast", "safe_cast");

  private final List<Lexeme> tokens;

  /** For each open parenthesis, whether it belongs to a cast. */
  private final Deque<Boolean> casts = new ArrayDeque<>();

  private int openCases;

  private SoftWords(List<Lexeme> tokens) {
    this.tokens = tokens;
  }

  static void quote(List<Lexeme> tokens) {
    new SoftWords(tokens).run();
  }

  private void run() {
    for (int i = 0; i < tokens.size(); i++) {
      Lexeme token = tokens.get(i);
      if (token.isSymbol("(")) {
        casts.push(i > 0 && CASTS.contains(tokens.get(i - 1).lower()));
      } else if (token.isSymbol(")") && !casts.isEmpty()) {
        casts.pop();
      } else if (token.kind == Kind.WORD) {
        word(i, token);
      }
    }
  }

  private void word(int i, Lexeme token) {
    String word = token.lower();
    Lexeme previous = i > 0 ? tokens.get(i - 1) : null;
    Lexeme next = i + 1 < tokens.size() ? tokens.get(i + 1) : null;
    if (isTypePosition(previous)) {
      token.markType();
    } else if (next != null && next.isSymbol("(")) {
      if (FUNCTIONS.contains(word)) {
        token.quote();
      }
    } else if (RESERVED.contains(word) && isName(word, previous, next)) {
      token.quote();
    } else if (word.equals("case")) {
      openCases++;
    } else if (word.equals("end") && openCases > 0) {
      openCases--;
    }
  }

  private boolean isTypePosition(@Nullable Lexeme previous) {
    if (previous == null) {
      return false;
    }
    return previous.isSymbol("::")
        || previous.isWord("returning")
        || (previous.isWord("as") && !casts.isEmpty() && casts.peek());
  }

  private boolean isName(String word, @Nullable Lexeme previous, @Nullable Lexeme next) {
    if (previous != null && previous.isSymbol(".")) {
      return true;
    }
    if (word.equals("end") && openCases > 0) {
      return false;
    }
    if (previous != null && previous.isWord("as") && !previous.isQuoted()) {
      return next == null || !(next.isSymbol("(") || next.kind == Kind.STRING);
    }
    if (next != null && next.isSymbol(".")) {
      return previous == null || !previous.isSymbol(")");
    }
    boolean ended = next == null || endsOperand(word, next);
    return ended
        && OPERANDS.contains(word)
        && ((previous != null && mayBegin(previous))
            || (ALIASES.contains(word) && previous != null && isAlias(previous, next)));
  }

  private static boolean endsOperand(String word, Lexeme next) {
    if (next.kind == Kind.WORD) {
      return AFTER.contains(next.lower()) && !(word.equals("time") && next.isWord("zone"));
    }
    // A sign after INTERVAL belongs to the literal: INTERVAL -'1' DAY.
    boolean sign = next.isSymbol("-") || next.isSymbol("+");
    return next.kind == Kind.SYMBOL
        && SYMBOLS_AFTER.contains(next.text)
        && !(sign && word.equals("interval"));
  }

  private static boolean mayBegin(Lexeme previous) {
    return previous.kind == Kind.SYMBOL
        ? SYMBOLS_BEFORE.contains(previous.text)
        : previous.kind == Kind.WORD && !previous.isQuoted() && BEFORE.contains(previous.lower());
  }

  /** {@code date(created) date,}: the operand before has ended, and a list goes on after. */
  private static boolean isAlias(Lexeme previous, @Nullable Lexeme next) {
    boolean over = next == null || next.isSymbol(",") || next.isSymbol(")") || next.isWord("from");
    boolean operand =
        previous.isSymbol(")")
            || previous.isSymbol("]")
            || previous.kind == Kind.NUMBER
            || previous.kind == Kind.STRING
            || previous.kind == Kind.QUOTED
            || previous.isQuoted()
            || previous.isType()
            || (previous.kind == Kind.WORD
                && !RESERVED.contains(previous.lower())
                && !BEFORE.contains(previous.lower())
                && !previous.isWord("extract"));
    return over && operand;
  }
}
