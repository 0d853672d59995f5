package io.stripejdbc.catalog;

import java.util.List;

/**
 * The object of the API that a table's rows are.
 *
 * @param name the API's name of it, {@code charge}
 * @param model the stripe-java class of it
 * @param eventTypes events that tell of changes to it
 */
public record ApiObject(String name, String model, List<String> eventTypes) {
  /** One that is known by its name alone. */
  public static ApiObject of(String name) {
    return new ApiObject(name, "", List.of());
  }
}
