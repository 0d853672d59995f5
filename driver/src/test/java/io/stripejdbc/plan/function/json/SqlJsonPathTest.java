package io.stripejdbc.plan.function.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.plan.function.scalar.JsonReader;
import io.stripejdbc.plan.function.scalar.JsonWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Paths of SQL/JSON against values worked out by hand, or by PostgreSQL's jsonb_path_query_array.
 */
class SqlJsonPathTest {
  private static final String SHOP =
      "{\"a.b\":1,\"n\":null,\"t\":\"text\",\"o\":{\"x\":1,\"y\":[2,3]},"
          + "\"l\":[10,20,30,40],\"big\":12345678901234567890.123,"
          + "\"items\":[{\"k\":\"A1\",\"p\":5},{\"k\":\"B2\",\"p\":12.50},{\"p\":\"12\"},7]}";

  private static String found(String path) {
    return JsonWriter.write(SqlJsonPathReader.read(path).find(JsonReader.read(SHOP)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "$.\"a.b\"; [1]",
        "$.o.x; [1]",
        "lax $.o.nothing; []",
        "$.n; [null]",
        "$.o.*; [1,[2,3]]",
        "$.l[0]; [10]",
        "$.l[last]; [40]",
        "$.l[last - 1]; [30]",
        "$.l[1 to 2]; [20,30]",
        "$.l[0, 2 to last]; [10,30,40]",
        "$.l[9]; []",
        "$.l[*]; [10,20,30,40]",
        "$.t[0]; [\"text\"]",
        "$.t[*]; [\"text\"]",
        "$.items.k; [\"A1\",\"B2\"]",
        "$.items[*].k; [\"A1\",\"B2\"]",
        "$.big; [12345678901234567890.123]",
        "$.l[*] ? (@ > 15 && @ < 35); [20,30]",
        "$.l[*] ? (@ <= 10 || @ >= 40); [10,40]",
        "$.l[*] ? (!(@ == 20)); [10,30,40]",
        "$.l[*] ? (@ <> 20); [10,30,40]",
        "$.l[*] ? (@ != 20 && @ != 30); [10,40]",
        "$.l ? (@ > 35); [40]",
        "$.l[?(@ > 35)]; [40]",
        "$.items[*] ? (@.p > 10).k; [\"B2\"]",
        "$.items[*] ? (exists(@.k)).p; [5,12.50]",
        "$.items[*] ? (@.k).p; [5,12.50]",
        "$.items[*] ? (@.k starts with \"A\").p; [5]",
        "$.items[*] ? (@.k == \"B2\").p; [12.50]",
        "$.items[*] ? ((@.p > 6) is unknown).p; [\"12\"]",
        "$.items[*] ? (@.p == $.items[0].p).k; [\"A1\"]",
        "$.n ? (@ == null); [null]",
        "$.o.y.size(); [2]",
        "$.t.size(); [1]",
        "$.*.type(); [\"number\",\"null\",\"string\",\"object\",\"array\",\"number\",\"array\"]",
        "$.items[1].p.floor(); [12]",
        "$.items[1].p.ceiling(); [13]",
        "$.items[2].p.double(); [12]",
        "$.l.abs(); [10,20,30,40]",
        // In strict mode too, what does not fit inside of a condition is unknown.
        "strict $.items[*] ? (@.k == \"B2\").p; [12.50]",
        "strict $.items[*] ? (exists(@.k)).p; [5,12.50]",
        "strict $.items[*] ? (@.k starts with \"A\").p; [5]",
        "strict $.l[*] ? (@ > 35); [40]",
      })
  void aPathLeadsTo(String path, String items) {
    assertEquals(items, found(path));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "strict $.nothing; NO_JSON_MEMBER",
        "strict $.t.*; NO_JSON_MEMBER",
        "strict $.t[*]; JSON_SUBSCRIPT",
        "strict $.t[0]; JSON_SUBSCRIPT",
        "strict $.l[9]; JSON_SUBSCRIPT",
        "strict $.l[2 to 1]; JSON_SUBSCRIPT",
        "strict $.l.abs(); JSON_SCALAR_REQUIRED",
        "$.t.abs(); JSON_SCALAR_REQUIRED",
        "$.t.double(); JSON_SCALAR_REQUIRED",
      })
  void whatDoesNotFitIsAnErrorOfItsKind(String path, DriverError error) {
    assertEquals(error, assertThrows(DriverFailure.class, () -> found(path)).error());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "$.",
        "$..a",
        "$.**",
        "$.a[",
        "$.a[-1]",
        "$.a[x]",
        "$.a[1",
        "$.a[\"b]",
        "$ ? @.a",
        "$ ? (@.a == )",
        "$ ? (@.a",
        "$ ? (exists @.a)",
        "$ ? (@.a like_regex \"x\")",
        "$.a.length()",
        "$.a.size(1)",
        "$ x",
        "$.a[9999999999]",
        "$ ? (@.a starts with 1)",
        "$ ? (@.a + 1 > 2)",
      })
  void whatIsNoPathIsRefusedWithThePlace(String path) {
    DriverFailure refusal =
        assertThrows(DriverFailure.class, () -> SqlJsonPathReader.read(path), path);
    assertTrue(
        refusal.getMessage().contains("is no SQL/JSON path (character "), refusal.getMessage());
  }

  @Test
  void whatIsGivenInsteadIsAsTheClausesSay() {
    SqlJsonFunctions functions = new SqlJsonFunctions();
    assertEquals("x", functions.value("{}", "$.a", "DEFAULT", "x", "NULL", null));
    assertEquals("y", functions.value("{\"a\":[1,2]}", "$.a", "NULL", null, "DEFAULT", "y"));
    assertEquals("[]", functions.query("{}", "$.a", "WITHOUT_ARRAY", "EMPTY_ARRAY", "NULL"));
    assertEquals("{}", functions.query("no", "$.a", "WITHOUT_ARRAY", "NULL", "EMPTY_OBJECT"));
    assertEquals("[1]", functions.query("1", "$", "WITH_CONDITIONAL_ARRAY", "NULL", "NULL"));
    assertEquals("[2]", functions.query("[2]", "$", "WITH_CONDITIONAL_ARRAY", "NULL", "NULL"));
    assertEquals("[[2]]", functions.query("[2]", "$", "WITH_UNCONDITIONAL_ARRAY", "NULL", "NULL"));
    assertEquals(true, functions.exists("no", "$", "TRUE"));
    assertEquals(null, functions.exists("no", "$", "UNKNOWN"));
    assertEquals(false, functions.exists("no", "$", "FALSE"));
    assertThrows(DriverFailure.class, () -> functions.exists("no", "$", "ERROR"));
    assertThrows(
        DriverFailure.class, () -> functions.value("{}", "$.a", "ERROR", null, "NULL", null));
  }
}
