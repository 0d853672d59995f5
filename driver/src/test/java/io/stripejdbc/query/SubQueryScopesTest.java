package io.stripejdbc.query;

import org.junit.jupiter.api.Test;

/** Whose rows a sub-query is about that stands within another; values are PostgreSQL's. */
class SubQueryScopesTest extends SqlValuesFixture {
  private static final String T = " from (values (1), (2)) t (id) order by 1";
  private static final String MAX =
      "(select max(w) from (values (1, 100), (2, 200)) u (id, w) where u.id = t.id)";

  @Test
  void theInnermostQueryIsGivenTheRowsThatItNames() {
    gives("1|100; 2|200", "select id, (select " + MAX + ")" + T);
    gives("1|100; 2|200", "select id, (select " + MAX + " from (values (1)) x (a))" + T);
    gives("1|101; 2|201", "select id, (select x.a + " + MAX + " from (values (1)) x (a))" + T);
    gives("1|100; 2|200", "select id, (select max(" + MAX + ") from (values (1)) x (a))" + T);
    gives(
        "1|100; 2|200",
        "select id, (select (select "
            + MAX
            + " from (values (5)) y (b)) from (values (1)) x (a))"
            + T);
  }

  @Test
  void queriesOfBothKindsStandSideBySide() {
    gives(
        "1|300; 2|400",
        "select id, (select "
            + MAX
            + " + (select min(w) from (values (1, 100), (2, 200)) u (id, w) where u.id > x.a)"
            + " from (values (1)) x (a))"
            + T);
    gives(
        "1|false; 2|true",
        "select id, (select exists (select 1 from (values (1, 100), (2, 200)) u (id, w)"
            + " where u.id = t.id and w > 100) from (values (1)) x (a))"
            + T);
  }

  @Test
  void aSubQueryStandsWithinOver() {
    gives("2|1; 3|2", "select id, row_number() over (order by (select 1), id) from" + IDS);
    gives(
        "2|3; 3|6",
        "select id, sum((select max(id) from (values (3), (2)) u (id))) over (order by id) from"
            + IDS);
    gives(
        "2|1; 3|1",
        "select id, count(*) over (partition by (select max(id) from (values (3), (2)) u (id)"
            + " where u.id < t.id)) from"
            + IDS);
  }

  private static final String IDS = " (values (3), (2)) t (id) order by id";

  @Test
  void aJoinByAColumnThatMayBeNullOnOneSideIsRefused() {
    String tables =
        " from (values (1), (2)) x (a) right join (values (2), (3)) y (a) using (a)"
            + " join (values (3)) z (a) ";
    refused("0A000 A join by column 'a' of a RIGHT", "select *" + tables + "using (a)");
    refused(
        "0A000 A join by column 'a' of a RIGHT",
        "select * from (values (1)) x (a) natural full join (values (2)) y (a)"
            + " natural join (values (2)) z (a)");
    gives("3", "select z.a" + tables + "on coalesce(x.a, y.a) = z.a");
    gives(
        "1|5",
        "select * from (values (1)) x (a) left join (values (2)) y (a) using (a)"
            + " join (values (1, 5)) z (a, b) using (a)");
  }

  @Test
  void aWindowSeesTheRowsOfItsSubQueryAlone() {
    String u = " from (values (1, 100), (2, 200), (2, 300)) u (id, w)";
    gives(
        "1|100; 2|300",
        "select id, (select max(w) over ()" + u + " where u.id = t.id limit 1)" + T);
    gives(
        "1|100|1; 2|300|1; 2|200|2",
        "select t.id, x.w, x.n from (values (1), (2)) t (id), lateral (select w, row_number() over"
            + " (order by w desc) n"
            + u
            + " where u.id <= t.id) x where x.n <= t.id order by 1, 3");
    gives("1|603; 2|606", "select id, (select sum(w + t.id) over ()" + u + " limit 1)" + T);
    gives(
        "2",
        "select id from (values (1), (2)) t (id) where exists (select 1 from (select count(*) over"
            + " () c"
            + u
            + " where u.id = t.id) z where c = 2)");
  }

  @Test
  void anAggregateOfTheOuterQueryIsRefused() {
    String from = " from (values (1), (2)) u (x)) from (values (1, 2)) t (id, v)";
    refused("0A000 Function 'sum' in a sub-query", "select (select sum(t.v)" + from);
    refused("0A000 Function 'count' in a sub-query", "select t.id, (select count(t.v)" + from);
    gives("7", "select (select sum(t.v + u.x)" + from);
    gives("1", "select id from (values (1, 2)) t (id, v) group by id order by sum(t.v)");
  }

  @Test
  void bothSidesOfAJoinAreOfOneOuterRow() {
    String u = " (values (1, 100), (2, 200), (2, 300)) u (id, w)";
    gives(
        "1|1; 2|1",
        "select id, (with x as (select w from"
            + u
            + " where u.id <= t.id), y as (select max(w) as m from x)"
            + " select count(*) from x, y where x.w = y.m)"
            + T);
    gives(
        "1|200; 2|null; 3|-1",
        "select id, (select case when t.id < 3 then (select min(w) from"
            + u
            + " where u.id > t.id) else (select -count(*) from"
            + u
            + " where u.id > t.id - 2 and w > 200) end) from (values (1), (2), (3)) t (id)"
            + " order by 1");
  }

  @Test
  void anyTakesAQueryOfTexts() {
    gives(
        "1; 4",
        "select id from (values (1, 'a'), (2, 'b'), (3, null), (4, 'a')) t (id, k)"
            + " where k = any (select k from (values ('a'), ('c')) u (k)) order by 1");
    refused("42804 A sub-query in the place of a value", "select (select 1, 2)");
  }

  @Test
  void whatExistsNowhereDoesNotExist() {
    String without =
        "(select 1 from (values (1), (2)) x (id) where not exists"
            + " (select 1 from (values (1), (2)) y (id) where y.id = x.id))";
    gives(
        "1; 2",
        "select id from (values (1), (2)) t (id) where not exists " + without + " order by 1");
    gives("false", "select exists " + without);
    gives("0", "select count(*) from (select distinct 'a' from " + without + " z) z");
    gives("", "select 'a', count(*) from " + without + " z group by 1");
  }

  @Test
  void moreThanEqualityChoosesTheRowsOfAJoin() {
    String u = " (values (2, 'b', 1), (2, 'c', 5), (6, 'a', 7)) u (id, k, v)";
    String t = " from (values (1, 'a'), (3, 'b'), (4, null)) t (id, k) order by 1";
    gives(
        "1|1; 3|5; 4|1",
        "select id, (select min(x.v) from (select * from"
            + u
            + ") x where x.k in (select u.k from"
            + u
            + " where u.k is distinct from t.k))"
            + t);
    gives(
        "1|1; 3|7; 4|7",
        "select id, (select min(x.v) from (select * from"
            + u
            + ") x join (select v from"
            + u
            + " where u.id > t.id) y on x.v = y.v)"
            + t);
    gives(
        "1|13; 3|7; 8|null",
        "select t.id, x.s from (values (1), (3), (8)) t (id) cross join lateral"
            + " (select sum(v) s from"
            + u
            + " where u.id > t.id) x order by 1");
  }
}
