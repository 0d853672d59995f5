package io.stripejdbc.attach;

import java.util.ArrayList;
import java.util.List;

/**
 * One query for another database: tables joined on equal columns, conditions, columns or
 * aggregates, an order and a limit. It can say nothing else, so that nothing else can be computed
 * there.
 *
 * @param tables the first table, and those joined to it in order
 * @param where conditions that all rows meet
 * @param outputs the columns of the answer, at least one
 * @param grouped whether rows are grouped by the outputs that are columns
 * @param order what the answer is sorted by
 * @param fetch rows at most, -1 for all
 * @param offset rows left out before them
 */
public record RemoteQuery(
    List<RemoteTable> tables,
    List<RemoteCondition> where,
    List<RemoteOutput> outputs,
    boolean grouped,
    List<RemoteOrder> order,
    long fetch,
    long offset) {

  /** How a table is joined to those before it. */
  public enum Join {
    INNER("JOIN"),
    LEFT("LEFT JOIN");

    private final String sql;

    Join(String sql) {
      this.sql = sql;
    }

    String sql() {
      return sql;
    }
  }

  /**
   * A table of the query.
   *
   * @param join how it is joined; of no meaning for the first
   * @param on what it is joined by
   * @param conditions on its rows alone, before they are joined
   */
  public record RemoteTable(
      AttachedTableSpec spec, Join join, List<Equality> on, List<RemoteCondition> conditions) {}

  /** Two columns that are equal. */
  public record Equality(RemoteColumn left, RemoteColumn right) {}

  /**
   * One key of the order.
   *
   * @param output which output, from 0
   */
  public record RemoteOrder(int output, boolean descending, boolean nullsFirst) {}

  /** All rows and columns of a table. */
  public static RemoteQuery whole(AttachedTableSpec table) {
    return new RemoteQuery(
        List.of(new RemoteTable(table, Join.INNER, List.of(), List.of())),
        List.of(),
        table.columns().stream().map(c -> RemoteOutput.of(new RemoteColumn(0, c))).toList(),
        false,
        List.of(),
        -1,
        0);
  }

  /** Whether it has neither groups nor an order nor a limit: conditions and joins can be added. */
  public boolean isPlain() {
    return !grouped && !isLimited() && order.isEmpty();
  }

  /** Whether rows are counted off. */
  public boolean isLimited() {
    return fetch >= 0 || offset > 0;
  }

  /** The same with more conditions. */
  public RemoteQuery and(List<RemoteCondition> further) {
    List<RemoteCondition> all = new ArrayList<>(where);
    all.addAll(further);
    return new RemoteQuery(tables, List.copyOf(all), outputs, grouped, order, fetch, offset);
  }

  /** The same with only these outputs, in this order. */
  public RemoteQuery selecting(List<Integer> kept) {
    List<RemoteOrder> keys =
        order.stream()
            .map(o -> new RemoteOrder(kept.indexOf(o.output), o.descending, o.nullsFirst))
            .toList();
    return new RemoteQuery(
        tables, where, kept.stream().map(outputs::get).toList(), grouped, keys, fetch, offset);
  }

  /** The same, grouped by the outputs that are columns. */
  public RemoteQuery grouping(List<RemoteOutput> columnsAndAggregates) {
    return new RemoteQuery(
        tables, where, List.copyOf(columnsAndAggregates), true, List.of(), fetch, offset);
  }

  /** The same, sorted and counted off. */
  public RemoteQuery limited(List<RemoteOrder> keys, long most, long leftOut) {
    return new RemoteQuery(tables, where, outputs, grouped, List.copyOf(keys), most, leftOut);
  }

  /**
   * The rows of this query joined with those of a plain one of one table.
   *
   * @param slots how many values this query has
   */
  public RemoteQuery joined(RemoteQuery right, Join join, List<Equality> on, int slots) {
    int behind = tables.size();
    List<RemoteTable> all = new ArrayList<>(tables);
    List<RemoteCondition> theirs = right.where.stream().map(c -> c.behind(behind, slots)).toList();
    all.add(new RemoteTable(right.tables.get(0).spec, join, List.copyOf(on), theirs));
    List<RemoteOutput> both = new ArrayList<>(outputs);
    right.outputs.forEach(o -> both.add(o.behind(behind)));
    return new RemoteQuery(List.copyOf(all), where, List.copyOf(both), false, List.of(), -1, 0);
  }

  /** Names of the tables, as messages show them. */
  public String tableNames() {
    return String.join(", ", tables.stream().map(t -> t.spec.name()).toList());
  }
}
