package io.stripejdbc.plan.view;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code sigma/views.txt} says of one table of Stripe Sigma.
 *
 * @param name its name there, without the prefix of connected accounts
 * @param rows where its rows come from
 * @param columns how the columns of that table are named here
 * @param joins further tables that columns are taken from, each without its {@code LEFT JOIN}
 * @param expressions columns that no field of the table is
 * @param metadataKey column of the metadata table that holds the row's id; null for none
 * @param remarks what a row is; null for what the catalogue says
 */
record SigmaViewSpec(
    String name,
    Rows rows,
    ColumnNames columns,
    List<Join> joins,
    List<Expression> expressions,
    @Nullable String metadataKey,
    @Nullable String remarks) {

  /** Of which accounts there is a table. */
  enum Accounts {
    /** One of the platform's, and one of the connected accounts'. */
    BOTH,
    /** The connected accounts' alone. */
    CONNECTED,
    /** The platform's alone. */
    OWN,
    /** The same for all: no account's. */
    NONE
  }

  /**
   * Where rows come from.
   *
   * @param table table of the catalogue; null where a query stands in its place
   * @param query a query in parentheses, with {@code connected_account} among its columns; null
   *     where a table is read
   * @param accounts whose rows
   */
  record Rows(@Nullable String table, @Nullable String query, Accounts accounts) {}

  /**
   * How the columns of the catalogue's table are named.
   *
   * @param renamed Sigma's name by the API's
   * @param prefixes beginnings of names, the longest first, and what stands in their place
   * @param without columns that are left out
   * @param only the one beginning that columns must have; null for all columns
   */
  record ColumnNames(
      Map<String, String> renamed,
      List<Map.Entry<String, String>> prefixes,
      Set<String> without,
      @Nullable String only) {}

  /**
   * A further table.
   *
   * @param alias by which expressions name it
   * @param query table or query
   * @param condition what joins it, besides the account
   */
  record Join(String alias, String query, String condition) {}

  /**
   * A column that is computed.
   *
   * @param column name, type, and what it means
   * @param sql the expression, in which the table is {@code t}
   */
  record Expression(ViewColumn column, String sql) {}
}
