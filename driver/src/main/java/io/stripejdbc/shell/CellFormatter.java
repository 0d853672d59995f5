package io.stripejdbc.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value as a terminal can show it.
 *
 * @param lines its lines, at least one, free of control characters
 */
record CellFormatter(List<String> lines) {
  private static final CellFormatter NULL = new CellFormatter(List.of("null"));

  /** The cell of a value; null for SQL NULL. */
  static CellFormatter of(@Nullable String value) {
    return value == null
        ? NULL
        : new CellFormatter(value.lines().map(CellFormatter::harmless).toList());
  }

  CellFormatter {
    lines = lines.isEmpty() ? List.of("") : lines;
  }

  int height() {
    return lines.size();
  }

  /** How many columns of a terminal the widest line takes. */
  int width() {
    return lines.stream().mapToInt(CellFormatter::width).max().orElse(0);
  }

  /** One line, filled with spaces to a width. */
  String line(int level, int width, boolean right) {
    String text = level < lines.size() ? lines.get(level) : "";
    String fill = " ".repeat(Math.max(0, width - width(text)));
    return right ? fill + text : text + fill;
  }

  /**
   * A line without control characters: a customer named with an escape sequence must not steer the
   * terminal of the one who reads.
   */
  static String harmless(String line) {
    if (line.chars().noneMatch(Character::isISOControl)) {
      return line;
    }
    StringBuilder text = new StringBuilder();
    line.chars()
        .forEach(
            c -> {
              if (c == '\t') {
                text.append(' ');
              } else if (Character.isISOControl(c)) {
                text.append(String.format("\\u%04x", c));
              } else {
                text.append((char) c);
              }
            });
    return text.toString();
  }

  private static int width(String text) {
    return text.codePoints().map(CellFormatter::width).sum();
  }

  /** The scripts that terminals show two columns wide (Unicode TR 11), roughly, and emoji. */
  private static int width(int codePoint) {
    if (codePoint < 0x300) {
      return 1;
    }
    if (Character.getType(codePoint) == Character.NON_SPACING_MARK) {
      return 0;
    }
    boolean wide =
        (codePoint >= 0x1100 && codePoint <= 0x115F)
            || (codePoint >= 0x2E80 && codePoint <= 0xA4CF)
            || (codePoint >= 0xAC00 && codePoint <= 0xD7A3)
            || (codePoint >= 0xF900 && codePoint <= 0xFAFF)
            || (codePoint >= 0xFF00 && codePoint <= 0xFF60)
            || (codePoint >= 0x1F300 && codePoint <= 0x1FAFF)
            || (codePoint >= 0x20000 && codePoint <= 0x3FFFD);
    return wide ? 2 : 1;
  }
}
