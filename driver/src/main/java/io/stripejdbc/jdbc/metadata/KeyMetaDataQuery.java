package io.stripejdbc.jdbc.metadata;

import io.stripejdbc.query.metadata.SchemaDirectory;
import io.stripejdbc.query.metadata.TableDescription;
import io.stripejdbc.query.metadata.TableDescription.Reference;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The metadata's primary and foreign keys, out of the schema directory. */
final class KeyMetaDataQuery {
  static final ResultSetSchema PRIMARY =
      ResultSetSchema.of(
          "TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME", "KEY_SEQ:S", "PK_NAME");
  static final ResultSetSchema FOREIGN =
      ResultSetSchema.of(
          "PKTABLE_CAT",
          "PKTABLE_SCHEM",
          "PKTABLE_NAME",
          "PKCOLUMN_NAME",
          "FKTABLE_CAT",
          "FKTABLE_SCHEM",
          "FKTABLE_NAME",
          "FKCOLUMN_NAME",
          "KEY_SEQ:S",
          "UPDATE_RULE:S",
          "DELETE_RULE:S",
          "FK_NAME",
          "PK_NAME",
          "DEFERRABILITY:S");

  private final SchemaDirectory directory;

  KeyMetaDataQuery(SchemaDirectory directory) {
    this.directory = directory;
  }

  /** A column of a foreign key beside the column it refers to. */
  private record Link(
      String name,
      String schema,
      String table,
      String column,
      String target,
      String targetColumn,
      int seq) {}

  /** Which table, by exact names. */
  record Wanted(@Nullable String catalog, @Nullable String schema, @Nullable String table) {
    boolean matches(String foundSchema, String foundTable) {
      return NamePattern.matchesNoCatalog(catalog)
          && NamePattern.exact(schema).test(foundSchema)
          && NamePattern.exact(table).test(foundTable);
    }
  }

  ResultSet primary(Wanted wanted) {
    return PRIMARY.rows(matching(wanted).flatMap(KeyMetaDataQuery::primaryRows));
  }

  Stream<TableDescription> matching(Wanted wanted) {
    return directory.tables(NamePattern.exact(wanted.schema)).stream()
        .filter(t -> wanted.matches(t.schema(), t.name()));
  }

  /** Sorted by column name, as the Javadoc has it. */
  private static Stream<@Nullable Object[]> primaryRows(TableDescription table) {
    List<String> key = table.primaryKey();
    String name = table.primaryKeyName();
    return key.stream()
        .sorted()
        .map(
            column ->
                new @Nullable Object[] {
                  null, table.schema(), table.name(), column, key.indexOf(column) + 1, name
                });
  }

  /** Foreign keys of one table, by the tables they refer to. */
  ResultSet imported(Wanted table) {
    return foreign(
        table,
        link -> table.matches(link.schema, link.table),
        Comparator.comparing(Link::schema).thenComparing(Link::target));
  }

  /** Foreign keys that refer to one table, by the tables they are of. */
  ResultSet exported(Wanted table) {
    return foreign(
        table,
        link -> table.matches(link.schema, link.target),
        Comparator.comparing(Link::schema).thenComparing(Link::table));
  }

  /** Foreign keys of one table that refer to another. */
  ResultSet between(Wanted parent, Wanted foreign) {
    return foreign(
        foreign,
        link ->
            parent.matches(link.schema, link.target) && foreign.matches(link.schema, link.table),
        Comparator.comparing(Link::schema).thenComparing(Link::table));
  }

  /** Both tables of a foreign key are of one schema. */
  private ResultSet foreign(Wanted of, Predicate<Link> wanted, Comparator<Link> byTable) {
    Comparator<Link> order = byTable.thenComparingInt(Link::seq).thenComparing(Link::name);
    return FOREIGN.rows(
        directory.tables(NamePattern.exact(of.schema)).stream()
            .flatMap(KeyMetaDataQuery::links)
            .filter(wanted)
            .sorted(order)
            .map(KeyMetaDataQuery::row));
  }

  private static Stream<Link> links(TableDescription table) {
    List<Link> links = new ArrayList<>();
    for (Reference reference : table.references()) {
      String name = table.foreignKeyName(reference);
      for (int i = 0; i < reference.columns().size(); i++) {
        links.add(
            new Link(
                name,
                table.schema(),
                table.name(),
                reference.columns().get(i),
                reference.table(),
                reference.targets().get(i),
                i + 1));
      }
    }
    return links.stream();
  }

  private static @Nullable Object[] row(Link link) {
    return new @Nullable Object[] {
      null,
      link.schema,
      link.target,
      link.targetColumn,
      null,
      link.schema,
      link.table,
      link.column,
      link.seq,
      DatabaseMetaData.importedKeyNoAction,
      DatabaseMetaData.importedKeyNoAction,
      link.name,
      TableDescription.primaryKeyName(link.target),
      DatabaseMetaData.importedKeyNotDeferrable
    };
  }
}
