package io.stripejdbc.query;

import org.junit.jupiter.api.Test;

/** A BOOLEAN beside numbers and texts: 0, 1 and the words for them, nothing else. */
class BooleanOperandsTest extends SqlValuesFixture {
  private static final String ROWS = " from (values (true), (false), (null)) as t (x)";

  @Test
  void oneAndZeroAreTrueAndFalse() {
    gives(
        "true|false|true; false|true|true; null|null|null",
        "select x = 1, x = 0, x in (0, 1)" + ROWS);
    gives("4", "select count(*) from charges where paid = 1");
    gives("1", "select count(*) from charges where paid <> 1");
    gives("true|true", "select x = ?, x = ? from (values (true)) as t (x)", 1, "true");
    gives("b", "select case when x = 0 then 'b' else 'a' end from (values (false)) as t (x)");
  }

  @Test
  void anyOtherNumberIsRefused() {
    for (String wrong : new String[] {"x = 2", "x = 0.5", "x < -1", "nullif(x, 5) is null"}) {
      refused("42804 A BOOLEAN is not compared with the number", "select " + wrong + ROWS);
    }
    refused("42804", "select x = y from (values (true, 1), (false, 2)) as t (x, y)");
    refused("42804", "select true = 2");
  }

  @Test
  void textsThatAreNoConstantsAreRefused() {
    String rows = " from (values (true, 'true'), (false, 'x')) as t (b, s)";
    for (String wrong :
        new String[] {
          "b = s",
          "s <> b",
          "b between s and s",
          "b in (s)",
          "b is distinct from s",
          "nullif(b, s)",
          "(b, 1) = (s, 1)",
          "b = any (array[s])",
          "s = any (array[b])"
        }) {
      refused("42804", "select " + wrong + rows);
      refused("42804", "select 1" + rows + " where (" + wrong + ") is null");
    }
    gives("true; null", "select b = try_cast(s as boolean)" + rows);
  }

  @Test
  void textsAreTheWordsForThem() {
    gives(
        "true|false|null; false|true|null; null|null|null",
        "select x = 'yes', x = ' OFF ', x = null" + ROWS);
    gives("4", "select count(*) from charges where paid = 'true'");
    gives(
        "true|true|false|false",
        "select cast('t' as boolean), '1'::boolean, cast('No' as boolean), 'off'::boolean");
    gives(
        "true; false; null",
        "select cast(x as boolean) from (values ('on'), ('F'), (null)) as t (x)");
    gives("null|true", "select try_cast('maybe' as boolean), try_cast('y' as boolean)");
    refused("22018", "select true >= 'maybe'");
    refused("22018", "select x < 'maybe'" + ROWS);
    refused("22018", "select cast(x as boolean) from (values ('maybe'), (null)) as t (x)");
  }
}
