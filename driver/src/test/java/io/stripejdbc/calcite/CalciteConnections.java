package io.stripejdbc.calcite;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.schema.SchemaPlus;

/** Connections of stock Calcite with the schema {@code stripe}. */
public final class CalciteConnections {
  private CalciteConnections() {}

  /** A connection in default settings but for the case of names. */
  public static Opened open(Map<String, Object> operand) throws SQLException {
    Properties info = new Properties();
    info.setProperty("unquotedCasing", "UNCHANGED");
    info.setProperty("caseSensitive", "false");
    info.setProperty("defaultNullCollation", "HIGH");
    return open(operand, info);
  }

  static Opened open(Map<String, Object> operand, Properties info) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:calcite:", info);
    CalciteConnection calcite = connection.unwrap(CalciteConnection.class);
    SchemaPlus root = calcite.getRootSchema();
    root.add("stripe", new StripeSchemaFactory().create(root, "stripe", operand));
    calcite.setSchema("stripe");
    return new Opened(calcite);
  }

  /** A connection with its schema of Stripe, which no connection of Calcite closes. */
  public record Opened(CalciteConnection connection) implements AutoCloseable {
    @Override
    public void close() throws SQLException {
      close(connection, "stripe");
      connection.close();
    }

    static void close(CalciteConnection connection, String schema) throws SQLException {
      SchemaPlus found = connection.getRootSchema().subSchemas().get(schema);
      Objects.requireNonNull(Objects.requireNonNull(found).unwrap(AdapterSchema.class)).close();
    }
  }

  /** The exception of the driver behind what Calcite makes of it. */
  static SQLException ours(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && sql.getSQLState() != null) {
        return sql;
      }
    }
    throw new AssertionError("no failure of the driver", failure);
  }

  /** The rows of a query, each as text. */
  public static List<String> rows(Connection connection, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(result.getString(i));
        }
        rows.add(String.join("|", row));
      }
    }
    return rows;
  }
}
