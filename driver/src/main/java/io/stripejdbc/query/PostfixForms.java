package io.stripejdbc.query;

import io.stripejdbc.query.Lexeme.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Makes calls of what stands behind its operand and the grammar does not have: {@code x AT TIME
 * ZONE 'Asia/Tokyo'}, {@code x -> 'key'}, {@code x ->> 'key'}; and moves {@code f(x IGNORE NULLS)}
 * to {@code f(x) IGNORE NULLS}.
 *
 * <p>All three bind tighter than arithmetic, so the left operand is the primary before: a literal,
 * a column, a call or a parenthesis, with casts and subscripts behind it.
 */
final class PostfixForms {
  /** Name of the call that {@code AT TIME ZONE} becomes. */
  static final String AT_TIME_ZONE = "at_timezone";

  /** Name of the call that {@code ->} becomes. */
  static final String ARROW = "json_get";

  /** Name of the call that {@code ->>} becomes. */
  static final String ARROW_TEXT = "json_get_text";

  private static final Set<String> LITERAL_PREFIXES =
      Set.of("date", "time", "timestamp", "interval", "n", "u");

  private static final Set<String> TIMES = Set.of("time", "timestamp");

  private final List<Lexeme> tokens;

  /** For the first token of each right operand already wrapped: where its call begins. */
  private final int[] callStart;

  private PostfixForms(List<Lexeme> tokens) {
    this.tokens = tokens;
    this.callStart = new int[tokens.size()];
    Arrays.fill(callStart, -1);
  }

  static void wrap(List<Lexeme> tokens) {
    new PostfixForms(tokens).run();
  }

  private void run() {
    for (int i = 1; i + 1 < tokens.size(); i++) {
      Lexeme token = tokens.get(i);
      if (isAtTimeZone(i)) {
        tokens.get(i + 1).drop();
        tokens.get(i + 2).drop();
        call(AT_TIME_ZONE, i, i + 3);
      } else if (token.isSymbol("->")) {
        call(ARROW, i, i + 1);
      } else if (token.isSymbol("->>")) {
        call(ARROW_TEXT, i, i + 1);
      } else if (token.isWord("ignore") && isWord(i + 1, "nulls") && isSymbol(i + 2, ")")) {
        token.drop();
        tokens.get(i + 1).drop();
        tokens.get(i + 2).close(" IGNORE NULLS");
      }
    }
  }

  private boolean isAtTimeZone(int i) {
    return isWord(i, "at") && isWord(i + 1, "time") && isWord(i + 2, "zone");
  }

  /** Writes {@code name(left, right)} around the operands of the operator at a position. */
  private void call(String name, int operator, int right) {
    int left = startOfPrimary(operator - 1);
    int end = endOfPrimary(right);
    if (left < 0 || end < 0) {
      return;
    }
    tokens.get(left).open(name + "(");
    tokens.get(operator).replace(",");
    tokens.get(end).close(")");
    callStart[right] = left;
  }

  /** First token of the primary that ends at a position, -1 if there is none. */
  private int startOfPrimary(int last) {
    int i = startOfSimple(last);
    // A type behind '::' belongs to the operand before it.
    if (i > 0 && isSymbol(i - 1, "::")) {
      return startOfPrimary(i - 2);
    }
    // The right operand of an operator before: (x AT TIME ZONE 'UTC') AT TIME ZONE 'Asia/Tokyo'.
    return i >= 0 && callStart[i] >= 0 ? callStart[i] : i;
  }

  private int startOfSimple(int last) {
    if (last < 0) {
      return -1;
    }
    Lexeme token = tokens.get(last);
    if (token.isSymbol(")") || token.isSymbol("]")) {
      return startOfBracketed(last);
    }
    if (token.isWord("end") && !token.isQuoted()) {
      return startOfCase(last);
    }
    if (token.isWord("zone")) {
      return startOfZonedType(last);
    }
    if (token.kind == Kind.STRING && last > 0) {
      boolean prefixed = LITERAL_PREFIXES.contains(tokens.get(last - 1).lower());
      return prefixed ? last - 1 : last;
    }
    return token.kind == Kind.SYMBOL && !token.isSymbol("?") ? -1 : startOfName(last);
  }

  /** {@code a.b.c}: back over points. */
  private int startOfName(int last) {
    int i = last;
    while (i >= 2 && isSymbol(i - 1, ".")) {
      i -= 2;
    }
    return i;
  }

  private int startOfBracketed(int last) {
    int open = matching(last, -1);
    if (open <= 0) {
      return open;
    }
    Lexeme before = tokens.get(open - 1);
    boolean subscript = tokens.get(last).isSymbol("]");
    if (subscript) {
      return before.isWord("array") || before.isWord("map") ? open - 1 : startOfPrimary(open - 1);
    }
    boolean call =
        before.kind == Kind.QUOTED
            || before.isQuoted()
            || before.isType()
            || (before.kind == Kind.WORD && !isKeywordBeforeParenthesis(before));
    return call ? startOfName(open - 1) : open;
  }

  private static boolean isKeywordBeforeParenthesis(Lexeme word) {
    return Set.of(
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
            "in",
            "from",
            "as",
            "like")
        .contains(word.lower());
  }

  private int startOfCase(int last) {
    int depth = 0;
    for (int i = last; i >= 0; i--) {
      Lexeme token = tokens.get(i);
      if (token.isWord("end") && !token.isQuoted()) {
        depth++;
      } else if (token.isWord("case") && !token.isQuoted() && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /** {@code timestamp with time zone}, {@code timestamp(3) without time zone}. */
  private int startOfZonedType(int last) {
    for (int i = last; i >= 0 && i > last - 8; i--) {
      if (tokens.get(i).isType() && TIMES.contains(tokens.get(i).lower())) {
        return i;
      }
    }
    return -1;
  }

  /** Last token of the primary that begins at a position, -1 if there is none. */
  private int endOfPrimary(int first) {
    if (first >= tokens.size()) {
      return -1;
    }
    Lexeme token = tokens.get(first);
    if (token.isSymbol("(")) {
      return matching(first, 1);
    }
    if (token.isSymbol("-") && first + 1 < tokens.size()) {
      return first + 1;
    }
    int i = first;
    while (i + 2 < tokens.size() && isSymbol(i + 1, ".")) {
      i += 2;
    }
    boolean called = token.kind == Kind.WORD || token.kind == Kind.QUOTED;
    return called && isSymbol(i + 1, "(") ? matching(i + 1, 1) : i;
  }

  /** The bracket that closes or opens the one at a position, -1 if it is missing. */
  private int matching(int from, int step) {
    int depth = 0;
    for (int i = from; i >= 0 && i < tokens.size(); i += step) {
      Lexeme token = tokens.get(i);
      boolean open = token.isSymbol("(") || token.isSymbol("[");
      boolean close = token.isSymbol(")") || token.isSymbol("]");
      depth += open ? step : close ? -step : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private boolean isWord(int i, String word) {
    return i < tokens.size() && tokens.get(i).isWord(word);
  }

  private boolean isSymbol(int i, String symbol) {
    return i < tokens.size() && tokens.get(i).isSymbol(symbol);
  }
}
