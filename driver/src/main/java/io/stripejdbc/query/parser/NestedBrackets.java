package io.stripejdbc.query.parser;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * Finds brackets around brackets around brackets, which say nothing: programs write hundreds, and
 * the parser goes down a level with each.
 *
 * <p>Of a pile of them two pairs stay: {@code IN ((1, 2))} is not {@code IN (1, 2)}, but three are
 * two.
 */
final class NestedBrackets {
  private NestedBrackets() {}

  /** The numbers of the tokens that can be left out. */
  static BitSet spare(List<Token> tokens) {
    int[] closing = closing(tokens);
    BitSet spare = new BitSet();
    for (int i = 0; i + 2 < tokens.size(); i++) {
      boolean pile =
          closing[i] > 0
              && closing[i + 1] == closing[i] - 1
              && closing[i + 2] == closing[i + 1] - 1;
      if (pile) {
        spare.set(i);
        spare.set(closing[i]);
      }
    }
    return spare;
  }

  /** For each opening bracket the number of the one that closes it, 0 for all else. */
  private static int[] closing(List<Token> tokens) {
    int[] closing = new int[tokens.size()];
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).kind == StripeSqlParserImplConstants.LPAREN) {
        open.push(i);
      } else if (tokens.get(i).kind == StripeSqlParserImplConstants.RPAREN && !open.isEmpty()) {
        closing[open.pop()] = i;
      }
    }
    return closing;
  }
}
