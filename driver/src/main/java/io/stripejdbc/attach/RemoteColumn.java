package io.stripejdbc.attach;

/**
 * A column in a query for another database.
 *
 * @param table which of the query's tables it is of, from 0
 */
public record RemoteColumn(int table, AttachedColumn column) {
  RemoteColumn behind(int tables) {
    return new RemoteColumn(table + tables, column);
  }
}
