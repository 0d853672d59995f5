package io.stripejdbc.catalog;

/**
 * A field that the Search API can look for (Stripe docs: search, query fields).
 *
 * <p>An answer of the Search API is never exact: text is found without regard to case, and an
 * object is found some time after it was made or changed. So conditions are always checked again.
 *
 * @param column the column that holds what is looked for; for metadata the column with all of it
 * @param field the field's name in a query
 * @param kind what a query may say of it
 */
public record SearchSpec(String column, String field, Kind kind) {
  /** How a field is looked for. */
  public enum Kind {
    /** A number: equal, or beyond a bound. */
    NUMBER,
    /** An exact text: equal. */
    TOKEN,
    /** A text: equal, or with a part of three letters or more. */
    STRING,
    /** The value of a key of the metadata: equal. */
    METADATA
  }
}
