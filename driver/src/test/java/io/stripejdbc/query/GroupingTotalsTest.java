package io.stripejdbc.query;

import org.junit.jupiter.api.Test;

/** The row for all rows, one of several groupings; values are PostgreSQL's. */
class GroupingTotalsTest extends SqlValuesFixture {
  private static final String NONE = " from (values (1, 2)) t (k, v) where k < 0 group by ";

  @Test
  void aTotalIsThereWithoutRows() {
    gives("0", "select count(*)" + NONE + "rollup (k)");
    gives(
        "null|0|null|null|1",
        "select k, count(*), sum(v), avg(v), grouping(k)" + NONE + "rollup (k)");
    gives("null|null|0|3", "select k, v, count(*), grouping(k, v)" + NONE + "cube (k, v)");
    gives("0|0", "select count(distinct k), count(distinct v)" + NONE + "rollup (k)");
    gives("1|7", "select count(*) + 1, coalesce(sum(v), 7)" + NONE + "grouping sets ((k), ())");
  }

  @Test
  void withoutATotalNoRowsAreNone() {
    gives("", "select k, count(*)" + NONE + "grouping sets ((k), (v))");
    gives("", "select k, count(*)" + NONE + "k");
  }

  @Test
  void aConditionOnTheGroupsHoldsForTheTotal() {
    gives("", "select k, count(*)" + NONE + "rollup (k) having count(*) > 0");
    gives("null|0", "select k, count(*)" + NONE + "rollup (k) having k is null");
    String one = "select k, count(*) from (values (1, 2)) t (k, v) group by rollup (k)";
    gives("", one + " having 1 = 2");
    gives("", one + " having 1 = ?", 2);
    gives("1|1; null|1", one + " order by 1");
  }
}
