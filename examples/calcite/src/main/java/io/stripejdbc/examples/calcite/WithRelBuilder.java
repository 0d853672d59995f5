package io.stripejdbc.examples.calcite;

import io.stripejdbc.calcite.StripeSchemaFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Map;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.tools.Frameworks;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.tools.RelRunner;

/** Asks without SQL: the five newest charges, in one call. */
public final class WithRelBuilder {
  private WithRelBuilder() {}

  public static void main(String[] args) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:calcite:")) {
      SchemaPlus root = connection.unwrap(CalciteConnection.class).getRootSchema();
      SchemaPlus stripe =
          root.add(
              "stripe", new StripeSchemaFactory().create(root, "stripe", Map.of("demo", true)));
      RelBuilder builder =
          RelBuilder.create(Frameworks.newConfigBuilder().defaultSchema(stripe).build());
      RelNode newest =
          builder
              .scan("charges")
              .filter(
                  builder.equals(builder.field("connected_account"), builder.literal("platform")))
              .sortLimit(0, 5, builder.desc(builder.field("created")))
              .project(builder.field("id"), builder.field("amount"))
              .build();
      try (PreparedStatement statement =
              connection.unwrap(RelRunner.class).prepareStatement(newest);
          ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          System.out.println(rows.getString(1) + " " + rows.getLong(2));
        }
      } finally {
        stripe
            .unwrap(AutoCloseable.class)
            .close(); // Threads and sockets; Calcite closes no schema.
      }
    }
  }
}
