package io.stripejdbc.scan.request;

import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.catalog.TableSpec;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

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

  private final Catalog catalog;

  /** Made by the first id that may be a word: it takes all tables of the catalogue. */
  private volatile @Nullable Set<String> paths;

  /** Those of the tables' own endpoints besides. */
  ReservedPaths(Catalog catalog) {
    this.catalog = catalog;
  }

  private Set<String> paths() {
    Set<String> known = paths;
    if (known == null) {
      known = of(catalog);
      paths = known; // Of two threads both make the same.
    }
    return known;
  }

  private static Set<String> of(Catalog catalog) {
    Set<String> paths = new TreeSet<>(OF_NO_TABLE);
    for (TableSpec table : catalog.tables()) {
      paths.add(table.path());
      if (table.searchPath() != null) {
        paths.add(table.searchPath());
      }
    }
    return paths;
  }

  /**
   * Whether an id is a word of a path.
   *
   * @param path the path with a placeholder for the id
   * @param placeholder offset of the placeholder
   */
  boolean isWord(String path, int placeholder, String id) {
    return isWritten(id) && paths().contains(path.substring(0, placeholder) + id);
  }

  /** Whether it is written as the words of paths are: in small letters, without a digit. */
  static boolean isWritten(String id) {
    return id.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '_' || c == '/');
  }
}
