package io.stripejdbc.query.direct;

import io.stripejdbc.query.direct.SimpleSelect.Item;
import io.stripejdbc.query.parser.SqlTokens;
import io.stripejdbc.query.rewrite.SessionFunctions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code SELECT … FROM table [ORDER BY created DESC] [LIMIT n]}. Any other text, correct or
 * not, is none: the parser and the validator have the last word on it.
 */
final class SimpleSelectParser {
  /** Longer numbers are left to the planner. */
  private static final int MOST_DIGITS = 9;

  /** Characters of the longest text that is looked at: every other statement passes here too. */
  private static final int LONGEST = 100_000;

  /** What is no column where nothing qualifies it. */
  private static final String LOAD_TIME = SessionFunctions.LOAD_TIME;

  private final SqlTokens tokens;
  private int next;

  private SimpleSelectParser(SqlTokens tokens) {
    this.tokens = tokens;
  }

  /** What the text says; empty where it is not of this form. */
  static Optional<SimpleSelect> read(String sql) {
    if (sql.length() > LONGEST || !sql.chars().allMatch(SimpleSelectParser::isOfNames)) {
      return Optional.empty();
    }
    SqlTokens tokens = SqlTokens.of(sql).withoutEnd();
    try {
      return Optional.of(new SimpleSelectParser(tokens).select());
    } catch (OtherFormException e) {
      return Optional.empty();
    }
  }

  /** Whether a character stands in names, lists of names, or between them. */
  private static boolean isOfNames(int c) {
    return Character.isLetterOrDigit(c) || Character.isWhitespace(c) || "_\".,*;".indexOf(c) >= 0;
  }

  /** Says that a text is not of this form. */
  private static final class OtherFormException extends Exception {
    private static final long serialVersionUID = 1L;

    OtherFormException() {
      super(null, null, false, false);
    }
  }

  /** A column as it is written. */
  private record WrittenItem(@Nullable String qualifier, String column, @Nullable String label) {}

  private SimpleSelect select() throws OtherFormException {
    expect("SELECT");
    List<WrittenItem> written = items();
    expect("FROM");
    String table = name();
    String schema = null;
    if (take(".")) {
      schema = table;
      table = name();
    }
    boolean as = take("AS");
    String qualifier = as || isBareAlias() ? name() : table;
    boolean ordered = order();
    long limit = limit();
    if (next < tokens.size()) {
      throw new OtherFormException();
    }
    List<Item> items = checked(written, qualifier, ordered);
    return new SimpleSelect(items, schema, table, qualifier, ordered, limit);
  }

  private List<WrittenItem> items() throws OtherFormException {
    List<WrittenItem> items = new ArrayList<>();
    if (take("*")) {
      return items;
    }
    do {
      String first = name();
      boolean qualified = take(".");
      if (qualified && take("*")) {
        if (!items.isEmpty()) {
          throw new OtherFormException();
        }
        items.add(new WrittenItem(first, "*", null));
        return items;
      }
      String column = qualified ? name() : first;
      items.add(new WrittenItem(qualified ? first : null, column, take("AS") ? name() : null));
    } while (take(","));
    return items;
  }

  /** The columns, if each is of the table and has a label of its own. */
  private static List<Item> checked(List<WrittenItem> written, String qualifier, boolean ordered)
      throws OtherFormException {
    List<Item> items = new ArrayList<>();
    Set<String> labels = new HashSet<>();
    for (WrittenItem item : written) {
      String label = item.label() == null ? item.column() : item.label();
      boolean own = item.qualifier() == null || item.qualifier().equals(qualifier);
      boolean function = item.qualifier() == null && item.column().equals(LOAD_TIME);
      // ORDER BY looks for labels first.
      boolean renamed = ordered && item.label() != null;
      if (!own || function || renamed || !labels.add(label)) {
        throw new OtherFormException();
      }
      if (!item.column().equals("*")) {
        items.add(new Item(item.column(), label));
      }
    }
    return items;
  }

  private boolean order() throws OtherFormException {
    if (!take("ORDER")) {
      return false;
    }
    expect("BY");
    expect("created");
    expect("DESC");
    return true;
  }

  private long limit() throws OtherFormException {
    if (take("LIMIT")) {
      return number();
    }
    if (!take("FETCH")) {
      return -1;
    }
    if (!take("FIRST")) {
      expect("NEXT");
    }
    long limit = number();
    if (!take("ROWS")) {
      expect("ROW");
    }
    expect("ONLY");
    return limit;
  }

  private long number() throws OtherFormException {
    String image = tokens.imageOrEmpty(next++);
    boolean number =
        !image.isEmpty()
            && image.length() <= MOST_DIGITS
            && image.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!number) {
      throw new OtherFormException();
    }
    return Long.parseLong(image);
  }

  /** A name without {@code AS}: no word that the grammar knows. */
  private boolean isBareAlias() {
    return !tokens.word(next).isEmpty() && !tokens.isKeyword(next);
  }

  /** A name as the catalogue writes it, quoted or not. */
  private String name() throws OtherFormException {
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

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private boolean take(String image) {
    boolean there = tokens.is(next, image);
    next += there ? 1 : 0;
    return there;
  }

  private void expect(String image) throws OtherFormException {
    if (!take(image)) {
      throw new OtherFormException();
    }
  }
}
