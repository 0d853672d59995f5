package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import org.junit.jupiter.api.Test;

class EscapeTranslatorTest {
  private static void becomes(String expected, String sql) {
    assertEquals(expected, EscapeTranslator.translate(sql));
  }

  private static void refuses(DriverError expected, String sql) {
    DriverFailure refused =
        assertThrows(DriverFailure.class, () -> EscapeTranslator.translate(sql), sql);
    assertEquals(expected, refused.error(), sql);
  }

  @Test
  void sqlWithoutEscapesStaysTheSameObject() {
    String sql = "SELECT 1";
    assertSame(sql, EscapeTranslator.translate(sql));
  }

  @Test
  void datesAndTimesBecomeLiterals() {
    becomes("SELECT DATE '2024-05-01'", "SELECT {d '2024-05-01'}");
    becomes("SELECT TIME '10:00:00'", "SELECT { t '10:00:00' }");
    becomes("SELECT TIMESTAMP '2024-05-01 10:00:00'", "SELECT {TS '2024-05-01 10:00:00'}");
  }

  @Test
  void moreThanMillisecondsAreCutOff() {
    becomes("TIMESTAMP '2024-05-01 10:00:00.123'", "{ts '2024-05-01 10:00:00.123456789'}");
    becomes("TIMESTAMP '2024-05-01 10:00:00.1'", "{ts '2024-05-01 10:00:00.1'}");
  }

  @Test
  void functionsAreFoundInAnyLetterCaseAndNested() {
    becomes("UPPER(TRIM(LEADING FROM x))", "{fn ucase({fn ltrim(x)})}");
    becomes("(a || f(b, c))", "{fn CONCAT(a, f(b, c))}");
    becomes("POSITION('a,)' IN x FROM 2)", "{fn locate('a,)', x, 2)}");
    becomes("CURRENT_TIMESTAMP", "{fn now()}");
    becomes("TIMESTAMPADD(DAY, 1, x)", "{fn TIMESTAMPADD(SQL_TSI_DAY, 1, x)}");
    becomes("CAST(x AS VARCHAR)", "{fn convert(x, SQL_VARCHAR)}");
    becomes("ABS(?)", "{fn abs(?)}");
    becomes("EXTRACT(YEAR FROM x)", "{fn extract(YEAR FROM x)}");
  }

  @Test
  void joinsLikeEscapesAndLimitsLoseTheirBraces() {
    becomes("FROM  a LEFT OUTER JOIN b ON a.x = b.x", "FROM {oj a LEFT OUTER JOIN b ON a.x = b.x}");
    becomes("x LIKE 'a\\%' ESCAPE '\\'", "x LIKE 'a\\%' {escape '\\'}");
    becomes("SELECT 1 LIMIT 5", "SELECT 1 {limit 5}");
    becomes("SELECT 1 LIMIT ? OFFSET 2", "SELECT 1 {limit ? OFFSET 2}");
  }

  @Test
  void whatStandsInTextStays() {
    becomes("SELECT '{d x}', \"{fn\" /* {ts */", "SELECT '{d x}', \"{fn\" /* {ts */");
    becomes("PATTERN (a{2,3} b{,2})", "PATTERN (a{2,3} b{,2})");
  }

  @Test
  void whatIsNoEscapeIsRefused() {
    refuses(DriverError.UNSUPPORTED, "{call p(1)}");
    refuses(DriverError.UNSUPPORTED, "{? = call p(1)}");
    refuses(DriverError.SYNTAX, "SELECT {x 1}");
    refuses(DriverError.SYNTAX, "SELECT {d '2024-05-01'");
    refuses(DriverError.SYNTAX, "SELECT {");
    refuses(DriverError.SYNTAX, "SELECT {fn}");
  }
}
