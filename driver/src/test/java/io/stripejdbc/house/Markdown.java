package io.stripejdbc.house;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The SQL blocks of a document, with the mark above and the result below them. */
final class Markdown {
  private static final String FENCE = "```";
  private static final Pattern MARK = Pattern.compile("<!-- (not run|fails): (.+) -->");

  private Markdown() {}

  /**
   * A SQL block.
   *
   * @param line where it starts, from 1
   * @param sql what is in it
   * @param mark the HTML comment right above, empty for none
   * @param result the {@code text} block that follows, empty when there is none
   */
  record Example(int line, String sql, String mark, String result) {
    /** Whether the writer said that it cannot run here. */
    boolean isNotRun() {
      return mark.startsWith("not run");
    }

    /** The SQLState it is to fail with, empty when it is to succeed. */
    String expectedState() {
      Matcher matcher = MARK.matcher("<!-- " + mark + " -->");
      return matcher.matches() && matcher.group(1).equals("fails") ? matcher.group(2) : "";
    }

    /** Whether this is the output; a line {@code …} in the result stands for any lines. */
    boolean shows(String output) {
      if (result.isEmpty()) {
        return true;
      }
      StringBuilder regex = new StringBuilder();
      for (String expected : result.strip().lines().toList()) {
        regex.append(
            expected.strip().equals("…")
                ? "(?:.*\n)*?"
                : Pattern.quote(expected.stripTrailing()) + " *\n");
      }
      return Pattern.matches(regex.toString(), output.strip() + "\n");
    }
  }

  /** All SQL blocks of a document. */
  static List<Example> examples(String document) {
    List<String> lines = document.lines().toList();
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(FENCE)) {
        int end = end(lines, i);
        if (lines.get(i).equals(FENCE + "sql")) {
          examples.add(
              new Example(
                  i + 1, text(lines, i, end), markAbove(lines, i), resultBelow(lines, end)));
        }
        i = end;
      }
    }
    return examples;
  }

  /** The closing fence, of as many backticks as the opening one: four enclose three. */
  private static int end(List<String> lines, int start) {
    String fence = lines.get(start).replaceFirst("^(`+).*", "$1");
    int end = start + 1;
    while (end < lines.size() && !lines.get(end).equals(fence)) {
      end++;
    }
    return end;
  }

  private static String text(List<String> lines, int start, int end) {
    return String.join("\n", lines.subList(start + 1, end)) + "\n";
  }

  private static String markAbove(List<String> lines, int start) {
    Matcher mark = MARK.matcher(start == 0 ? "" : lines.get(start - 1));
    return mark.matches() ? mark.group(1) + ": " + mark.group(2) : "";
  }

  private static String resultBelow(List<String> lines, int end) {
    int next = end + 1;
    while (next < lines.size() && lines.get(next).isBlank()) {
      next++;
    }
    boolean result = next < lines.size() && lines.get(next).equals(FENCE + "text");
    return result ? text(lines, next, end(lines, next)) : "";
  }
}
