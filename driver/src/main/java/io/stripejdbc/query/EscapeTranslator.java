package io.stripejdbc.query;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns JDBC's escapes into plain SQL: <code>{d '…'}</code>, <code>{t}</code>, <code>{ts}</code>,
 * <code>{fn …}</code>, <code>{oj …}</code>, <code>{escape '…'}</code>, <code>{limit …}</code>.
 *
 * <p>Text in strings, quoted names and comments stays as it is.
 */
public final class EscapeTranslator {
  /** The engine keeps milliseconds; further digits are cut off. */
  private static final Pattern LONG_FRACTION = Pattern.compile("(\\.\\d{3})\\d+(?=')");

  private final List<SqlToken> tokens;
  private int at;

  private EscapeTranslator(List<SqlToken> tokens) {
    this.tokens = tokens;
  }

  /**
   * The statement without escapes.
   *
   * @throws DriverFailure SYNTAX for an escape that JDBC does not have, UNSUPPORTED for calls
   */
  public static String translate(String sql) {
    if (sql.indexOf('{') < 0) {
      return sql;
    }
    EscapeTranslator translator = new EscapeTranslator(SqlToken.of(sql));
    return translator.until(false);
  }

  /** Text up to the closing brace of the escape we are in, or to the end. */
  private String until(boolean brace) {
    StringBuilder out = new StringBuilder();
    while (at < tokens.size()) {
      SqlToken token = tokens.get(at++);
      if (token.isSymbol('{')) {
        out.append(escape());
      } else if (brace && token.isSymbol('}')) {
        return out.toString();
      } else {
        out.append(token.text());
      }
    }
    if (brace) {
      throw new DriverFailure(DriverError.SYNTAX, "A JDBC escape '{' has no closing '}'");
    }
    return out.toString();
  }

  private String escape() {
    skipBlanks();
    SqlToken word = at < tokens.size() ? tokens.get(at) : new SqlToken(SqlToken.Kind.SYMBOL, "}");
    at++;
    return switch (word.upper()) {
      case "D" -> literal("DATE");
      case "T" -> literal("TIME");
      case "TS" -> literal("TIMESTAMP");
      case "FN" -> function();
      case "OJ" -> until(true);
      case "ESCAPE" -> "ESCAPE" + until(true);
      case "LIMIT" -> "LIMIT" + until(true);
      case "CALL", "?" ->
          throw new DriverFailure(
              DriverError.UNSUPPORTED, "Not supported: procedure calls; there are no procedures");
      default -> unknown(word);
    };
  }

  /** <code>{2,3}</code> counts repetitions in MATCH_RECOGNIZE; anything else is no SQL. */
  private String unknown(SqlToken word) {
    if (word.isSymbol(',') || word.text().chars().allMatch(Character::isDigit)) {
      return "{" + word.text() + until(true) + "}";
    }
    throw new DriverFailure(DriverError.SYNTAX, "'{" + word.text() + "' is none of JDBC's escapes");
  }

  private String literal(String type) {
    Matcher matcher = LONG_FRACTION.matcher(until(true).strip());
    return type + " " + matcher.replaceAll("$1");
  }

  private String function() {
    skipBlanks();
    if (at >= tokens.size() || tokens.get(at).kind() != SqlToken.Kind.WORD) {
      throw new DriverFailure(DriverError.SYNTAX, "'{fn' must be followed by a function");
    }
    String name = tokens.get(at++).upper();
    String call = until(true).strip();
    boolean bracketed = call.startsWith("(") && call.endsWith(")");
    if (!bracketed) {
      return call.isEmpty() ? name : name + " " + call;
    }
    return EscapeFunctions.call(name, arguments(call.substring(1, call.length() - 1)));
  }

  /** Cuts at the commas that stand outside all brackets. */
  private static List<String> arguments(String text) {
    List<String> arguments = new ArrayList<>();
    StringBuilder argument = new StringBuilder();
    int depth = 0;
    for (SqlToken token : SqlToken.of(text)) {
      depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
      if (depth == 0 && token.isSymbol(',')) {
        arguments.add(argument.toString().strip());
        argument.setLength(0);
      } else {
        argument.append(token.text());
      }
    }
    if (!arguments.isEmpty() || !argument.toString().isBlank()) {
      arguments.add(argument.toString().strip());
    }
    return arguments;
  }

  private void skipBlanks() {
    while (at < tokens.size() && tokens.get(at).isBlank()) {
      at++;
    }
  }
}
