package io.stripejdbc.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One table, as its file in the catalogue declares it.
 *
 * @param name SQL name
 * @param kind what its rows come from
 * @param api which API generation answers it
 * @param path request path, with {@code {placeholder}} for a parent or account in it
 * @param retrievePath path of a single object, null when there is none; its last placeholder is the
 *     object's id, one before it the parent's id
 * @param object the API's name of the object, {@code charge}
 * @param model the stripe-java class of the object
 * @param remarks what a row is, in a sentence or two
 * @param columns all columns, {@code connected_account} first
 * @param filters parameters that conditions can become
 * @param primaryKey column names, {@code connected_account} first; empty when rows have no key
 * @param parents tables its rows belong to; one for a nested table, several for a table that
 *     gathers embedded children ({@code discounts}), none for a top-level list
 * @param variants fixed parameters that lift hidden defaults; the table is the union by id of one
 *     list per element. Mostly one empty map; {@code [{status: all}]} for subscriptions, {@code
 *     [{active: true}, {active: false}]} for prices. A filter on the same parameter takes its place
 * @param newestFirst whether the list is ordered by {@code created} descending
 * @param required columns of which the SQL must give a value, each with a filter or a parent; a
 *     parent that has a table is not among them, it can be gone through
 * @param paging how the list is paged
 * @param eventTypes events that tell of changes to its rows
 * @param searchPath path of the Search endpoint, null when there is none
 * @param searches fields that the Search endpoint looks for
 * @param terms under which Stripe answers the table
 */
public record TableSpec(
    String name,
    Kind kind,
    ApiGeneration api,
    String path,
    @Nullable String retrievePath,
    String object,
    String model,
    String remarks,
    List<ColumnSpec> columns,
    List<FilterSpec> filters,
    List<String> primaryKey,
    List<ParentSpec> parents,
    List<Map<String, String>> variants,
    boolean newestFirst,
    List<String> required,
    Paging paging,
    List<String> eventTypes,
    @Nullable String searchPath,
    List<SearchSpec> searches,
    Terms terms) {

  /**
   * Under which terms Stripe answers a table.
   *
   * @param includes whether the list itself takes the parameter "include" (version 2), so that
   *     objects need not be asked for one by one
   * @param since the version of the API that the list came with, null for the catalogue's own
   */
  public record Terms(boolean includes, @Nullable String since) {
    /** None. */
    public static final Terms NONE = new Terms(false, null);
  }

  /** A table that Stripe answers without terms. */
  public TableSpec(
      String name,
      Kind kind,
      ApiGeneration api,
      String path,
      @Nullable String retrievePath,
      String object,
      String model,
      String remarks,
      List<ColumnSpec> columns,
      List<FilterSpec> filters,
      List<String> primaryKey,
      List<ParentSpec> parents,
      List<Map<String, String>> variants,
      boolean newestFirst,
      List<String> required,
      Paging paging,
      List<String> eventTypes,
      @Nullable String searchPath,
      List<SearchSpec> searches) {
    this(
        name,
        kind,
        api,
        path,
        retrievePath,
        object,
        model,
        remarks,
        columns,
        filters,
        primaryKey,
        parents,
        variants,
        newestFirst,
        required,
        paging,
        eventTypes,
        searchPath,
        searches,
        Terms.NONE);
  }

  /** What the rows of a table come from. */
  public enum Kind {
    /** A list endpoint of its own. */
    LIST,
    /** A list below or by a parent object. */
    NESTED,
    /** One object per account, or per parent where it has one; the answer is the object itself. */
    SINGLETON,
    /** An array or object inside another table's rows. */
    EMBEDDED,
    /** Objects that are read by their id alone: no list has them. */
    OBJECT,
    /**
     * One object per parent that Stripe computes on request: the next invoice of a subscription.
     */
    PREVIEW,
    /** The platform's own account ({@code GET /v1/account}) beside the list of connected ones. */
    ACCOUNTS
  }

  /** Which generation of the API a path belongs to. */
  public enum ApiGeneration {
    /** Form-encoded, cursor paging, {@code Stripe-Account}. */
    V1,
    /** JSON, page tokens, {@code Stripe-Context}, indexed arrays. */
    V2
  }

  /** How a list is paged. */
  public enum Paging {
    /** {@code starting_after} with {@code limit}, {@code has_more}. */
    CURSOR,
    /** {@code next_page_url}, followed as given (v2). */
    PAGE_URL,
    /** Everything in one answer; no paging parameter is accepted. */
    NONE
  }

  /** The column of this name, in the catalogue's exact spelling. */
  public Optional<ColumnSpec> column(String name) {
    return columns.stream().filter(c -> c.name().equals(name)).findFirst();
  }

  /** Position of a column from 0, -1 if the table has none of this name. */
  public int ordinal(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** The filter on this column, if there is one. */
  public Optional<FilterSpec> filter(String column) {
    return filters.stream().filter(f -> f.column().equals(column)).findFirst();
  }

  /** How the Search endpoint looks for this column, if it does. */
  public Optional<SearchSpec> search(String column) {
    return searches.stream().filter(s -> s.column().equals(column)).findFirst();
  }

  /**
   * Whether the list takes a range on {@code created} in seconds, so that it can be cut in windows.
   */
  public boolean hasCreatedWindow() {
    boolean seconds = column("created").filter(c -> c.type() == ColumnType.TIMESTAMP).isPresent();
    return seconds
        && filter("created").filter(f -> f.operator() == FilterSpec.Operator.RANGE).isPresent();
  }
}
