package io.stripejdbc.jdbc.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.jdbc.connection.FakeConnectionContext;
import io.stripejdbc.jdbc.metadata.FunctionMetaDataQuery.Argument;
import io.stripejdbc.jdbc.metadata.FunctionMetaDataQuery.Function;
import io.stripejdbc.plan.function.StripeOperatorTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.validate.SqlUserDefinedAggFunction;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;
import org.junit.jupiter.api.Test;

/** The listed functions are those of the driver, and tools can read them. */
class FunctionMetaDataQueryTest {
  private static Map<String, SqlOperator> own() {
    Map<String, SqlOperator> own = new TreeMap<>();
    for (SqlOperator operator : StripeOperatorTable.INSTANCE.getOperatorList()) {
      if (operator instanceof SqlUserDefinedFunction
          || operator instanceof SqlUserDefinedAggFunction) {
        own.put(operator.getName(), operator);
      }
    }
    return own;
  }

  @Test
  void everyFunctionOfTheDriverIsListedOnceAndSorted() {
    List<String> listed = FunctionMetaDataQuery.all().stream().map(Function::name).toList();
    Set<String> missing = new TreeSet<>(own().keySet());
    listed.forEach(missing::remove);
    assertEquals(Set.of(), missing, "have no line in functions.txt beside FunctionMetaDataQuery");
    assertEquals(List.copyOf(own().keySet()), listed, "the names in functions.txt, sorted");
  }

  @Test
  void everyListedFunctionStandsInTheDocs() throws IOException {
    Set<String> words =
        new TreeSet<>(List.of(Files.readString(Path.of("../docs/sql.md")).split("[^a-zA-Z0-9_]+")));
    Set<String> missing =
        FunctionMetaDataQuery.all().stream()
            .map(Function::name)
            .filter(name -> !words.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of(), missing, "have no row in docs/sql.md");
  }

  @Test
  void argumentsAreAsManyAsTheFunctionTakes() {
    Map<String, SqlOperator> own = own();
    for (Function function : FunctionMetaDataQuery.all()) {
      SqlOperandCountRange counts = own.get(function.name()).getOperandCountRange();
      long required = function.arguments().stream().filter(a -> !a.optional()).count();
      assertEquals(counts.getMin(), required, function.toString());
      if (counts.getMax() >= 0) {
        assertEquals(counts.getMax(), function.arguments().size(), function.toString());
      }
      assertTrue(function.remarks().length() > 5, function.toString());
      assertFalse(function.arguments().stream().map(Argument::name).anyMatch(String::isEmpty));
    }
  }

  @Test
  void toolsFindThemByPattern() throws SQLException {
    DatabaseMetaData meta = new FakeConnectionContext().connect().getMetaData();
    try (ResultSet rows = meta.getFunctions(null, null, "MAJOR\\_%")) {
      assertTrue(rows.next());
      assertEquals("major_units", rows.getString("FUNCTION_NAME"));
      assertEquals(DatabaseMetaData.functionNoTable, rows.getInt("FUNCTION_TYPE"));
      assertFalse(rows.next());
    }
    try (ResultSet rows = meta.getFunctionColumns(null, null, "major_units", null)) {
      assertTrue(rows.next());
      assertEquals(DatabaseMetaData.functionReturn, rows.getInt("COLUMN_TYPE"));
      assertEquals(Types.DECIMAL, rows.getInt("DATA_TYPE"));
      assertEquals(0, rows.getInt("ORDINAL_POSITION"));
      assertTrue(rows.next());
      assertEquals("amount", rows.getString("COLUMN_NAME"));
      assertTrue(rows.next());
      assertEquals("VARCHAR", rows.getString("TYPE_NAME"));
      assertFalse(rows.next());
    }
    assertFalse(meta.getFunctions("other", null, "%").next());
    assertFalse(meta.getFunctions(null, "stripe", "%").next());
    assertFalse(meta.getProcedures(null, null, "%").next());
  }
}
