package io.stripejdbc.query.direct;

import io.stripejdbc.query.direct.SimpleSelect.Function;
import io.stripejdbc.query.direct.SimpleSelect.Item;
import io.stripejdbc.query.direct.SimpleSelect.SortKey;
import io.stripejdbc.query.direct.TokenReader.OtherFormException;
import io.stripejdbc.query.parser.SqlTokens;
import io.stripejdbc.query.rewrite.SessionFunctions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code SELECT … FROM table [WHERE …] [GROUP BY column, …] [ORDER BY column [DESC], …]
 * [LIMIT n]}, the conditions being those of {@link SimpleConditionParser}. Any other text, correct
 * or not, is none: the parser and the validator have the last word on it.
 */
final class SimpleSelectParser {
  /** Characters of the longest text that is looked at: every other statement passes here too. */
  private static final int LONGEST = 100_000;

  private final TokenReader in;

  private SimpleSelectParser(TokenReader in) {
    this.in = in;
  }

  /** What the text says; empty where it is not of this form. */
  static Optional<SimpleSelect> read(String sql) {
    if (sql.length() > LONGEST || !isOfWords(sql)) {
      return Optional.empty();
    }
    TokenReader in = new TokenReader(SqlTokens.of(sql).withoutEnd());
    try {
      return Optional.of(new SimpleSelectParser(in).select());
    } catch (OtherFormException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether all characters stand in names, numbers, comparisons, or between them; those in quotes
   * may be any. Comments are left to the planner: a hint is one.
   */
  private static boolean isOfWords(String sql) {
    boolean quoted = false;
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      quoted ^= c == '\'';
      boolean comment = c == '-' && i + 1 < sql.length() && sql.charAt(i + 1) == '-';
      boolean known =
          Character.isLetterOrDigit(c)
              || Character.isWhitespace(c)
              || "_\".,*;'()=<>!?-".indexOf(c) >= 0;
      if (!quoted && (comment || !known)) {
        return false;
      }
    }
    return true;
  }

  /** A column as it is written. */
  private record WrittenItem(
      @Nullable String qualifier,
      String column,
      @Nullable String label,
      @Nullable Function function) {}

  private SimpleSelect select() throws OtherFormException {
    in.expect("SELECT");
    List<WrittenItem> written = items();
    in.expect("FROM");
    String table = in.name();
    String schema = null;
    if (in.take(".")) {
      schema = table;
      table = in.name();
    }
    boolean as = in.take("AS");
    String qualifier = as || in.isBareAlias() ? in.name() : table;
    List<SimpleCondition> conditions =
        in.take("WHERE") ? SimpleConditionParser.read(in, qualifier) : List.of();
    List<String> groups = groups(qualifier);
    List<SortKey> order = order(qualifier);
    long limit = limit();
    if (!in.isAtEnd()) {
      throw new OtherFormException();
    }
    List<Item> items = checked(written, qualifier, !order.isEmpty());
    SimpleSelect select = new SimpleSelect(items, schema, table, conditions, groups, order, limit);
    GroupingCheck.check(select);
    return select;
  }

  private List<WrittenItem> items() throws OtherFormException {
    List<WrittenItem> items = new ArrayList<>();
    if (in.take("*")) {
      return items;
    }
    do {
      if (in.isCall()) {
        items.add(aggregate());
        continue;
      }
      String first = in.name();
      boolean qualified = in.take(".");
      if (qualified && in.take("*")) {
        if (!items.isEmpty()) {
          throw new OtherFormException();
        }
        items.add(new WrittenItem(first, "*", null, null));
        return items;
      }
      String column = qualified ? in.name() : first;
      String label = in.take("AS") ? in.name() : null;
      items.add(new WrittenItem(qualified ? first : null, column, label, null));
    } while (in.take(","));
    return items;
  }

  private WrittenItem aggregate() throws OtherFormException {
    int place = in.place();
    Function function = function();
    in.expect("(");
    boolean rows = function == Function.COUNT && in.take("*");
    String first = rows ? Item.ROWS : in.name();
    boolean qualified = !rows && in.take(".");
    String column = qualified ? in.name() : first;
    in.expect(")");
    String text = in.textFrom(place);
    return new WrittenItem(
        qualified ? first : null, column, in.take("AS") ? in.name() : text, function);
  }

  private Function function() throws OtherFormException {
    String image = in.takeImage();
    for (Function function : Function.values()) {
      if (function.name().equalsIgnoreCase(image)) {
        return function;
      }
    }
    throw new OtherFormException();
  }

  private List<String> groups(String qualifier) throws OtherFormException {
    List<String> groups = new ArrayList<>();
    if (in.take("GROUP")) {
      in.expect("BY");
      do {
        groups.add(in.column(qualifier));
      } while (in.take(","));
    }
    return List.copyOf(groups);
  }

  /** The columns, if each is of the table and has a label of its own. */
  private static List<Item> checked(List<WrittenItem> written, String qualifier, boolean ordered)
      throws OtherFormException {
    List<Item> items = new ArrayList<>();
    Set<String> labels = new HashSet<>();
    for (WrittenItem item : written) {
      String label = item.label() == null ? item.column() : item.label();
      boolean own = item.qualifier() == null || item.qualifier().equals(qualifier);
      boolean function =
          item.qualifier() == null && item.column().equals(SessionFunctions.LOAD_TIME);
      // ORDER BY looks for labels first.
      boolean renamed = ordered && item.label() != null;
      if (!own || function || renamed || !labels.add(label)) {
        throw new OtherFormException();
      }
      if (item.function() != null || !item.column().equals("*")) {
        items.add(new Item(item.column(), label, item.function()));
      }
    }
    return items;
  }

  /** Columns of the table by their names: a number or an expression is the planner's. */
  private List<SortKey> order(String qualifier) throws OtherFormException {
    List<SortKey> keys = new ArrayList<>();
    if (!in.take("ORDER")) {
      return keys;
    }
    in.expect("BY");
    do {
      String column = in.column(qualifier);
      keys.add(new SortKey(column, !in.take("ASC") && in.take("DESC")));
    } while (in.take(","));
    return List.copyOf(keys);
  }

  private long limit() throws OtherFormException {
    if (in.take("LIMIT")) {
      return in.number();
    }
    if (!in.take("FETCH")) {
      return -1;
    }
    if (!in.take("FIRST")) {
      in.expect("NEXT");
    }
    long limit = in.number();
    if (!in.take("ROWS")) {
      in.expect("ROW");
    }
    in.expect("ONLY");
    return limit;
  }
}
