package io.stripejdbc.query.direct;

import io.stripejdbc.query.parser.SqlTokens;
import io.stripejdbc.query.rewrite.SessionFunctions;

/** Reads the tokens of a small query one after another; gives up at the first that is another. */
final class TokenReader {
  /** Longer numbers of rows are left to the planner. */
  private static final int MOST_DIGITS = 9;

  private final SqlTokens tokens;
  private int next;

  TokenReader(SqlTokens tokens) {
    this.tokens = tokens;
  }

  /** Says that a text is not of this form. */
  static final class OtherFormException extends Exception {
    private static final long serialVersionUID = 1L;

    OtherFormException() {
      super(null, null, false, false);
    }
  }

  boolean isAtEnd() {
    return next >= tokens.size();
  }

  /** The characters of the next token, without taking it; empty at the end. */
  String image() {
    return tokens.isInvalid(next) ? "" : tokens.imageOrEmpty(next);
  }

  /** The characters of the next token, taken. */
  String takeImage() {
    String image = image();
    next++;
    return image;
  }

  boolean take(String image) {
    boolean there = tokens.is(next, image);
    next += there ? 1 : 0;
    return there;
  }

  void expect(String image) throws OtherFormException {
    if (!take(image)) {
      throw new OtherFormException();
    }
  }

  /** A name without {@code AS}: no word that the grammar knows. */
  boolean isBareAlias() {
    return !tokens.word(next).isEmpty() && !tokens.isKeyword(next);
  }

  /** A name as the catalogue writes it, quoted or not. */
  String name() throws OtherFormException {
    String image = tokens.imageOrEmpty(next);
    boolean quoted = image.length() > 2 && image.startsWith("\"") && image.endsWith("\"");
    String name = quoted ? image.substring(1, image.length() - 1) : image;
    boolean plain =
        !name.isEmpty()
            && name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '_' || isDigit(c))
            && !isDigit(name.charAt(0));
    if (!plain || tokens.isInvalid(next) || (!quoted && tokens.isClause(next))) {
      throw new OtherFormException();
    }
    next++;
    return name;
  }

  /**
   * A column of a table by its name, qualified or not.
   *
   * @param qualifier the only one that it may have
   */
  String column(String qualifier) throws OtherFormException {
    String name = name();
    boolean qualified = take(".");
    // Not qualified the time of loading is a function.
    if (qualified ? !name.equals(qualifier) : name.equals(SessionFunctions.LOAD_TIME)) {
      throw new OtherFormException();
    }
    return qualified ? name() : name;
  }

  /** Whether a name with an open bracket behind it comes next. */
  boolean isCall() {
    return tokens.is(next + 1, "(");
  }

  /** Where the next token stands. */
  int place() {
    return next;
  }

  /** The text of the tokens from a place on, with single blanks: as a column is called by it. */
  String textFrom(int place) {
    StringBuilder text = new StringBuilder(tokens.image(place));
    for (int i = place + 1; i < next; i++) {
      boolean adjacent = tokens.start(i) == tokens.end(i - 1);
      text.append(adjacent ? "" : " ").append(tokens.image(i));
    }
    return text.toString();
  }

  /** A number of rows. */
  long number() throws OtherFormException {
    String image = takeImage();
    if (image.isEmpty()
        || image.length() > MOST_DIGITS
        || !image.chars().allMatch(TokenReader::isDigit)) {
      throw new OtherFormException();
    }
    return Long.parseLong(image);
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
