package io.stripejdbc.query.metadata;

import io.stripejdbc.attach.AttachedColumn;
import io.stripejdbc.attach.AttachedDatabase;
import io.stripejdbc.attach.AttachedTableSpec;
import io.stripejdbc.query.ResultType;
import io.stripejdbc.query.metadata.TableDescription.ColumnDescription;
import io.stripejdbc.query.metadata.TableDescription.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The tables of attached databases beside those of a directory. A database is asked only when its
 * schema is.
 */
public final class AttachedDirectory implements SchemaDirectory {
  private static final int MILLIS = 3;

  private final SchemaDirectory own;
  private final List<AttachedDatabase> databases;
  private final List<String> schemas;

  /** A directory over databases that are not touched yet. */
  public AttachedDirectory(SchemaDirectory own, List<AttachedDatabase> databases) {
    this.own = own;
    this.databases = databases;
    TreeSet<String> names = new TreeSet<>(own.schemas());
    databases.forEach(database -> names.add(database.name()));
    this.schemas = List.copyOf(names);
  }

  @Override
  public List<String> schemas() {
    return schemas;
  }

  @Override
  public String defaultSchema() {
    return own.defaultSchema();
  }

  @Override
  public List<TableDescription> tables() {
    return tables(schema -> true);
  }

  @Override
  public List<TableDescription> tables(Predicate<String> wanted) {
    List<TableDescription> found = new ArrayList<>(own.tables(wanted));
    for (AttachedDatabase database : databases) {
      if (wanted.test(database.name())) {
        database.tables().forEach(table -> found.add(describe(database.name(), table)));
      }
    }
    found.sort(
        Comparator.comparing(TableDescription::schema).thenComparing(TableDescription::name));
    return found;
  }

  private static TableDescription describe(String schema, AttachedTableSpec table) {
    return new TableDescription(
        schema,
        table.name(),
        table.isView() ? Kind.VIEW : Kind.TABLE,
        table.remarks(),
        table.columns().stream().map(AttachedDirectory::describe).toList(),
        table.primaryKey(),
        List.of(),
        List.of());
  }

  private static ColumnDescription describe(AttachedColumn column) {
    return switch (column.type()) {
      case BOOLEAN -> describe(column, ResultType.BOOLEAN, 0);
      case INTEGER -> describe(column, ResultType.INTEGER, 0);
      case BIGINT -> describe(column, ResultType.BIGINT, 0);
      case DECIMAL -> describe(column, ResultType.DECIMAL, column.precision());
      case DOUBLE -> describe(column, ResultType.DOUBLE, 0);
      case DATE -> describe(column, ResultType.DATE, 0);
      case TIME -> describe(column, ResultType.TIME, MILLIS);
      case TIMESTAMP, INSTANT -> describe(column, ResultType.TIMESTAMP, MILLIS);
      case TEXT, FILLED_TEXT, TEXT_FORM -> describe(column, ResultType.VARCHAR, column.precision());
    };
  }

  private static ColumnDescription describe(AttachedColumn column, ResultType type, int precision) {
    int scale = type == ResultType.DECIMAL ? column.scale() : 0;
    return new ColumnDescription(
        column.name(), type, precision, scale, column.nullable(), column.remarks());
  }
}
