package io.stripejdbc.query.parser;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * The tokens of a statement, as the parser's own lexer cuts it; blanks and comments fall between
 * them.
 *
 * <p>Cutting never fails: what begins no token, or has no end, is the last one, of the kind {@link
 * #INVALID}, and the parser complains about it.
 */
public final class SqlTokens {
  /** Calcite's token that no production takes. */
  static final int INVALID = StripeSqlParserImplConstants.BEL;

  private final String sql;
  private final List<Token> tokens;

  private SqlTokens(String sql, List<Token> tokens) {
    this.sql = sql;
    this.tokens = tokens;
  }

  /** A place in the text, both numbers from 1. */
  public record Place(int line, int column) {}

  /** Cuts a text. */
  public static SqlTokens of(String sql) {
    SimpleCharStream stream =
        new SimpleCharStream(new StringReader(sql), 1, 1, Math.max(16, sql.length()));
    stream.setTabSize(1);
    StripeSqlParserImplTokenManager lexer =
        new StripeSqlParserImplTokenManager(stream, StripeSqlParserImplConstants.DQID);
    List<Token> tokens = new ArrayList<>();
    try {
      for (Token token = lexer.getNextToken();
          token.kind != StripeSqlParserImplConstants.EOF;
          token = lexer.getNextToken()) {
        if (token.kind == StripeSqlParserImplConstants.QUOTE
            || token.kind == StripeSqlParserImplConstants.DOUBLE_QUOTE) {
          token.kind = INVALID; // A quote without its end.
          tokens.add(token);
          break;
        }
        if (!tokens.isEmpty() && isJunk(tokens.get(tokens.size() - 1), token)) {
          token.kind = INVALID;
        }
        tokens.add(token);
      }
    } catch (TokenMgrError e) {
      tokens.add(invalid(stream));
    }
    return new SqlTokens(sql, tokens);
  }

  /** {@code 1_000} and {@code 0x10} are no numbers here, and not 1 and 0 with an alias either. */
  private static boolean isJunk(Token before, Token token) {
    boolean number =
        before.kind == StripeSqlParserImplConstants.UNSIGNED_INTEGER_LITERAL
            || before.kind == StripeSqlParserImplConstants.DECIMAL_NUMERIC_LITERAL
            || before.kind == StripeSqlParserImplConstants.APPROX_NUMERIC_LITERAL;
    return number
        && token.beginLine == before.endLine
        && token.beginColumn == before.endColumn + 1
        && Character.isJavaIdentifierStart(token.image.charAt(0));
  }

  private static Token invalid(SimpleCharStream stream) {
    Token token = new Token();
    token.kind = INVALID;
    token.image = stream.GetImage();
    token.beginLine = stream.getBeginLine();
    token.beginColumn = stream.getBeginColumn();
    token.endLine = stream.getEndLine();
    token.endColumn = stream.getEndColumn();
    return token;
  }

  /** The whole text. */
  public String sql() {
    return sql;
  }

  public int size() {
    return tokens.size();
  }

  /** The tokens of a part; places stay those in the whole text. */
  public SqlTokens part(int from, int to) {
    return new SqlTokens(sql, tokens.subList(from, to));
  }

  /** Without the semicolons behind the last statement. */
  public SqlTokens withoutEnd() {
    int end = size();
    while (end > 0 && is(end - 1, ";")) {
      end--;
    }
    return part(0, end);
  }

  /** The characters of a token as they stand. */
  public String image(int i) {
    return tokens.get(i).image;
  }

  /** The characters of a token; empty where there is none. */
  public String imageOrEmpty(int i) {
    return i >= 0 && i < tokens.size() ? tokens.get(i).image : "";
  }

  /** Whether a token is a word of the grammar that quotes make a name. */
  public boolean isQuotable(int i) {
    return !word(i).isEmpty()
        && tokens.get(i).kind != StripeSqlParserImplConstants.IDENTIFIER
        && !ReservedWords.isClause(word(i));
  }

  /** Whether a token is a word of the grammar, or no word at all. */
  public boolean isKeyword(int i) {
    return word(i).isEmpty() || tokens.get(i).kind != StripeSqlParserImplConstants.IDENTIFIER;
  }

  /** Whether a token is a word that begins or joins clauses. */
  public boolean isClause(int i) {
    return ReservedWords.isClause(word(i));
  }

  /** Whether a token is this symbol or this word, in any letter case. */
  public boolean is(int i, String image) {
    return i >= 0 && i < tokens.size() && tokens.get(i).image.equalsIgnoreCase(image);
  }

  /** The word in capitals; empty for anything else: strings, quoted names, numbers, symbols. */
  public String word(int i) {
    return i >= 0 && i < tokens.size() && isWord(tokens.get(i))
        ? tokens.get(i).image.toUpperCase(Locale.ROOT)
        : "";
  }

  /** Whether there is text that is no token, or a token without an end. */
  public boolean isInvalid(int i) {
    return i < tokens.size() && tokens.get(i).kind == INVALID;
  }

  public Place place(int i) {
    if (i < tokens.size()) {
      return new Place(tokens.get(i).beginLine, tokens.get(i).beginColumn);
    }
    return tokens.isEmpty()
        ? new Place(1, 1)
        : new Place(
            tokens.get(tokens.size() - 1).endLine, tokens.get(tokens.size() - 1).endColumn + 1);
  }

  /** The offset of a token's first character in the text. */
  public int start(int i) {
    return offset(tokens.get(i).beginLine, tokens.get(i).beginColumn);
  }

  /** The offset behind a token's last character. */
  public int end(int i) {
    return offset(tokens.get(i).endLine, tokens.get(i).endColumn) + 1;
  }

  /** Lines end with LF, CR LF or CR. */
  private int offset(int line, int column) {
    int offset = 0;
    for (int i = 1; i < line; i++) {
      while (sql.charAt(offset) != '\n' && sql.charAt(offset) != '\r') {
        offset++;
      }
      offset += sql.startsWith("\r\n", offset) ? 2 : 1;
    }
    return offset + column - 1;
  }

  /** The first token that begins at a place or behind it. */
  public int at(int line, int column) {
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.beginLine > line || (token.beginLine == line && token.beginColumn >= column)) {
        return i;
      }
    }
    return tokens.size();
  }

  /** Whether a token is a string, a quoted name, a number or a symbol, and no word. */
  private static boolean isWord(Token token) {
    String image = token.image;
    return token.kind != INVALID
        && Character.isJavaIdentifierStart(image.charAt(0))
        && image.chars().allMatch(Character::isJavaIdentifierPart);
  }

  /**
   * The tokens for one run of the parser.
   *
   * @param names tokens that are names although they are words of the grammar
   */
  List<Token> copies(BitSet names) {
    BitSet spare = NestedBrackets.spare(tokens);
    List<Token> copies = new ArrayList<>(tokens.size() + 1);
    for (int i = 0; i < tokens.size(); i++) {
      if (!spare.get(i)) {
        copies.add(new NumberedToken(tokens.get(i), i, names.get(i)));
      }
    }
    Place end = place(size());
    copies.add(new NumberedToken(size(), end));
    return copies;
  }

  /** A token that knows its number. */
  static final class NumberedToken extends Token {
    private final int number;
    private final boolean name;

    /** A copy of a token. */
    NumberedToken(Token token, int number, boolean name) {
      this.kind = name ? StripeSqlParserImplConstants.IDENTIFIER : token.kind;
      this.image = token.image;
      this.number = number;
      this.name = name;
      this.beginLine = token.beginLine;
      this.beginColumn = token.beginColumn;
      this.endLine = token.endLine;
      this.endColumn = token.endColumn;
    }

    /** The end of the text. */
    NumberedToken(int number, Place place) {
      this.kind = StripeSqlParserImplConstants.EOF;
      this.image = "";
      this.number = number;
      this.name = false;
      this.beginLine = place.line();
      this.beginColumn = place.column();
      this.endLine = place.line();
      this.endColumn = place.column();
    }

    int number() {
      return number;
    }

    /** Whether a word of the grammar is a name here. */
    boolean isName() {
      return name;
    }
  }
}
