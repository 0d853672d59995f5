package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Columns without a name, and words that stand for all columns or the first row of each key. */
class ColumnLabelsTest {
  private final DialectFixture fixture = new DialectFixture();

  private void gives(String rows, String sql) {
    assertEquals(rows, fixture.run(sql), sql);
  }

  @Test
  void aColumnWithoutANameCanBeNamedByItsText() {
    gives("5", "select \"count(*)\" from (select count(*) from charges) t");
    gives("5|1", "select * from (select count(*), 1 from charges) t");
    gives("5|5", "select * from (select count(*), count(*) from charges) t");
    gives("5|5", "with t as (select count(*), COUNT(*) from charges) select * from t");
  }

  @Test
  void aTableAloneIsAllOfIt() {
    gives("ch_0", "select id from (table charges) t order by id limit 1");
  }

  @Test
  void groupByAllIsByEveryColumnThatAggregatesNothing() {
    gives(
        "jpy|2|1333; usd|3|4998",
        "select currency, count(*), sum(amount) from charges group by all order by 1");
    gives("5", "select count(*) from charges group by all");
    gives("jpy; usd", "select currency from charges group by all order by all");
    assertTrue(
        fixture.run("select * from charges group by all").startsWith("42000 GROUP BY ALL needs"));
  }

  @Test
  void orderByAllIsByEveryColumn() {
    gives(
        "usd|ch_4; usd|ch_2; usd|ch_0; jpy|ch_3; jpy|ch_1",
        "select currency, id from charges order by all desc");
    assertTrue(
        fixture.run("select * from charges order by all").startsWith("42000 ORDER BY ALL needs"));
  }

  @Test
  void distinctOnKeepsTheFirstRowOfEachKey() {
    gives(
        "jpy|ch_3; usd|ch_4",
        "select distinct on (currency) currency, id from charges order by currency, id desc");
    gives(
        "jpy|ch_1; usd|ch_0",
        "select distinct on (1) currency, id as i from charges order by 1, i");
    gives("2", "select count(*) from (select distinct on (currency) id from charges) t");
  }
}
