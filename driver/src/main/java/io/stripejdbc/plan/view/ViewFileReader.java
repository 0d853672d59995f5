package io.stripejdbc.plan.view;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Reads the file of a view: comment lines with what a row is, then a comment line for each column,
 * {@code -- name TYPE NOT NULL: what it means} (a line that goes on is indented), then the query.
 *
 * <p>The declared types let tools see the columns without the query being planned; a test holds
 * them against the types the query has.
 */
final class ViewFileReader {
  private static final String COMMENT = "--";
  private static final Pattern COLUMN =
      Pattern.compile("([a-z0-9_]+) ([A-Z]+)(?:\\((\\d+)(?:, (\\d+))?\\))?( NOT NULL)?: (.+)");

  private final String name;
  private final List<String> remarks = new ArrayList<>();
  private final List<ViewColumn> columns = new ArrayList<>();
  private final List<String> query = new ArrayList<>();

  private ViewFileReader(String name) {
    this.name = name;
  }

  /** The file of a view of schema {@code reports}. */
  static ViewFile bundled(String name) {
    return read(name, ViewResource.text("/io/stripejdbc/reports/" + name + ".sql"));
  }

  static ViewFile read(String name, String text) {
    ViewFileReader reader = new ViewFileReader(name);
    text.lines().forEach(reader::line);
    if (reader.remarks.isEmpty() || reader.columns.isEmpty() || reader.query.isEmpty()) {
      throw new IllegalStateException("View '" + name + "' lacks its remarks, columns or query");
    }
    return new ViewFile(
        name,
        String.join(" ", reader.remarks),
        List.copyOf(reader.columns),
        String.join("\n", reader.query));
  }

  private void line(String line) {
    if (!query.isEmpty() || !line.startsWith(COMMENT)) {
      query.add(line);
      return;
    }
    String said = line.substring(COMMENT.length());
    Matcher column = COLUMN.matcher(said.strip());
    if (column.matches()) {
      columns.add(column(column));
    } else if (!said.isBlank()) {
      goOn(said);
    }
  }

  /** A line of the view's remarks, or a further one of the last column's. */
  private void goOn(String said) {
    if (columns.isEmpty()) {
      remarks.add(said.strip());
      return;
    }
    if (!said.startsWith("   ")) {
      throw new IllegalStateException("View '" + name + "': '" + said + "' is no column");
    }
    ViewColumn last = columns.remove(columns.size() - 1);
    columns.add(
        new ViewColumn(
            last.name(),
            last.type(),
            last.precision(),
            last.scale(),
            last.nullable(),
            last.remarks() + " " + said.strip()));
  }

  /** A column as {@code name TYPE NOT NULL: what it means} declares it. */
  static ViewColumn column(String declaration) {
    Matcher column = COLUMN.matcher(declaration);
    if (!column.matches()) {
      throw new IllegalStateException("'" + declaration + "' is no column");
    }
    return column(column);
  }

  private static ViewColumn column(Matcher said) {
    return new ViewColumn(
        said.group(1),
        SqlTypeName.valueOf(said.group(2)),
        said.group(3) == null ? 0 : Integer.parseInt(said.group(3)),
        said.group(4) == null ? 0 : Integer.parseInt(said.group(4)),
        said.group(5) == null,
        said.group(6));
  }
}
