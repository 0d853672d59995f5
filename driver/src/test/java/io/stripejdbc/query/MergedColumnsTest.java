package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Columns of USING and NATURAL joins by their names alone. */
class MergedColumnsTest extends SqlValuesFixture {
  private static final long SEED = 20261130L;
  private static final List<String> KINDS = List.of("", "LEFT ", "RIGHT ", "FULL ");

  /** Rows of one column, some of them NULL. */
  private static String values(Random random, String alias) {
    List<String> rows = new ArrayList<>();
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      int value = random.nextInt(5);
      rows.add("(" + (value == 0 ? "cast(null as int)" : String.valueOf(value)) + ")");
    }
    return "(values " + String.join(", ", rows) + ") " + alias + " (x)";
  }

  @Test
  void conditionsAndKeysMeanTheMergedColumn() {
    Random random = new Random(SEED);
    for (int i = 0; i < 80; i++) {
      String kind = KINDS.get(i % KINDS.size());
      String a = values(random, "a");
      String b = values(random, "b");
      String condition = List.of("%s > 1", "%s is null or %1$s = 2", "%s in (1, 3)").get(i % 3);
      String by = " from " + a + " " + kind + "join " + b;
      String using =
          i % 2 == 0 ? by + " using (x)" : by.replace(kind + "join", "natural " + kind + "join");
      String on = by + " on a.x = b.x";
      String merged = "coalesce(a.x, b.x)";
      assertEquals(
          fixture.run(
              "select " + merged + on + " where " + condition.formatted(merged) + " order by 1"),
          fixture.run("select x" + using + " where " + condition.formatted("x") + " order by x"),
          using + condition);
      assertEquals(
          fixture.run(
              "select " + merged + ", count(*)" + on + " group by " + merged + " order by 1"),
          fixture.run("select x, count(*)" + using + " group by x order by x"),
          using);
    }
  }

  @Test
  void threeTablesHaveOneColumnToo() {
    String tables =
        " from (values (1), (2)) a (x) join (values (2), (1)) b (x) using (x)"
            + " left join (values (2, 'z')) c (x, y) using (x)";
    gives("2|z", "select x, y" + tables + " where x = 2");
    gives("1|null; 2|z", "select x, y" + tables + " where x < 3 order by x");
  }

  @Test
  void aColumnThatIsNotMergedIsInSeveralTables() {
    refused(
        "42702",
        "select 1 from (values (1)) a (x) join (values (1)) b (x) using (x)"
            + " join (values (1)) c (x) on true where x = 1");
    refused("42702", "select 1 from (values (1)) a (x), (values (1)) b (x) where x = 1");
  }

  @Test
  void aQueryWithinHasItsOwnColumns() {
    gives(
        "2",
        "select x from (values (1), (2)) a (x) join (values (2), (1)) b (x) using (x)"
            + " where exists (select 1 from (values (2)) c (x) where x = a.x)");
  }

  @Test
  void everyClauseKnowsTheMergedColumn() {
    String full = " from (values (1), (2)) a (x) full join (values (2), (3)) b (x) using (x)";
    gives("2|1; 3|1", "select x, count(*)" + full + " group by x having x > 1 order by x");
    gives("2|1; 3|1; 4|1", "select x + 1, count(*)" + full + " group by x + 1 order by x + 1");
    gives(
        "3; 2",
        "select x"
            + full
            + " qualify row_number() over (order by x desc) < 3"
            + " order by x desc");
    gives("6|3", "select sum(x), max(x)" + full);
    gives("2; 1; 0", "select 3 - x" + full + " order by x");
    gives(
        "1|2; 2|2; 3|1",
        "select x, count(*) over (order by x rows between current row and 1"
            + " following)"
            + full
            + " order by x");
    gives(
        "1|0; 2|2; 3|1",
        "select x, (select count(*) from (values (2), (2), (3)) c (y)"
            + " where y = coalesce(a.x, b.x))"
            + full
            + " order by x");
    gives("1; 2; 3; null", "select x" + full + " group by rollup (x) order by x");
  }
}
