package io.stripejdbc.shell;

import io.stripejdbc.query.parser.SqlTokens;
import io.stripejdbc.shell.output.ColumnTypes;
import java.math.BigDecimal;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The values of {@code -p name=value}, which stand in statements as {@code :name}. They are bound
 * as JDBC parameters, so no text of a value is ever read as SQL.
 */
final class NamedParameters {
  /** Without any. */
  static final NamedParameters NONE = new NamedParameters(Map.of());

  /** So many fit into a long whatever they are. */
  private static final int LONG_DIGITS = 18;

  private final Map<String, String> values;
  private final Set<String> unused;

  /**
   * @param values by name; names as they are written, letter case and all
   */
  NamedParameters(Map<String, String> values) {
    this.values = Map.copyOf(values);
    this.unused = new TreeSet<>(values.keySet());
  }

  /**
   * A statement of JDBC.
   *
   * @param sql with {@code ?} in the places of the names
   * @param names in the order of their places
   */
  record Bindable(String sql, List<String> names) {}

  /** Names that no statement has had so far, in order. */
  Set<String> unused() {
    return Set.copyOf(unused);
  }

  /**
   * Finds the names in a statement: not in strings, quoted names and comments, and not behind a
   * value, where a colon is JSON's ({@code 'key':value}), a cast's ({@code ::}) or a range's.
   *
   * @throws SQLException 07002 for a name without a value
   */
  Bindable bindable(String sql) throws SQLException {
    SqlTokens tokens = SqlTokens.of(sql);
    StringBuilder text = new StringBuilder();
    List<String> names = new ArrayList<>();
    int copied = 0;
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (isName(tokens, i)) {
        String name = tokens.image(i + 1);
        if (!values.containsKey(name)) {
          throw missing(name);
        }
        text.append(sql, copied, tokens.start(i)).append('?');
        copied = tokens.end(i + 1);
        names.add(name);
        i++;
      }
    }
    unused.removeAll(names);
    return new Bindable(text.append(sql, copied, sql.length()).toString(), names);
  }

  private static boolean isName(SqlTokens tokens, int colon) {
    return tokens.is(colon, ":")
        && !tokens.word(colon + 1).isEmpty()
        && tokens.start(colon + 1) == tokens.end(colon)
        && !isBehindAValue(tokens, colon);
  }

  private static boolean isBehindAValue(SqlTokens tokens, int colon) {
    String before = tokens.imageOrEmpty(colon - 1);
    if (before.isEmpty()) {
      return false;
    }
    char last = before.charAt(before.length() - 1);
    boolean adjacent = tokens.end(colon - 1) == tokens.start(colon);
    return tokens.word(colon - 1).isEmpty()
        ? ")]'\"`:".indexOf(last) >= 0 || Character.isDigit(last)
        : adjacent;
  }

  private SQLException missing(String name) {
    String known = values.isEmpty() ? "none is given" : "given are " + String.join(", ", sorted());
    return new SQLException(
        "Parameter :" + name + " has no value; pass -p " + name + "=VALUE (" + known + ")",
        "07002");
  }

  private Set<String> sorted() {
    return new TreeSet<>(values.keySet());
  }

  /**
   * Binds the values, each as the type that its place has.
   *
   * @throws SQLException when a text is no value of that type; the message names the parameter
   */
  void bind(PreparedStatement statement, List<String> names) throws SQLException {
    ParameterMetaData types = statement.getParameterMetaData();
    if (types.getParameterCount() != names.size()) {
      throw new SQLException("A statement with :name has no ? besides; give each a name", "07001");
    }
    for (int i = 0; i < names.size(); i++) {
      String value = values.getOrDefault(names.get(i), "");
      try {
        bind(statement, i + 1, value, types.getParameterType(i + 1));
      } catch (SQLException e) {
        throw new SQLException(
            "Parameter :" + names.get(i) + ": " + e.getMessage(), e.getSQLState(), e);
      }
    }
  }

  /** A number is bound as it is written: 1.5 is compared with whole numbers, and not made 1. */
  private static void bind(PreparedStatement statement, int index, String value, int type)
      throws SQLException {
    if (!ColumnTypes.isNumber(type)) {
      statement.setObject(index, value, type);
      return;
    }
    try {
      BigDecimal number = new BigDecimal(value.strip());
      if (number.scale() <= 0 && number.precision() + -number.scale() <= LONG_DIGITS) {
        statement.setLong(index, number.longValueExact());
      } else {
        statement.setBigDecimal(index, number);
      }
    } catch (NumberFormatException e) {
      throw new SQLException("'" + value + "' is no number", "22018", e);
    }
  }
}
