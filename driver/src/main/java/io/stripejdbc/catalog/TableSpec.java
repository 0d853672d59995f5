package io.stripejdbc.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One table, as its file in the catalogue declares it.
 *
 * @param name SQL name
 * @param remarks what a row is, in a sentence or two
 * @param endpoint where its rows are read
 * @param list how its list behaves
 * @param object the object of the API that a row is
 * @param rows what its rows are made of
 * @param conditions which conditions Stripe answers, and which it insists on
 */
public record TableSpec(
    String name,
    String remarks,
    TableEndpoint endpoint,
    ListTraits list,
    ApiObject object,
    RowShape rows,
    TableConditions conditions) {

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

  public Kind kind() {
    return endpoint.kind();
  }

  public ApiGeneration api() {
    return endpoint.api();
  }

  public String path() {
    return endpoint.path();
  }

  public @Nullable String retrievePath() {
    return endpoint.retrievePath();
  }

  public @Nullable String searchPath() {
    return endpoint.searchPath();
  }

  public Paging paging() {
    return list.paging();
  }

  public boolean newestFirst() {
    return list.newestFirst();
  }

  public List<Map<String, String>> variants() {
    return list.variants();
  }

  public List<ColumnSpec> columns() {
    return rows.columns();
  }

  public List<String> primaryKey() {
    return rows.primaryKey();
  }

  public List<ParentSpec> parents() {
    return rows.parents();
  }

  public List<FilterSpec> filters() {
    return conditions.filters();
  }

  public List<SearchSpec> searches() {
    return conditions.searches();
  }

  public List<String> required() {
    return conditions.required();
  }

  /** The column of this name, in the catalogue's exact spelling. */
  public Optional<ColumnSpec> column(String name) {
    return columns().stream().filter(c -> c.name().equals(name)).findFirst();
  }

  /** Position of a column from 0, -1 if the table has none of this name. */
  public int ordinal(String name) {
    for (int i = 0; i < columns().size(); i++) {
      if (columns().get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** The filter on this column, if there is one. */
  public Optional<FilterSpec> filter(String column) {
    return filters().stream().filter(f -> f.column().equals(column)).findFirst();
  }

  /** How the Search endpoint looks for this column, if it does. */
  public Optional<SearchSpec> search(String column) {
    return searches().stream().filter(s -> s.column().equals(column)).findFirst();
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
