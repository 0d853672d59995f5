package io.stripejdbc.attach;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.util.Set;

/**
 * How another database writes names, and what can be left to it: told by its driver.
 *
 * @param product which it is
 * @param quote what stands around names, "" for nothing
 * @param exactText whether its texts are equal only when all their characters are
 * @param inexactColumns columns for which that does not hold, as {@code table.column}
 */
public record AttachedDialect(
    DatabaseProduct product, String quote, boolean exactText, Set<String> inexactColumns) {

  /**
   * Whether instants are asked for, and given, as microseconds since 1970: DuckDB's driver (1.4)
   * shifts them by an hour where the JVM's zone puts the clock forward.
   */
  boolean countsMicros() {
    return product == DatabaseProduct.DUCKDB;
  }

  /** A name as it stands in SQL. */
  String quoted(String name) {
    if (!quote.isEmpty()) {
      return quote + name.replace(quote, quote + quote) + quote;
    }
    if (name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      return name;
    }
    throw new DriverFailure(
        DriverError.UNSUPPORTED,
        "The attached database has no way to write the name '" + name + "'");
  }

  /** A table with where it is. */
  String qualified(AttachedTableSpec table) {
    String place = product == DatabaseProduct.MYSQL ? table.catalog() : table.schema();
    return place == null || place.isEmpty()
        ? quoted(table.name())
        : quoted(place) + "." + quoted(table.name());
  }

  /** Whether equal texts of a column are the same text. */
  public boolean isExact(AttachedTableSpec table, AttachedColumn column) {
    return exactText
        && column.type() == AttachedType.TEXT
        && !column.typeName().equalsIgnoreCase("citext")
        && !column.typeName().equalsIgnoreCase("VARCHAR_IGNORECASE")
        && !inexactColumns.contains(table.name() + "." + column.name());
  }
}
