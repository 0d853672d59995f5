package io.stripejdbc.attach;

import io.stripejdbc.attach.RemoteCondition.Comparison;
import io.stripejdbc.attach.RemoteCondition.Connective;
import io.stripejdbc.attach.RemoteCondition.NullTest;
import io.stripejdbc.attach.RemoteQuery.Equality;
import io.stripejdbc.attach.RemoteQuery.RemoteOrder;
import io.stripejdbc.attach.RemoteQuery.RemoteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a {@link RemoteQuery} as SQL of the other database. Values are parameters throughout: none
 * has to be quoted.
 */
public final class RemoteSqlWriter {
  private final AttachedDialect dialect;
  private final RemoteQuery query;
  private final List<Comparison> bound = new ArrayList<>();

  private RemoteSqlWriter(AttachedDialect dialect, RemoteQuery query) {
    this.dialect = dialect;
    this.query = query;
  }

  /**
   * A query as text.
   *
   * @param parameters what each {@code ?} of it stands for, in order
   */
  public record Written(String sql, List<Comparison> parameters) {}

  /** Writes a query. */
  public static Written write(AttachedDialect dialect, RemoteQuery query) {
    RemoteSqlWriter writer = new RemoteSqlWriter(dialect, query);
    String sql = writer.sql();
    return new Written(sql, List.copyOf(writer.bound));
  }

  private String sql() {
    StringBuilder sql = new StringBuilder("SELECT ");
    sql.append(query.outputs().stream().map(this::output).collect(Collectors.joining(", ")));
    sql.append(" FROM ");
    for (int i = 0; i < query.tables().size(); i++) {
      RemoteTable table = query.tables().get(i);
      String name = dialect.qualified(table.spec()) + " t" + i;
      sql.append(i == 0 ? name : " " + table.join().sql() + " " + name + " ON " + on(table));
    }
    List<RemoteCondition> where = new ArrayList<>(query.tables().get(0).conditions());
    where.addAll(query.where());
    if (!where.isEmpty()) {
      sql.append(" WHERE ").append(all(where));
    }
    return sql.append(groups()).append(order()).append(limit()).toString();
  }

  private String on(RemoteTable table) {
    String keys = table.on().stream().map(this::equality).collect(Collectors.joining(" AND "));
    return table.conditions().isEmpty() ? keys : keys + " AND " + all(table.conditions());
  }

  private String equality(Equality pair) {
    return column(pair.left()) + " = " + column(pair.right());
  }

  private String all(List<RemoteCondition> conditions) {
    return conditions.stream().map(this::condition).collect(Collectors.joining(" AND "));
  }

  private String condition(RemoteCondition condition) {
    if (condition instanceof Comparison comparison) {
      bound.add(comparison);
      return compared(comparison.column()) + " " + comparison.operator().sql() + " ?";
    }
    if (condition instanceof NullTest test) {
      return column(test.column()) + (test.isNull() ? " IS NULL" : " IS NOT NULL");
    }
    Connective connective = (Connective) condition;
    return connective.parts().stream()
        .map(this::condition)
        .collect(Collectors.joining(connective.all() ? " AND " : " OR ", "(", ")"));
  }

  /** What stands for its text is compared by its text. */
  private String compared(RemoteColumn column) {
    return column.column().type() == AttachedType.TEXT_FORM
        ? "CAST(" + column(column) + " AS VARCHAR)"
        : column(column);
  }

  private String column(RemoteColumn column) {
    String name = "t" + column.table() + "." + dialect.quoted(column.column().name());
    boolean counted = column.column().type() == AttachedType.INSTANT && dialect.countsMicros();
    return counted ? "epoch_us(" + name + ")" : name;
  }

  private String output(RemoteOutput output) {
    RemoteColumn column = output.column();
    String text = column == null ? "*" : column(column);
    RemoteOutput.Aggregate aggregate = output.aggregate();
    if (aggregate == RemoteOutput.Aggregate.SUM_OR_ZERO) {
      return "COALESCE(SUM(" + text + "), 0)";
    }
    return aggregate == null ? text : aggregate + "(" + text + ")";
  }

  private String groups() {
    String keys =
        query.outputs().stream()
            .filter(RemoteOutput::isColumn)
            .map(this::output)
            .collect(Collectors.joining(", "));
    return query.grouped() && !keys.isEmpty() ? " GROUP BY " + keys : "";
  }

  private String order() {
    return query.order().isEmpty()
        ? ""
        : query.order().stream().map(this::key).collect(Collectors.joining(", ", " ORDER BY ", ""));
  }

  /** MySQL cannot be told where NULL stands; whether a value is NULL is 0 or 1 there. */
  private String key(RemoteOrder key) {
    String value = output(query.outputs().get(key.output()));
    String direction = key.descending() ? " DESC" : " ASC";
    if (dialect.product() == DatabaseProduct.MYSQL) {
      return value + " IS NULL" + (key.nullsFirst() ? " DESC, " : " ASC, ") + value + direction;
    }
    return value + direction + (key.nullsFirst() ? " NULLS FIRST" : " NULLS LAST");
  }

  private String limit() {
    String offset = query.offset() > 0 ? " OFFSET " + query.offset() : "";
    return query.fetch() >= 0 ? " LIMIT " + query.fetch() + offset : offset;
  }
}
