package io.stripejdbc.house;

import java.util.List;
import java.util.Map;

/**
 * The packages of the driver as an SVG picture, from top to bottom as imports may go: a box for
 * each package, and inside of it the packages it is divided into. The same packages give the same
 * bytes.
 */
final class ArchitecturePicture {
  private static final int LEFT = 40;
  private static final int WIDTH = 700;
  private static final int BESIDE = 270;
  private static final int GAP = 14;
  private static final int HEAD = 28;
  private static final int ROW = 30;
  private static final int PAD = 8;
  private static final int MARGIN = 20;
  private static final String LINES = "#5b6470";
  private static final String OUTER = "#eef2f7";
  private static final String INNER = "#ffffff";

  private final Map<String, List<List<String>>> inside;
  private final StringBuilder svg = new StringBuilder();

  private ArchitecturePicture(Map<String, List<List<String>>> inside) {
    this.inside = inside;
  }

  /**
   * The picture.
   *
   * @param floors packages from the top, those of one line beside each other
   * @param inside the same for the packages inside of a package; "" is the package itself
   * @param alone the package that none of the others but {@code starter} may import
   */
  static String of(
      List<List<String>> floors,
      Map<String, List<List<String>>> inside,
      String alone,
      String starter) {
    return new ArchitecturePicture(inside).draw(floors, alone, starter);
  }

  private String draw(List<List<String>> floors, String alone, String starter) {
    int top = MARGIN;
    for (int number = 0; number < floors.size(); number++) {
      List<String> floor = floors.get(number);
      int height = floor.stream().mapToInt(this::height).max().orElse(0);
      text(MARGIN, top + 19, "start", LINES, String.valueOf(number + 1));
      line(floor, top, height);
      top += height + GAP;
    }
    box(alone, LEFT + WIDTH + 2 * GAP, MARGIN, BESIDE, height(alone));
    text(
        LEFT + WIDTH + 2 * GAP,
        MARGIN + height(alone) + 20,
        "start",
        LINES,
        "imported by " + starter + " alone");
    int width = LEFT + WIDTH + 2 * GAP + BESIDE + MARGIN;
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" \
    font-family="system-ui, sans-serif" font-size="13">
    <rect width="%1$d" height="%2$d" fill="#ffffff"/>
    %3$s</svg>
    """
        .formatted(width, top - GAP + MARGIN, svg);
  }

  /** Boxes of one height; one that is divided gets more of the width. */
  private void line(List<String> floor, int top, int height) {
    int parts = floor.stream().mapToInt(this::weight).sum();
    int part = (WIDTH - (floor.size() - 1) * GAP) / parts;
    int left = LEFT;
    for (String name : floor) {
      int width = part * weight(name);
      box(name, left, top, width, height);
      left += width + GAP;
    }
  }

  private int weight(String name) {
    return inside.containsKey(name) ? 3 : 1;
  }

  private int height(String name) {
    List<List<String>> rows = inside.get(name);
    return rows == null ? HEAD : HEAD + rows.size() * ROW + PAD;
  }

  private void box(String name, int left, int top, int width, int height) {
    rectangle(left, top, width, height, OUTER);
    text(left + 10, top + 19, "start", "#1f2933", name);
    int row = top + HEAD;
    for (List<String> names : inside.getOrDefault(name, List.of())) {
      int each = (width - 2 * PAD - (names.size() - 1) * PAD) / names.size();
      int x = left + PAD;
      for (String inner : names) {
        rectangle(x, row, each, ROW - PAD, INNER);
        String label = inner.isEmpty() ? "(" + name + " itself)" : inner;
        text(x + each / 2, row + 15, "middle", "#1f2933", label);
        x += each + PAD;
      }
      row += ROW;
    }
  }

  private void rectangle(int left, int top, int width, int height, String fill) {
    svg.append(
        """
        <rect x="%d" y="%d" width="%d" height="%d" rx="4" fill="%s" stroke="%s"/>
        """
            .formatted(left, top, width, height, fill, LINES));
  }

  private void text(int x, int y, String anchor, String colour, String text) {
    svg.append(
        """
        <text x="%d" y="%d" text-anchor="%s" fill="%s">%s</text>
        """
            .formatted(x, y, anchor, colour, text));
  }
}
