package io.stripejdbc.query.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.query.QueryEngine;
import io.stripejdbc.query.ResultColumn;
import io.stripejdbc.query.ResultType;
import io.stripejdbc.query.metadata.TableDescription.ColumnDescription;
import io.stripejdbc.query.session.CalciteQueryEngine;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The views of schema sigma against the queries they are made of. */
class SigmaViewsTest {
  private static final Catalog CATALOG = BundledCatalog.instance();
  private static final QueryEngine ENGINE = new CalciteQueryEngine(CATALOG);
  private static final List<TableDescription> VIEWS = ViewDescriptions.sigma(CATALOG);

  @Test
  void everyViewHasTheColumnsItDeclares() throws SQLException {
    List<String> wrong = new ArrayList<>();
    for (TableDescription view : VIEWS) {
      List<ResultColumn> derived =
          ENGINE.prepare(ViewDescriptions.sql(view.name(), CATALOG), NoScanner.session()).columns();
      for (int i = 0; i < derived.size(); i++) {
        ColumnDescription declared = view.columns().get(i);
        if (!fits(declared, derived.get(i))) {
          wrong.add(view.name() + ": " + declared + " is " + derived.get(i));
        }
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  private static boolean fits(ColumnDescription declared, ResultColumn derived) {
    boolean wide =
        declared.type() == ResultType.VARCHAR
            ? declared.precision() == 0 || derived.precision() <= declared.precision()
            : declared.type() != ResultType.DECIMAL
                || (declared.precision() == derived.precision()
                    && declared.scale() == derived.scale());
    return declared.name().equals(derived.label())
        && declared.type() == derived.type()
        && wide
        && (declared.nullable() || !derived.nullable());
  }

  @Test
  void noNameIsTwiceInAView() {
    for (TableDescription view : VIEWS) {
      Set<String> seen = new HashSet<>();
      for (ColumnDescription column : view.columns()) {
        assertTrue(seen.add(column.name()), view.name() + "." + column.name());
        assertTrue(!column.remarks().isEmpty(), view.name() + "." + column.name());
      }
    }
  }

  @Test
  void aReferenceIsNamedWithId() {
    List<String> plain = new ArrayList<>();
    for (TableDescription view : VIEWS) {
      Set<String> names =
          view.columns().stream().map(ColumnDescription::name).collect(Collectors.toSet());
      CATALOG.table(view.name()).stream()
          .flatMap(table -> table.columns().stream())
          .filter(column -> column.references() != null && !column.name().endsWith("id"))
          .filter(column -> names.contains(column.name()))
          .forEach(column -> plain.add(view.name() + "." + column.name()));
    }
    assertEquals(List.of(), plain);
  }

  @Test
  void everyTableOfThePlatformHasATwinWithTheAccountFirst() {
    for (TableDescription view : VIEWS) {
      String first = view.columns().get(0).name();
      boolean connected = view.name().startsWith("connected_account");
      assertEquals(connected, first.equals("account"), view.name());
    }
  }
}
