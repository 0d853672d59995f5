package io.stripejdbc.shell.listing;

import io.stripejdbc.shell.output.ResultPrinter;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The commands that begin with a backslash, as in psql: {@code \d}, {@code \dt}, {@code \dv},
 * {@code \dn}, {@code \d table}. They read the metadata of JDBC alone, which ask Stripe for
 * nothing.
 */
public final class DescribeCommand {
  static final String HELP =
      """
      \\d            tables and views of the current schema
      \\d NAME       columns, keys and references of a table; \\d+ adds what they mean
      \\dt [NAMES]   tables; \\dv views; with + what they hold
      \\dn           schemas
      \\x            rows as columns and back, in the interactive shell
      \\q            quit
      NAMES may name a schema and have * and ?: \\dt stripe.pay*
      """;

  private static final String NO_SUCH_TABLE = "42S02";
  private static final String SYNTAX = "42601";

  private final Connection connection;

  public DescribeCommand(Connection connection) {
    this.connection = connection;
  }

  /** Whether a line is a command of this kind. */
  public static boolean takes(String line) {
    return line.startsWith("\\");
  }

  public static boolean isQuit(String line) {
    return line.equals("\\q");
  }

  /**
   * Runs a command.
   *
   * @throws SQLException for a command that is none, and for a table that is not there
   */
  public void run(String line, PrintStream out, ResultPrinter printer) throws SQLException {
    String[] words = line.strip().replaceAll("\\s*;\\s*$", "").split("\\s+", 2);
    String argument = words.length > 1 ? words[1] : "";
    boolean more = words[0].endsWith("+");
    String command = more ? words[0].substring(0, words[0].length() - 1) : words[0];
    switch (command) {
      case "\\?" -> out.print(HELP);
      case "\\dn" -> print(printer, connection.getMetaData().getSchemas(), "TABLE_SCHEM");
      case "\\dt" -> listTables(argument, more, printer, "TABLE", "SYSTEM TABLE", "BASE TABLE");
      case "\\dv" -> listTables(argument, more, printer, "VIEW");
      case "\\d" -> {
        if (argument.isEmpty()) {
          listTables(argument, more, printer);
        } else {
          describe(argument, more, printer);
        }
      }
      default ->
          throw new SQLException("There is no command " + words[0] + "; \\? lists them", SYNTAX);
    }
  }

  private static void print(ResultPrinter printer, ResultSet from, String column)
      throws SQLException {
    List<List<@Nullable String>> rows = new ArrayList<>();
    try (from) {
      while (from.next()) {
        rows.add(List.of(from.getString(column)));
      }
    }
    printer.print(ListedRows.of(List.of("schema"), rows));
  }

  private void listTables(String names, boolean more, ResultPrinter printer, String... types)
      throws SQLException {
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (FoundTable table : find(names, types)) {
      List<@Nullable String> row = new ArrayList<>();
      row.add(table.schema());
      row.add(table.name());
      row.add(table.type());
      if (more) {
        row.add(table.remarks());
      }
      rows.add(row);
    }
    List<String> labels = List.of("schema", "name", "type", "remarks");
    printer.print(ListedRows.of(labels.subList(0, more ? 4 : 3), rows));
  }

  /**
   * A table of the metadata.
   *
   * @param remarks what it holds, null when nothing is said
   */
  private record FoundTable(
      @Nullable String schema, String name, String type, @Nullable String remarks) {}

  /** In the current schema; where that has none, or another is named, in those. */
  private List<FoundTable> find(String names, String... types) throws SQLException {
    NamePatterns patterns = NamePatterns.of(names, connection);
    if (patterns.schema() != null) {
      return tables(patterns.schema(), patterns.table(), types);
    }
    String current = NamePatterns.of('"' + connection.getSchema() + '"', connection).table();
    List<FoundTable> here = tables(current, patterns.table(), types);
    return here.isEmpty() ? tables("%", patterns.table(), types) : here;
  }

  private List<FoundTable> tables(String schema, String table, String... types)
      throws SQLException {
    List<FoundTable> found = new ArrayList<>();
    String[] wanted = types.length == 0 ? null : types;
    try (ResultSet tables = connection.getMetaData().getTables(null, schema, table, wanted)) {
      while (tables.next()) {
        found.add(
            new FoundTable(
                tables.getString("TABLE_SCHEM"),
                tables.getString("TABLE_NAME"),
                tables.getString("TABLE_TYPE"),
                tables.getString("REMARKS")));
      }
    }
    return found;
  }

  private void describe(String names, boolean more, ResultPrinter printer) throws SQLException {
    List<FoundTable> found = find(names);
    if (found.isEmpty()) {
      throw new SQLException(
          "No table is named " + names + "; \\dt lists them, \\dt *.* those of all schemas",
          NO_SUCH_TABLE);
    }
    for (FoundTable table : found) {
      print(table, more, printer);
    }
  }

  private void print(FoundTable table, boolean more, ResultPrinter printer) throws SQLException {
    DatabaseMetaData data = connection.getMetaData();
    Set<String> keys = new HashSet<>();
    try (ResultSet key = data.getPrimaryKeys(null, table.schema(), table.name())) {
      while (key.next()) {
        keys.add(key.getString("COLUMN_NAME"));
      }
    }
    Map<String, String> references = references(data, table);
    List<List<@Nullable String>> rows = new ArrayList<>();
    String schema = NamePatterns.of('"' + table.schema() + '"', connection).table();
    String name = NamePatterns.of('"' + table.name() + '"', connection).table();
    try (ResultSet column = data.getColumns(null, schema, name, "%")) {
      while (column.next()) {
        rows.add(row(column, keys, references, more));
      }
    }
    List<String> labels = List.of("column", "type", "nullable", "key", "references", "remarks");
    printer.print(ListedRows.of(labels.subList(0, more ? 6 : 5), rows));
  }

  private static List<@Nullable String> row(
      ResultSet column, Set<String> keys, Map<String, String> references, boolean more)
      throws SQLException {
    String name = column.getString("COLUMN_NAME");
    List<@Nullable String> row = new ArrayList<>();
    row.add(name);
    row.add(column.getString("TYPE_NAME"));
    boolean notNull = column.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls;
    row.add(notNull ? "not null" : "");
    row.add(keys.contains(name) ? "primary key" : "");
    row.add(references.getOrDefault(name, ""));
    if (more) {
      row.add(column.getString("REMARKS"));
    }
    return row;
  }

  /**
   * The table and column that each foreign key leads to. A key of several columns is told at its
   * last: before it stands what all have, connected_account.
   */
  private static Map<String, String> references(DatabaseMetaData data, FoundTable table)
      throws SQLException {
    Map<String, String> columnOf = new LinkedHashMap<>();
    Map<String, String> targetOf = new HashMap<>();
    try (ResultSet key = data.getImportedKeys(null, table.schema(), table.name())) {
      while (key.next()) {
        // The columns of a key come in their order, so that its last one stays.
        columnOf.put(key.getString("FK_NAME"), key.getString("FKCOLUMN_NAME"));
        targetOf.put(
            key.getString("FK_NAME"),
            key.getString("PKTABLE_NAME") + "." + key.getString("PKCOLUMN_NAME"));
      }
    }
    Map<String, String> references = new HashMap<>();
    columnOf.forEach(
        (key, column) ->
            references.merge(column, targetOf.get(key), (one, other) -> one + ", " + other));
    return references;
  }
}
