package io.stripejdbc.query.parser;

import io.stripejdbc.query.parser.SqlTokens.NumberedToken;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where the parser stopped, and what it could have gone on with.
 *
 * <p>It looks two tokens ahead, so it stops before a token that would do if the one behind it did;
 * then that one is the fault.
 *
 * @param number the token that did not fit, or the number of tokens where the text ended too early
 * @param expected kinds of tokens that would have fitted
 */
public record SyntaxStop(int number, Set<Integer> expected) {
  /** More are no help to a reader. */
  private static final int MOST = 6;

  private static final SyntaxStop NOWHERE = new SyntaxStop(-1, Set.of());

  /** The stop that the parser tells of. */
  public static SyntaxStop of(ParseException thrown) {
    if (thrown.currentToken == null
        || !(thrown.currentToken.next instanceof NumberedToken stopped)) {
      return NOWHERE;
    }
    Set<Integer> first = new TreeSet<>();
    Set<Integer> second = new TreeSet<>();
    for (int[] sequence : thrown.expectedTokenSequences) {
      first.add(sequence[0]);
      if (sequence.length > 1 && sequence[0] == stopped.kind) {
        second.add(sequence[1]);
      }
    }
    return !second.isEmpty() && stopped.next instanceof NumberedToken behind
        ? new SyntaxStop(behind.number(), second)
        : new SyntaxStop(stopped.number(), first);
  }

  /** Whether a name would have fitted. */
  public boolean takesName() {
    return expected.contains(StripeSqlParserImplConstants.IDENTIFIER);
  }

  /** A list such as {@code a name, ',' or FROM}; empty when it would be long. */
  public String inWords() {
    if (expected.contains(StripeSqlParserImplConstants.QUOTED_STRING)
        && expected.contains(StripeSqlParserImplConstants.CASE)) {
      return "an expression";
    }
    Set<String> words = new TreeSet<>();
    for (int kind : expected) {
      String word = word(kind);
      boolean name = takesName() && !word.isEmpty() && Character.isLetter(word.charAt(0));
      if (!word.isEmpty() && !(name && expected.size() > MOST)) {
        words.add(word);
      }
    }
    if (words.size() > MOST) {
      return takesName() ? "a name" : "";
    }
    if (takesName()) {
      words.add("a name");
    }
    return listed(words);
  }

  /** A keyword, a sign in quotes, or what kind of thing a token is; empty for a name. */
  private static String word(int kind) {
    return switch (kind) {
      case StripeSqlParserImplConstants.EOF -> "the end";
      case StripeSqlParserImplConstants.UNSIGNED_INTEGER_LITERAL,
          StripeSqlParserImplConstants.DECIMAL_NUMERIC_LITERAL,
          StripeSqlParserImplConstants.APPROX_NUMERIC_LITERAL ->
          "a number";
      case StripeSqlParserImplConstants.QUOTED_STRING -> "a text";
      default -> {
        String image = StripeSqlParserImplConstants.tokenImage[kind];
        String bare = image.startsWith("\"") ? image.substring(1, image.length() - 1) : "";
        yield bare.isEmpty() || Character.isLetter(bare.charAt(0)) ? bare : "'" + bare + "'";
      }
    };
  }

  private static String listed(Set<String> words) {
    StringBuilder list = new StringBuilder();
    int left = words.size();
    for (String word : words) {
      list.append(list.isEmpty() ? "" : left == 1 ? " or " : ", ").append(word);
      left--;
    }
    return list.toString();
  }
}
