package io.stripejdbc.plan.attach;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.util.List;
import java.util.Set;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.lookup.LikePattern;
import org.apache.calcite.schema.lookup.Lookup;
import org.apache.calcite.schema.lookup.Named;
import org.jspecify.annotations.Nullable;

/**
 * Finds a table by the name as it is written, else in other letter case where that is one alone:
 * other databases can have {@code orders} and {@code "Orders"} side by side, and ours would take
 * either.
 *
 * @param schema what messages call the schema
 */
record ExactNameLookup(Lookup<Table> tables, String schema) implements Lookup<Table> {
  @Override
  public @Nullable Table get(String name) {
    return tables.get(name);
  }

  @Override
  public @Nullable Named<Table> getIgnoreCase(String name) {
    Table exact = tables.get(name);
    if (exact != null) {
      return new Named<>(name, exact);
    }
    List<String> alike =
        tables.getNames(LikePattern.any()).stream()
            .filter(name::equalsIgnoreCase)
            .sorted()
            .toList();
    if (alike.size() > 1) {
      throw new DriverFailure(
          DriverError.UNKNOWN_TABLE,
          "No table '"
              + name
              + "' in '"
              + schema
              + "', which has several that differ in letter case: "
              + String.join(", ", alike)
              + "; write one of them so, in double quotes");
    }
    Table found = alike.isEmpty() ? null : tables.get(alike.get(0));
    return found == null ? null : new Named<>(alike.get(0), found);
  }

  @Override
  public Set<String> getNames(LikePattern pattern) {
    return tables.getNames(pattern);
  }
}
