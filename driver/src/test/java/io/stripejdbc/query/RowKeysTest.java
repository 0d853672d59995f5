package io.stripejdbc.query;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows as values, of which no two are equal to generated code. */
class RowKeysTest extends SqlValuesFixture {
  private static final String PAIRS = " from (values (1, 'a'), (1, 'a'), (2, 'b')) t (x, y)";
  private static final String ROWS = " from (select row(x, y) as r" + PAIRS + ") q";

  @Test
  void areRefusedWhereValuesAreToldApart() {
    for (String sql :
        List.of(
            "select count(distinct (x, y))" + PAIRS,
            "select array_agg(distinct row(x, y))" + PAIRS,
            "select approx_distinct((x, y))" + PAIRS,
            "select max(r)" + ROWS,
            "select max_by(1, r)" + ROWS,
            "select distinct (x, y)" + PAIRS,
            "select distinct array[row(x, y)]" + PAIRS,
            "select r, count(*)" + ROWS + " group by r",
            "select r" + ROWS + " union select row(1, 'a')",
            "select r" + ROWS + " intersect select row(1, 'a')",
            "select r" + ROWS + " except all select row(1, 'a')",
            "select count(*) over (partition by row(x, y))" + PAIRS,
            "select count(*) from (select row(1, 2) as a, row(1, 2) as b) t where a = b",
            "select count(*)" + ROWS + " join (select row(1, 'a') as s) u on r = s")) {
      refused("0A000 A row, (a, b), is no value", sql);
    }
  }

  @Test
  void mayBeCarriedAndComparedFieldByField() {
    gives("3", "select count((x, y))" + PAIRS);
    gives("2", "select count(distinct x, y)" + PAIRS);
    gives("1; 1", "select x" + PAIRS + " where (x, y) = (1, 'a')");
    gives("2", "select x" + PAIRS + " where (x, y) in (select 2, 'b')");
    gives("1|2; 2|1", "select x, count(*)" + PAIRS + " group by (x, y) order by x");
    gives("2", "select count(*) from (select distinct array[x, x + 1]" + PAIRS + ") q");
    gives("4", "select count(*) from (select r" + ROWS + " union all select row(1, 'a')) q");
  }
}
