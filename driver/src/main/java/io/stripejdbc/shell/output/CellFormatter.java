package io.stripejdbc.shell.output;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value as a terminal can show it.
 *
 * @param lines its lines, at least one, free of control characters
 */
public record CellFormatter(List<String> lines) {
  /** The emoji below U+1F300 that are wide without a variation selector (EastAsianWidth.txt). */
  private static final String WIDE_SYMBOLS =
      "\u231a\u231b\u23e9\u23ea\u23eb\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u267f\u2693\u26a1\u26aa\u26ab"
          + "\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728"
          + "\u274c\u274e\u2753\u2754\u2755\u2757\u2795\u2796\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55";

  private static final CellFormatter NULL = new CellFormatter(List.of("null"));

  /** The cell of a value; null for SQL NULL. */
  static CellFormatter of(@Nullable String value) {
    return value == null
        ? NULL
        : new CellFormatter(value.lines().map(CellFormatter::harmless).toList());
  }

  public CellFormatter {
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
  public static String harmless(String line) {
    if (line.chars().noneMatch(CellFormatter::isHidden)) {
      return line;
    }
    StringBuilder text = new StringBuilder();
    line.chars()
        .forEach(
            c -> {
              if (c == '\t') {
                text.append(' ');
              } else if (isHidden(c)) {
                text.append(String.format("\\u%04x", c));
              } else {
                text.append((char) c);
              }
            });
    return text.toString();
  }

  /** Controls, and what turns the direction of the text around it (Unicode TR 9). */
  private static boolean isHidden(int c) {
    return Character.isISOControl(c)
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }

  private static int width(String text) {
    return text.codePoints().map(CellFormatter::width).sum();
  }

  /** The scripts that terminals show two columns wide (Unicode TR 11), roughly, and emoji. */
  private static int width(int codePoint) {
    if (codePoint < 0x300) {
      return 1;
    }
    if (isNoWidth(codePoint)) {
      return 0;
    }
    boolean wide =
        (codePoint >= 0x1100 && codePoint <= 0x115F)
            || (codePoint >= 0x2E80 && codePoint <= 0xA4CF && codePoint != 0x303F)
            || (codePoint >= 0xA960 && codePoint <= 0xA97C)
            || (codePoint >= 0xAC00 && codePoint <= 0xD7A3)
            || (codePoint >= 0xF900 && codePoint <= 0xFAFF)
            || (codePoint >= 0xFE30 && codePoint <= 0xFE6F)
            || (codePoint >= 0xFF00 && codePoint <= 0xFF60)
            || (codePoint >= 0xFFE0 && codePoint <= 0xFFE6)
            || (codePoint >= 0x1F300 && codePoint <= 0x1FAFF)
            || (codePoint >= 0x20000 && codePoint <= 0x3FFFD)
            || WIDE_SYMBOLS.indexOf(codePoint) >= 0;
    return wide ? 2 : 1;
  }

  /** Marks upon the letter before, joiners, and the later parts of Hangul syllables. */
  private static boolean isNoWidth(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT
        || (codePoint >= 0x1160 && codePoint <= 0x11FF);
  }
}
