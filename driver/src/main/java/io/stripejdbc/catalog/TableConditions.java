package io.stripejdbc.catalog;

import java.util.List;

/**
 * Which conditions on a table Stripe answers, and which it insists on.
 *
 * @param filters parameters that conditions can become
 * @param searches fields that the Search endpoint looks for
 * @param required columns of which the SQL must give a value, each with a filter or a parent; a
 *     parent that has a table is not among them, it can be gone through
 */
public record TableConditions(
    List<FilterSpec> filters, List<SearchSpec> searches, List<String> required) {
  /** None. */
  public static final TableConditions NONE = new TableConditions(List.of(), List.of(), List.of());

  /** Parameters alone. */
  public static TableConditions of(List<FilterSpec> filters) {
    return new TableConditions(filters, List.of(), List.of());
  }
}
