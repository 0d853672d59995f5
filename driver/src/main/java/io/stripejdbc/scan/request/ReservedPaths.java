package io.stripejdbc.scan.request;

import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.catalog.TableSpec;
import java.util.Set;
import java.util.TreeSet;

/**
 * Paths of the API that end in a word where those of objects end in an id: asked for as an object,
 * they would answer another question. No object has such an id.
 */
final class ReservedPaths {
  /** Those of no table: what the API computes, and old ones (Stripe docs: API reference). */
  private static final Set<String> OF_NO_TABLE =
      Set.of(
          "/v1/apps/secrets/delete",
          "/v1/apps/secrets/find",
          "/v1/balance/history",
          "/v1/credit_notes/preview",
          "/v1/invoices/create_preview",
          "/v1/invoices/upcoming",
          "/v1/payment_records/report_payment",
          "/v1/tax/associations/find",
          "/v1/tax/transactions/create_from_calculation",
          "/v1/tax/transactions/create_reversal");

  private final Set<String> paths = new TreeSet<>(OF_NO_TABLE);

  /** Those of the tables' own endpoints besides. */
  ReservedPaths(Catalog catalog) {
    for (TableSpec table : catalog.tables()) {
      paths.add(table.path());
      if (table.searchPath() != null) {
        paths.add(table.searchPath());
      }
    }
  }

  /**
   * Whether an id is a word of a path.
   *
   * @param path the path with a placeholder for the id
   * @param placeholder offset of the placeholder
   */
  boolean isWord(String path, int placeholder, String id) {
    return paths.contains(path.substring(0, placeholder) + id);
  }
}
