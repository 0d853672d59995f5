package io.stripejdbc.plan.function.scalar;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads PostgreSQL's text of an array of one dimension: <code>{a, "b c", NULL}</code>. */
public final class ArrayLiteral {
  private final String text;
  private int at;

  private ArrayLiteral(String text) {
    this.text = text;
  }

  /** Whether a text looks like one. */
  public static boolean is(String text) {
    String stripped = text.strip();
    return stripped.startsWith("{") && stripped.endsWith("}");
  }

  /**
   * The elements as text, null for NULL.
   *
   * @throws DriverFailure BAD_CAST for a text that is no such array
   */
  public static List<@Nullable String> elements(String text) {
    return new ArrayLiteral(text.strip()).read();
  }

  private List<@Nullable String> read() {
    List<@Nullable String> elements = new ArrayList<>();
    expect('{');
    blanks();
    if (peek() != '}') {
      elements.add(element());
      while (peek() == ',') {
        at++;
        elements.add(element());
      }
    }
    expect('}');
    if (at < text.length()) {
      throw malformed("goes on behind its }");
    }
    return elements;
  }

  private @Nullable String element() {
    blanks();
    if (peek() == '{') {
      throw malformed("has arrays in it");
    }
    if (peek() == '"') {
      return quoted();
    }
    StringBuilder element = new StringBuilder();
    int escaped = 0;
    while (peek() != ',' && peek() != '}') {
      escaped = peek() == '\\' ? element.length() + 1 : escaped;
      element.append(character());
    }
    // Blanks at its end belong to the element only where they are written with a backslash.
    while (element.length() > escaped
        && Character.isWhitespace(element.charAt(element.length() - 1))) {
      element.setLength(element.length() - 1);
    }
    if (element.isEmpty()) {
      throw malformed("has an element that is missing");
    }
    return escaped == 0 && element.toString().equalsIgnoreCase("null") ? null : element.toString();
  }

  private String quoted() {
    StringBuilder element = new StringBuilder();
    at++;
    while (peek() != '"') {
      element.append(character());
    }
    at++;
    blanks();
    return element.toString();
  }

  private char character() {
    if (peek() == '\\') {
      at++;
    }
    char character = peek();
    at++;
    return character;
  }

  private char peek() {
    if (at >= text.length()) {
      throw malformed("has no end");
    }
    return text.charAt(at);
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private void expect(char character) {
    if (text.isEmpty() || peek() != character) {
      throw malformed("is no list in { }");
    }
    at++;
  }

  private DriverFailure malformed(String why) {
    String shown = text.length() <= 40 ? text : text.substring(0, 40) + "…";
    return new DriverFailure(
        DriverError.BAD_CAST,
        "'%s' %s; an array is written ARRAY[1, 2] or '{1,2}'".formatted(shown, why));
  }
}
