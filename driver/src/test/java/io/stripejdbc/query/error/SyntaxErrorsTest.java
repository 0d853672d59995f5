package io.stripejdbc.query.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.query.DialectFixture;
import org.junit.jupiter.api.Test;

/** What does not parse is told with its place, the word and what was expected. */
class SyntaxErrorsTest {
  private final DialectFixture fixture = new DialectFixture();

  private void says(String expected, String sql) {
    assertEquals("42601 SQL does not parse " + expected, fixture.run(sql), sql);
  }

  @Test
  void thePlaceIsThatOfTheWordThatDoesNotFit() {
    says(
        "(line 2, column 6): did not expect 'from'; expected an expression",
        "select id\n   , from charges");
    says(
        "(line 1, column 30): did not expect 'order'; expected an expression;"
            + " as a name write it in double quotes",
        "select id from charges where order by id");
    says(
        "(line 1, column 36): did not expect '5'; expected ',', OFFSET or the end",
        "select id from charges limit 2     5");
  }

  @Test
  void anEndThatComesTooEarlyIsToldAsThat() {
    says("(line 1, column 29): it ends too early; expected BY", "select id from charges group");
    says("(line 1, column 23): it ends too early; expected '}'", "select {d '2024-05-01'");
    says(
        "(line 1, column 29): it ends too early; expected an expression",
        "select id from charges where");
  }

  @Test
  void whatIsNoTokenIsToldAsThat() {
    says("(line 1, column 8): a text has no closing quote '", "select 'abc from charges");
    says("(line 1, column 8): a name has no closing quote \"", "select \"abc from charges");
    says("(line 1, column 8): names are quoted with \", not with `", "select `id` from charges");
    says("(line 1, column 10): a comment has no end */", "select 1 /* from charges");
    says(
        "(line 1, column 11): // is neither an operator nor a comment; write a / b, or -- comment",
        "select 7 // 2");
  }

  @Test
  void aNumberWithLettersIsNoNumberWithAnAlias() {
    says("(line 1, column 9): a number has letters at its end, '_000'", "select 1_000");
    says("(line 1, column 9): a number has letters at its end, 'x10'", "select 0x10");
  }

  @Test
  void formsOfOthersAreRefusedByName() {
    assertTrue(fixture.run("select '{}' @> '{}'").startsWith("42883 Operator @> is not supported"));
    assertTrue(fixture.run("select '{}' #> 'a'").startsWith("42000 A path behind #> is a text"));
    says("(line 1, column 12): TOP is not supported; use LIMIT", "select top 5 id from charges");
  }
}
