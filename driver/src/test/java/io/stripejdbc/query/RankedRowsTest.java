package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** FETCH FIRST n ROWS WITH TIES. */
class RankedRowsTest extends SqlValuesFixture {
  private static final long SEED = 20261130L;
  private static final String ROWS =
      " from (values (1, 'a'), (2, 'b'), (2, 'c'), (3, 'd')) t (x, y)";

  @Test
  void rowsThatAreEqualToTheLastComeToo() {
    Random random = new Random(SEED);
    for (int i = 0; i < 60; i++) {
      List<Integer> values = new ArrayList<>();
      for (int n = 1 + random.nextInt(9); n > 0; n--) {
        values.add(random.nextInt(4));
      }
      int offset = random.nextInt(4);
      int rows = random.nextInt(5);
      boolean down = random.nextBoolean();
      String sql =
          "select x from (values "
              + values.stream().map(x -> "(" + x + ")").collect(Collectors.joining(", "))
              + ") t (x) order by x"
              + (down ? " desc" : "")
              + (offset == 0 ? "" : " offset " + offset + " rows")
              + " fetch first "
              + rows
              + " rows with ties";
      assertEquals(expected(values, down, offset, rows), fixture.run(sql), sql);
    }
  }

  private static String expected(List<Integer> values, boolean down, int offset, int rows) {
    List<Integer> all = new ArrayList<>(values);
    all.sort(down ? Comparator.reverseOrder() : Comparator.naturalOrder());
    int end = Math.min(offset + rows, all.size());
    while (rows > 0 && end > 0 && end < all.size() && all.get(end).equals(all.get(end - 1))) {
      end++;
    }
    return offset >= end
        ? ""
        : all.subList(offset, end).stream().map(String::valueOf).collect(Collectors.joining("; "));
  }

  @Test
  void theOrderMayBeOfAliasesPositionsGroupsAndExpressions() {
    String ties = " fetch first 1 row with ties";
    gives("-2; -2", "select -x as x" + ROWS + " where x < 3 order by x" + ties);
    gives("-2; -2", "select -x as x" + ROWS + " where x < 3 order by x + 0" + ties);
    gives("3", "select x" + ROWS + " order by 1 desc" + ties);
    gives("1|1", "select x, count(*) as n" + ROWS + " group by x order by n, x" + ties);
    gives("2|2", "select x, count(*) as n" + ROWS + " group by x order by n desc" + ties);
    gives("2|2", "select x, count(*)" + ROWS + " group by x order by count(*) desc" + ties);
    gives("1|a", "select *" + ROWS + " order by x" + ties);
    gives("1", "select x" + ROWS + " order by all" + ties);
  }

  @Test
  void distinctRowsAndSetsOfRowsHaveTiesOfTheirOwn() {
    gives("1; 2", "select distinct x" + ROWS + " order by x fetch first 2 rows with ties");
    gives(
        "1; 2; 2; 2",
        "select x" + ROWS + " union all select 2 order by x fetch next 2 rows with ties");
    gives(
        "2; 2",
        "select x"
            + ROWS
            + " qualify row_number() over (order by y) > 1 order by x fetch first row with ties");
    gives(
        "3",
        "select x"
            + ROWS
            + " where x in (select x"
            + ROWS
            + " order by x desc fetch first 1 row with ties)");
    gives("1", "with q as (select x" + ROWS + ") select x from q order by x fetch first row only");
  }

  @Test
  void whatHasNoTiesIsRefusedByName() {
    refused("42000 WITH TIES needs ORDER BY", "select x" + ROWS + " fetch first 2 rows with ties");
    refused(
        "0A000 FETCH … WITH TIES by the number",
        "select *" + ROWS + " order by 1 fetch first 2 rows with ties");
    refused(
        "0A000 The numbers of OFFSET and FETCH",
        "select x" + ROWS + " order by 1 fetch first ? rows with ties");
  }

  @Test
  void anAliasGoesBeforeAColumnOfItsName() {
    gives(
        "a|-3",
        "select distinct on (k) k, -x as x from (values ('a', 2), ('a', 3)) t (k, x)"
            + " order by k, x");
    gives(
        "a|-3; b|-1",
        "select distinct on (1) k, -x as x from (values ('a', 2), ('a', 3), ('b', 1)) t (k, x)"
            + " order by 1, 2");
    gives(
        "3|2",
        "select y as x, x as y from (values (1, 4), (2, 3)) t (x, y) order by 1"
            + " fetch first row with ties");
  }
}
