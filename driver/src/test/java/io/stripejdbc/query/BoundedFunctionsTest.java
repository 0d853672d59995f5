package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.query.PreparedQuery.ExecutionOptions;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No function takes for ever, or fills the heap, with one value. */
@Timeout(60)
class BoundedFunctionsTest {
  private final FakeSession session = FakeSession.overTenCharges(new InMemoryScanner());

  /** Each takes a minute or a century to the end. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT levenshtein(repeat('a', 1000000), repeat('b', 1000000))",
        "SELECT repeat('a', 1000000) LIKE '%' || repeat('a', 400000) || 'b%'",
        "SELECT repeat('a', 1000000) ILIKE '%' || repeat('A_', 200000) || 'b%'",
        "SELECT position(concat(repeat('a', 400000), 'b') IN repeat('a', 1000000))",
        "SELECT strpos(repeat('a', 1000000), repeat('a', 400000) || 'b')",
        "SELECT replace(repeat('a', 1000000), repeat('a', 400000) || 'b', 'x')",
        "SELECT regexp_like(repeat('a', 1000000), '(a?){900}b')",
        "SELECT repeat('a', 1000000) ~ '(a?){900}b'",
        "SELECT COUNT(*) FROM charges WHERE levenshtein(id || repeat('a', 1000000),"
            + " repeat('b', 1000000)) > 1"
      })
  void theTimeoutReachesIt(String sql) {
    SQLException failure =
        assertThrows(
            SQLException.class, () -> session.run(sql, new ExecutionOptions(0, 100_000_000L, 0)));
    assertEquals("HYT00", failure.getSQLState(), failure.getMessage());
  }

  /** Java's own regular expressions try all ways to match these. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "regexp_like(repeat('a', 40), '^(a+)+$') ; true",
        "regexp_like(repeat('a', 5000) || 'b', '^(a+)+$') ; false",
        "repeat('a', 5000) SIMILAR TO '(a*)*b' ; false",
        "repeat('a', 5000) !~ '(a|a)*b' ; true",
        "repeat('a', 5000) LIKE '%a%a%a%a%a%a%a%a%a%a%a%a%a%a%b' ; false",
        "repeat('a', 5000) NOT LIKE '%a%a%a%a%a%a%a%a%a%a%a%a%a%a%b' ; true",
        "regexp_replace(repeat('a', 40) || 'b', '(a*)*c', 'x') = 'y' ; false"
      })
  void aPatternTakesTimeInProportionToTheText(String condition, String expected)
      throws SQLException {
    assertEquals(List.of(expected), session.rows("SELECT " + condition));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "look-around | (?=a)b",
        "look-around | (?<!a)b",
        "a back-reference | (a)\\1",
        "an atomic group | (?>a)b",
        "a possessive quantifier | a++b"
      })
  void whatIsNotLinearIsRefusedByName(String feature, String regex) {
    SQLException failure =
        assertThrows(
            SQLException.class, () -> session.run("SELECT regexp_like('b', '" + regex + "')"));
    assertEquals("0A000", failure.getSQLState());
    assertTrue(failure.getMessage().contains("uses " + feature), failure.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replace(repeat('a', 1000000), 'a', repeat('b', 1000000))",
        "regexp_replace(repeat('a', 1000000), 'a', repeat('b', 1000000))",
        "array_join(sequence(1, 100000), repeat('b', 1000000))",
        "array_to_string(split(repeat('a,', 100000), ','), repeat('b', 1000000))",
        "format('%999999999d', 1)",
        "format('%1$s%1$s%1$s%1$s%1$s%1$s%1$s%1$s%1$s%1$s%1$s', repeat('b', 1000000))",
        "concat(x, x, x, x, x, x)",
        "concat_ws(',', x, x, x, x, x, x)",
        "x || x || x || x || x || x"
      })
  void noTextIsMadeThatFillsTheHeap(String made) {
    String sql =
        "SELECT length("
            + made
            + ") FROM (SELECT repeat('b', 1000000) || repeat('c', 1000000)"
            + " AS x FROM charges) t";
    SQLException failure = assertThrows(SQLException.class, () -> session.run(sql));
    assertEquals("22023", failure.getSQLState(), failure.getMessage());
    assertTrue(failure.getMessage().contains("10000000 characters"), failure.getMessage());
  }

  @Test
  void shortValuesAreAsBefore() throws SQLException {
    assertEquals(
        List.of("a-b ab a,c xbx 2 2 3 1,2"),
        session.rows(
            "SELECT 'a' || '-b', concat('a', 'b'), concat_ws(',', 'a', NULL, 'c'),"
                + " replace('aba', 'a', 'x'), position('b' IN 'abc'), strpos('abc', 'b'),"
                + " levenshtein('kitten', 'sitting'), array_to_string(ARRAY['1', '2'], ',')"));
    assertEquals(
        List.of("null null null null"),
        session.rows(
            "SELECT CAST(NULL AS VARCHAR) || 'a', replace('a', NULL, 'b'),"
                + " levenshtein(NULL, 'a'), CAST(NULL AS VARCHAR) LIKE 'a'"));
  }
}
