package io.stripejdbc.system;

import io.stripejdbc.system.SessionInfo.Property;
import io.stripejdbc.system.SystemTable.Column;
import java.util.List;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** {@code system.properties}: the connection's properties in force, secrets hidden. */
final class PropertiesTable {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("name", SqlTypeName.VARCHAR, false, "Name of the property."),
          new Column("value", SqlTypeName.VARCHAR, true, "Its value in force; secrets hidden."),
          new Column("description", SqlTypeName.VARCHAR, false, "What it does."));

  private PropertiesTable() {}

  static SystemTable table() {
    return new SystemTable(
        "properties",
        "One row per connection property, with the value in force for this connection.",
        COLUMNS,
        context ->
            SessionInfo.of(context).properties().stream().map(PropertiesTable::row).toList());
  }

  private static @Nullable Object[] row(Property property) {
    return new @Nullable Object[] {property.name(), property.value(), property.description()};
  }
}
