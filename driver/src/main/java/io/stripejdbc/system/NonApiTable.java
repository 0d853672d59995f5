package io.stripejdbc.system;

import java.util.List;

/**
 * A table that is none of the API's, as {@code system.tables} and {@code system.columns} show it.
 *
 * @param schema schema it is in
 * @param name its name
 * @param kind what it is, in a word
 * @param remarks what a row is
 * @param columns its columns in order
 */
public record NonApiTable(
    String schema, String name, String kind, String remarks, List<KnownColumn> columns) {

  /**
   * One column.
   *
   * @param name its name
   * @param dataType SQL type with its precision
   * @param remarks what it means
   */
  public record KnownColumn(String name, String dataType, String remarks) {}
}
