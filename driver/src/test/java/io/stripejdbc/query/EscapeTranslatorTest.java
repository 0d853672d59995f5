package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.query.parser.EscapeTranslator;
import org.junit.jupiter.api.Test;

/** JDBC's escapes, as text for {@code nativeSQL} and as the grammar reads them. */
class EscapeTranslatorTest {
  private final DialectFixture fixture = new DialectFixture();

  private void gives(String rows, String sql) {
    assertEquals(rows, fixture.run(sql), sql);
  }

  private void refused(String state, String sql) {
    String answer = fixture.run(sql);
    assertTrue(answer.startsWith(state), answer);
  }

  private static void becomes(String expected, String sql) {
    assertEquals(expected, EscapeTranslator.translate(sql));
  }

  @Test
  void theTextHasNoBracesWhereTheyAreNotNeeded() {
    becomes("SELECT DATE '2024-05-01'", "SELECT {d '2024-05-01'}");
    becomes("SELECT\r\nTIME '10:00:00' ", "SELECT\r\n{ t '10:00:00' }");
    becomes("SELECT 1 LIMIT 5", "SELECT 1 {limit 5}");
    becomes("x LIKE 'a' ESCAPE '\\'", "x LIKE 'a' {escape '\\'}");
  }

  @Test
  void theTextStaysWhereOnlyTheParserKnows() {
    for (String sql :
        new String[] {
          "SELECT 1", "{fn now()}", "{nonsense", "SELECT {d '2024-05-01'", "SELECT '{d x}'", "{"
        }) {
      assertEquals(sql, EscapeTranslator.translate(sql));
    }
    String plain = "SELECT 1";
    assertSame(plain, EscapeTranslator.translate(plain));
  }

  @Test
  void datesAndTimesAreLiterals() {
    gives("2024-05-01|10:00:00", "SELECT {d '2024-05-01'}, cast({ t '10:00:00' } as varchar)");
    gives("2024-05-01 10:00:00", "SELECT {TS '2024-05-01 10:00:00'}");
    gives("2024-05-01 10:00:00.123", "SELECT {ts '2024-05-01 10:00:00.123456789'}");
  }

  @Test
  void functionsAreFoundInAnyLetterCaseAndNested() {
    gives("AB", "SELECT {fn ucase({fn ltrim('  ab')})}");
    gives(
        "ab|4|3",
        "SELECT {fn CONCAT('a', lower('B'))}, {fn locate('a,)', 'xxxa,)', 2)},"
            + " {fn LENGTH('abc')}");
    gives(
        "2026-01-02 00:00:00|1",
        "SELECT {fn TIMESTAMPADD(SQL_TSI_DAY, 1, timestamp '2026-01-01 00:00:00')},"
            + " {fn timestampdiff(SQL_TSI_MONTH, date '2026-01-01', date '2026-02-01')}");
    gives(
        "5|2026|2",
        "SELECT {fn convert(5, SQL_VARCHAR)}, {fn extract(YEAR FROM date '2026-01-01')},"
            + " {fn position('b' IN 'abc')}");
    gives("2026-03-21", "SELECT {fn curdate()}");
  }

  @Test
  void joinsLikeEscapesAndLimitsMayStandInBraces() {
    gives("5", "SELECT count(*) FROM {oj charges a LEFT OUTER JOIN charges b ON a.id = b.id}");
    gives("true", "SELECT 'a%' LIKE 'a!%' {escape '!'}");
    gives("ch_1", "SELECT id FROM charges ORDER BY id {limit 1 offset 1}");
  }

  @Test
  void whatIsNoEscapeIsRefused() {
    refused("0A000", "{call p(1)}");
    refused("0A000", "{? = call p(1)}");
    refused("42601", "SELECT {x 1}");
    refused("42601", "SELECT {d '2024-05-01'");
    refused("42601", "SELECT {");
    refused("42601", "SELECT {fn}");
  }
}
