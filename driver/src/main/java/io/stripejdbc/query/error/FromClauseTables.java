package io.stripejdbc.query.error;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.prepare.Prepare;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** The tables that a statement names, to tell a user what it could have been. */
final class FromClauseTables extends SqlBasicVisitor<@Nullable Void> {
  private final CalciteCatalogReader reader;
  private final Map<String, List<String>> columns = new LinkedHashMap<>();
  private final Map<String, String> tables = new LinkedHashMap<>();
  private final List<SqlIdentifier> names = new ArrayList<>();

  private FromClauseTables(CalciteCatalogReader reader) {
    this.reader = reader;
  }

  static FromClauseTables of(SqlNode statement, CalciteCatalogReader reader) {
    FromClauseTables found = new FromClauseTables(reader);
    statement.accept(found);
    return found;
  }

  /** Names of tables as they stand in FROM. */
  List<SqlIdentifier> names() {
    return names;
  }

  /** Columns of all tables, or of the one with this alias. */
  List<String> columns(@Nullable String alias) {
    if (alias != null) {
      return columns.getOrDefault(alias.toLowerCase(Locale.ROOT), List.of());
    }
    return columns.values().stream().flatMap(List::stream).distinct().toList();
  }

  /** Aliases of tables that have a column. */
  List<String> having(String column) {
    return columns.entrySet().stream()
        .filter(e -> e.getValue().stream().anyMatch(column::equalsIgnoreCase))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Aliases of all tables; a table without one goes by its name. */
  List<String> aliases() {
    return List.copyOf(columns.keySet());
  }

  /** The table behind an alias, or the alias itself. */
  String table(String alias) {
    return tables.getOrDefault(alias.toLowerCase(Locale.ROOT), alias);
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    if (call instanceof SqlSelect select && select.getFrom() != null) {
      from(select.getFrom(), null);
    }
    return super.visit(call);
  }

  private void from(SqlNode node, @Nullable String alias) {
    if (node instanceof SqlJoin join) {
      from(join.getLeft(), null);
      from(join.getRight(), null);
    } else if (node.getKind() == SqlKind.AS) {
      SqlCall as = (SqlCall) node;
      from(as.operand(0), ((SqlIdentifier) as.operand(1)).getSimple());
    } else if (node.getKind() == SqlKind.TABLE_REF || node.getKind() == SqlKind.EXTEND) {
      from(((SqlCall) node).operand(0), alias);
    } else if (node instanceof SqlIdentifier id) {
      add(id, alias);
    }
  }

  private void add(SqlIdentifier id, @Nullable String alias) {
    names.add(id);
    String last = id.names.get(id.names.size() - 1);
    String name = (alias == null ? last : alias).toLowerCase(Locale.ROOT);
    Prepare.PreparingTable table = reader.getTable(id.names);
    if (table != null) {
      columns.put(name, table.getRowType().getFieldNames());
      tables.put(name, last);
    }
  }
}
