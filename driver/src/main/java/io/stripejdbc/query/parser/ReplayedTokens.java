package io.stripejdbc.query.parser;

import java.io.StringReader;
import java.util.List;

/** Hands the parser tokens that are cut already. */
final class ReplayedTokens extends StripeSqlParserImplTokenManager {
  private final List<Token> tokens;
  private int next;

  ReplayedTokens(List<Token> tokens) {
    super(new SimpleCharStream(new StringReader(""), 1, 1, 1));
    this.tokens = tokens;
  }

  @Override
  public Token getNextToken() {
    return tokens.get(Math.min(next++, tokens.size() - 1));
  }
}
