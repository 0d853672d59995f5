package io.stripejdbc.jdbc.metadata;

import io.stripejdbc.jdbc.metadata.KeyMetaDataQuery.Wanted;
import io.stripejdbc.jdbc.value.JdbcType;
import io.stripejdbc.query.metadata.TableDescription;
import io.stripejdbc.query.metadata.TableDescription.ColumnDescription;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The metadata's indexes and row identifiers: the key, and columns that the API filters by. */
final class IndexMetaDataQuery {
  static final ResultSetSchema INDEXES =
      ResultSetSchema.of(
          "TABLE_CAT",
          "TABLE_SCHEM",
          "TABLE_NAME",
          "NON_UNIQUE:B",
          "INDEX_QUALIFIER",
          "INDEX_NAME",
          "TYPE:S",
          "ORDINAL_POSITION:S",
          "COLUMN_NAME",
          "ASC_OR_DESC",
          "CARDINALITY:L",
          "PAGES:L",
          "FILTER_CONDITION");
  static final ResultSetSchema ROW_IDENTIFIER =
      ResultSetSchema.of(
          "SCOPE:S",
          "COLUMN_NAME",
          "DATA_TYPE:I",
          "TYPE_NAME",
          "COLUMN_SIZE:I",
          "BUFFER_LENGTH:I",
          "DECIMAL_DIGITS:S",
          "PSEUDO_COLUMN:S");

  private final KeyMetaDataQuery keys;

  IndexMetaDataQuery(KeyMetaDataQuery keys) {
    this.keys = keys;
  }

  ResultSet indexes(Wanted wanted, boolean uniqueOnly) {
    List<Entry> entries = new ArrayList<>();
    keys.matching(wanted)
        .forEach(
            table -> {
              String key = table.primaryKeyName();
              for (int i = 0; i < table.primaryKey().size(); i++) {
                entries.add(new Entry(table, false, key, i + 1, table.primaryKey().get(i)));
              }
              for (String column : uniqueOnly ? List.<String>of() : table.filterable()) {
                String name = table.name() + "_" + column + "_idx";
                entries.add(new Entry(table, true, name, 1, column));
              }
            });
    return INDEXES.rows(entries.stream().sorted(Entry.ORDER).map(Entry::row));
  }

  /** One column of one index. */
  private record Entry(
      TableDescription table, boolean nonUnique, String index, int position, String column) {
    static final Comparator<Entry> ORDER =
        Comparator.comparing(Entry::nonUnique)
            .thenComparing(Entry::index)
            .thenComparing(Entry::position);

    @Nullable Object[] row() {
      return new @Nullable Object[] {
        null,
        table.schema(),
        table.name(),
        nonUnique,
        null,
        index,
        (int) DatabaseMetaData.tableIndexOther,
        position,
        column,
        "A",
        null,
        null,
        null
      };
    }
  }

  ResultSet rowIdentifier(Wanted wanted) {
    return ROW_IDENTIFIER.rows(
        keys.matching(wanted)
            .flatMap(
                table ->
                    table.columns().stream()
                        .filter(column -> table.primaryKey().contains(column.name()))
                        .map(IndexMetaDataQuery::row)));
  }

  private static @Nullable Object[] row(ColumnDescription column) {
    JdbcType type = JdbcType.of(column.type());
    return new @Nullable Object[] {
      DatabaseMetaData.bestRowSession,
      column.name(),
      type.code(),
      type.name(),
      type.size(column.precision()),
      null,
      null,
      DatabaseMetaData.bestRowNotPseudo
    };
  }
}
