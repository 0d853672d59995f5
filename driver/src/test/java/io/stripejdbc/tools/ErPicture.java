package io.stripejdbc.tools;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The core tables and their references as a picture, drawn from {@link DatabaseMetaData} alone:
 * what a tool would find. Tables stand in columns; the same metadata gives the same bytes.
 */
final class ErPicture {
  private static final List<List<String>> COLUMNS =
      List.of(
          List.of("products", "prices", "subscription_items", "subscriptions"),
          List.of("customers", "invoices", "payment_methods", "payment_intents"),
          List.of("charges", "refunds", "disputes", "application_fees"),
          List.of("accounts", "balance_transactions", "payouts", "transfers"));

  private static final List<String> COLOURS =
      List.of(
          "#3b6fb6", "#b6563b", "#3b9a5f", "#8a4fb0", "#a5832a", "#2b8a96", "#b03f77", "#5b6470");

  private static final int WIDTH = 265;
  private static final int GAP = 80;
  private static final int MARGIN = 20;
  private static final int LINE = 17;
  private static final int HEAD = 24;
  private static final int BETWEEN = 26;

  private final Map<String, Box> boxes = new LinkedHashMap<>();
  private final StringBuilder svg = new StringBuilder();

  /** One table: where it stands and what is written in it. */
  private static final class Box {
    final String table;
    final int column;
    final int top;
    final List<String> keys = new ArrayList<>();
    final Map<String, String> references = new LinkedHashMap<>();

    Box(String table, int column, int top) {
      this.table = table;
      this.column = column;
      this.top = top;
    }

    int left() {
      return MARGIN + column * (WIDTH + GAP);
    }

    /** References that are no part of the key. */
    List<String> plain() {
      return references.keySet().stream().filter(column -> !keys.contains(column)).toList();
    }

    int height() {
      return HEAD + LINE * (keys.size() + plain().size()) + 6;
    }

    /** Middle of the line of a reference. */
    int middle(String reference) {
      List<String> lines = new ArrayList<>(keys);
      lines.addAll(plain());
      int line = lines.indexOf(reference);
      return top + HEAD + LINE * line + LINE / 2 + 2;
    }
  }

  private ErPicture() {}

  static String of(Connection connection) throws SQLException {
    ErPicture picture = new ErPicture();
    picture.read(connection.getMetaData());
    picture.draw();
    return picture.svg.toString();
  }

  private void read(DatabaseMetaData meta) throws SQLException {
    for (int column = 0; column < COLUMNS.size(); column++) {
      int top = MARGIN;
      for (String table : COLUMNS.get(column)) {
        Box box = new Box(table, column, top);
        try (ResultSet rows = meta.getPrimaryKeys(null, "stripe", table)) {
          Map<Integer, String> keys = new HashMap<>();
          while (rows.next()) {
            keys.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
          }
          for (int i = 1; i <= keys.size(); i++) {
            box.keys.add(keys.get(i));
          }
        }
        references(meta, box);
        boxes.put(table, box);
        top += box.height() + BETWEEN;
      }
    }
  }

  /** References to tables of the picture by a column of their own, in the order of the table. */
  private static void references(DatabaseMetaData meta, Box box) throws SQLException {
    Map<String, String> found = new HashMap<>();
    try (ResultSet rows = meta.getImportedKeys(null, "stripe", box.table)) {
      while (rows.next()) {
        String target = rows.getString("PKTABLE_NAME");
        String column = rows.getString("FKCOLUMN_NAME");
        if (!column.equals("connected_account")
            && COLUMNS.stream().anyMatch(tables -> tables.contains(target))) {
          found.put(column, target);
        }
      }
    }
    try (ResultSet rows = meta.getColumns(null, "stripe", box.table.replace("_", "\\_"), null)) {
      while (rows.next()) {
        String column = rows.getString("COLUMN_NAME");
        if (found.containsKey(column)) {
          box.references.put(column, found.get(column));
        }
      }
    }
  }

  private void draw() {
    // References within the last column bend out to the right.
    int width = 3 * MARGIN + COLUMNS.size() * WIDTH + (COLUMNS.size() - 1) * GAP;
    int height =
        boxes.values().stream().mapToInt(box -> box.top + box.height()).max().orElse(0) + MARGIN;
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " font-family=\"system-ui, sans-serif\" font-size=\"12\">",
        width, height, width, height);
    line("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", width, height);
    boxes.values().forEach(this::edges);
    boxes.values().forEach(this::box);
    line("</svg>");
  }

  private void edges(Box from) {
    from.references.forEach((column, table) -> edge(from, column, boxes.get(table)));
  }

  /** From the reference's line to the head of the other table, by the nearer sides. */
  private void edge(Box from, String reference, Box to) {
    int way = Integer.compare(to.column, from.column);
    boolean rightOut = way >= 0;
    boolean rightIn = way <= 0;
    int x1 = from.left() + (rightOut ? WIDTH : 0);
    int x2 = to.left() + (rightIn ? WIDTH : 0);
    int y1 = from.middle(reference);
    int y2 = to.top + HEAD / 2;
    int bend = way == 0 ? 40 : GAP / 2 + 12;
    String colour = COLOURS.get(Math.floorMod(List.copyOf(boxes.keySet()).indexOf(to.table), 8));
    line(
        "<path d=\"M%d %d C%d %d %d %d %d %d\" fill=\"none\" stroke=\"%s\" stroke-opacity=\"0.75\"/>",
        x1,
        y1,
        x1 + (rightOut ? bend : -bend),
        y1,
        x2 + (rightIn ? bend : -bend),
        y2,
        x2,
        y2,
        colour);
    line("<circle cx=\"%d\" cy=\"%d\" r=\"3\" fill=\"%s\"/>", x2, y2, colour);
  }

  private void box(Box box) {
    int x = box.left();
    line(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"5\" fill=\"#ffffff\""
            + " stroke=\"#8792a2\"/>",
        x, box.top, WIDTH, box.height());
    line(
        "<text x=\"%d\" y=\"%d\" font-weight=\"600\" fill=\"#1a1f36\">%s</text>",
        x + 10, box.top + 17, box.table);
    line("<path d=\"M%d %d H%d\" stroke=\"#c1c9d2\"/>", x, box.top + HEAD, x + WIDTH);
    int y = box.top + HEAD + 14;
    for (String key : box.keys) {
      line(
          "<text x=\"%d\" y=\"%d\" fill=\"#1a1f36\" text-decoration=\"underline\">%s</text>",
          x + 10, y, key);
      y += LINE;
    }
    for (String reference : box.plain()) {
      line("<text x=\"%d\" y=\"%d\" fill=\"#4f566b\">%s</text>", x + 10, y, reference);
      y += LINE;
    }
  }

  private void line(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
