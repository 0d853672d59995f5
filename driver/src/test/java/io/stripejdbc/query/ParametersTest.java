package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where a {@code ?} may stand, and what it takes there. */
class ParametersTest extends SqlValuesFixture {
  @Test
  void argumentsOfFunctionsMayBeParameters() {
    gives("12.34|null", "select major_units(?, ?), major_units(5, ?)", 1234, "usd", null);
    gives(
        "o2",
        "select json_extract_scalar(metadata, ?) from charges where id = ?",
        "$.order_id",
        "ch_2");
    gives("ch", "select split_part(?, '_', ?)", "ch_2", 1);
    gives(
        "3",
        "select count(*) from charges where created at time zone ? >= date '2026-02-10'",
        "Asia/Tokyo");
    gives(
        "10",
        "select date_diff('day', ?, timestamp '2026-01-11 00:00:00')",
        LocalDateTime.parse("2026-01-01T00:00:00"));
    gives("ch_4", "select id from charges where lower(id) = lower(?)", "CH_4");
    gives("true|ab|3", "select starts_with(?, 'c'), concat(?, 'b'), length(?)", "ch", "a", "abc");
    gives("2.3", "select round(2.34, ?)", 1);
  }

  @Test
  void aNumberOfUnitsOfTimeMayBeAParameter() {
    String newer = "select count(*) from charges where created >= ";
    gives("3", newer + "now() - ? * interval '1' day", 40);
    gives("3", newer + "now() - interval '1' day * ?", 40);
    gives("3", newer + "date_add('day', ?, now())", -40);
    gives("1", newer + "date_add('week', ?, now())", -2);
  }

  @Test
  void aNumberOfRowsIsZeroOrMore() {
    gives("ch_4; ch_3", "select id from charges limit ?", 2);
    gives("", "select id from charges limit ?", 0);
    for (String count : new String[] {"limit ?", "offset ?", "order by amount limit ?"}) {
      for (Object wrong : new @Nullable Object[] {null, -1}) {
        String answer = fixture.run("select id from charges " + count, wrong);
        assertTrue(answer.startsWith("22023 Parameter 1 is a number of rows"), answer);
      }
    }
  }

  @Test
  void besideAConstantAParameterIsWhatTheConstantIs() {
    gives("5|7", "select coalesce(?, 5), coalesce(?, 5)", null, 7);
    gives("a|abcdefgh", "select coalesce(?, 'a'), coalesce(?, 'abc')", null, "abcdefgh");
    gives("1.25", "select coalesce(?, 5.5)", new BigDecimal("1.25"));
    gives("2332", "select sum(coalesce(?, amount)) from charges where id = 'ch_4'", (Object) null);
  }

  @Test
  void rowsOfParametersAreComparedWithQueries() {
    gives("true", "select ? in (select 1)", 1);
    gives("false", "select ? not in (select 'a' union select 'b')", "a");
    gives("true", "select (?, ?) in (select 1, 2)", 1, 2);
    gives("true", "select (?, ?) in ((1, 'a'), (2, 'b'))", 2, "b");
    gives("true", "select 3 > all (select ?)", 2);
  }
}
