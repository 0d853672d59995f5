package io.stripejdbc.query.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.query.QueryEngine;
import io.stripejdbc.query.ResultColumn;
import io.stripejdbc.query.ResultType;
import io.stripejdbc.query.metadata.TableDescription.ColumnDescription;
import io.stripejdbc.query.session.CalciteQueryEngine;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The files of the views against the queries in them: every view is listed, plans, and has the
 * declared types.
 */
class ReportViewsTest {
  private static final QueryEngine ENGINE = new CalciteQueryEngine(BundledCatalog.instance());

  @Test
  void everyFileIsAView() throws IOException, URISyntaxException {
    URL folder =
        Objects.requireNonNull(ReportViewsTest.class.getResource("/io/stripejdbc/reports"));
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      assertEquals(
          files.map(file -> file.getFileName().toString()).sorted().toList(),
          ViewDescriptions.reports().stream().map(view -> view.name() + ".sql").sorted().toList());
    }
  }

  @Test
  void everyViewHasTheColumnsItsFileDeclares() throws SQLException {
    List<String> declared = new ArrayList<>();
    List<String> derived = new ArrayList<>();
    for (TableDescription view : ViewDescriptions.reports()) {
      declared.add("-- " + view.name());
      derived.add("-- " + view.name());
      view.columns().forEach(column -> declared.add(text(column)));
      for (ResultColumn column : ENGINE.prepare(sql(view.name()), NoScanner.session()).columns()) {
        derived.add(text(column));
      }
    }
    assertEquals(String.join("\n", derived), String.join("\n", declared));
  }

  /** The view's own query, so that nothing hides behind a cast to the declared types. */
  private static String sql(String view) {
    return ViewDescriptions.sql(view);
  }

  private static String text(ColumnDescription column) {
    int digits =
        column.type() == ResultType.VARCHAR && column.precision() == 0
            ? 65_536
            : column.precision();
    return text(column.name(), column.type(), digits, column.scale(), column.nullable());
  }

  private static String text(ResultColumn column) {
    return text(
        column.label(), column.type(), column.precision(), column.scale(), column.nullable());
  }

  private static String text(
      String name, ResultType type, int digits, int scale, boolean nullable) {
    String size =
        switch (type) {
          case DECIMAL -> "(" + digits + ", " + scale + ")";
          case VARCHAR, TIMESTAMP -> "(" + digits + ")";
          default -> "";
        };
    return name + " " + type + size + (nullable ? "" : " NOT NULL");
  }
}
