package io.stripejdbc.plan.view;

import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.plan.view.SigmaViewSpec.Accounts;
import io.stripejdbc.plan.view.SigmaViewSpec.Expression;
import io.stripejdbc.plan.view.SigmaViewSpec.Join;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.type.SqlTypeName;

/** Makes the query and the columns of a view of schema {@code sigma} from what its file says. */
final class SigmaViewBuilder {
  private static final String ACCOUNT = "connected_account";
  private static final int TEXT = 255;

  private final Catalog catalog;
  private final Set<String> ids;

  /**
   * A builder over a catalogue.
   *
   * @param ids fields that hold an id, besides the references of the catalogue
   */
  SigmaViewBuilder(Catalog catalog, Set<String> ids) {
    this.catalog = catalog;
    this.ids = ids;
  }

  /** A column and the expression it is. */
  private record Selected(ViewColumn column, String sql) {}

  /** The table itself, of the platform or of its connected accounts. */
  ViewFile table(String name, SigmaViewSpec view, boolean connected) {
    List<Selected> selected = new ArrayList<>();
    if (connected) {
      selected.add(account("account", "Id of the connected account the row belongs to."));
    }
    table(view).ifPresent(table -> selected.addAll(fields(table, view)));
    for (Expression expression : view.expressions()) {
      selected.add(new Selected(expression.column(), expression.sql()));
    }
    if (view.rows().accounts() != Accounts.NONE) {
      selected.add(
          account("merchant_id", "The account: platform for the key's own, else its acct_… id."));
    }
    return file(name, remarks(view, connected), selected, from(view, connected));
  }

  /** Its metadata, one row per key. */
  ViewFile metadata(String name, SigmaViewSpec view, String key, boolean connected) {
    List<Selected> selected = new ArrayList<>();
    if (connected) {
      selected.add(account("account", "Id of the connected account the row belongs to."));
    }
    selected.add(text(key, TEXT, false, "Id of the row that the metadata is of.", "t.\"id\""));
    selected.add(text("key", 0, true, "Key that the account has set.", "k.\"key\""));
    selected.add(text("value", 0, true, "Its value.", "json_get_text(t.\"metadata\", k.\"key\")"));
    String from =
        "FROM %s AS t\nCROSS JOIN UNNEST(json_object_keys(t.\"metadata\")) AS k (\"key\")\n%s"
            .formatted(rows(view), where(view, connected));
    return file(
        name, "Metadata of " + view.name() + ", one row per object and key.", selected, from);
  }

  private static Selected account(String name, String remarks) {
    return text(name, TEXT, false, remarks, "t." + ACCOUNT);
  }

  private static Selected text(
      String name, int length, boolean nullable, String remarks, String sql) {
    return new Selected(
        new ViewColumn(name, SqlTypeName.VARCHAR, length, 0, nullable, remarks), sql);
  }

  private String remarks(SigmaViewSpec view, boolean connected) {
    String said = view.remarks() == null ? table(view).orElseThrow().remarks() : view.remarks();
    return view.rows().accounts() == Accounts.NONE
        ? said
        : (connected ? "Of the connected accounts: " : "Of the platform: ") + said;
  }

  private Optional<TableSpec> table(SigmaViewSpec view) {
    String table = view.rows().table();
    return table == null ? Optional.empty() : Optional.of(catalog.table(table).orElseThrow());
  }

  private List<Selected> fields(TableSpec table, SigmaViewSpec view) {
    List<Selected> fields = new ArrayList<>();
    for (ColumnSpec column : table.columns()) {
      boolean kept =
          column.role() != ColumnSpec.Role.ACCOUNT
              && column.role() != ColumnSpec.Role.OBJECT
              && !view.columns().without().contains(column.name())
              && (view.columns().only() == null
                  || column.name().startsWith(view.columns().only())
                  || view.columns().renamed().containsKey(column.name()));
      if (kept) {
        fields.add(
            new Selected(
                column(sigmaName(table, column, view), column), "t.\"" + column.name() + "\""));
      }
    }
    return fields;
  }

  private String sigmaName(TableSpec table, ColumnSpec column, SigmaViewSpec view) {
    String name = column.name();
    String renamed = view.columns().renamed().get(name);
    if (renamed != null) {
      return renamed;
    }
    for (Map.Entry<String, String> prefix : view.columns().prefixes()) {
      if (name.startsWith(prefix.getKey())) {
        String rest = name.substring(prefix.getKey().length());
        return prefix.getValue().equals("-") ? rest : prefix.getValue() + rest;
      }
    }
    boolean id =
        column.type() == ColumnType.VARCHAR
            && (column.references() != null || column.expandable() || ids.contains(name))
            && !name.equals("id")
            && !name.endsWith("_id")
            && table.ordinal(name + "_id") < 0;
    return id ? name + "_id" : name;
  }

  private static ViewColumn column(String name, ColumnSpec column) {
    SqlTypeName type =
        switch (column.type()) {
          case VARCHAR, JSON -> SqlTypeName.VARCHAR;
          case BIGINT -> SqlTypeName.BIGINT;
          case BOOLEAN -> SqlTypeName.BOOLEAN;
          case DECIMAL -> SqlTypeName.DECIMAL;
          case TIMESTAMP, INSTANT -> SqlTypeName.TIMESTAMP;
        };
    int precision = column.type() == ColumnType.INSTANT ? 3 : column.precision();
    return new ViewColumn(
        name, type, precision, column.scale(), column.nullable(), column.remarks());
  }

  private static String rows(SigmaViewSpec view) {
    String query = view.rows().query();
    return query == null ? "stripe.\"" + view.rows().table() + "\"" : query;
  }

  private static String from(SigmaViewSpec view, boolean connected) {
    StringBuilder from = new StringBuilder("FROM ").append(rows(view)).append(" AS t\n");
    for (Join join : view.joins()) {
      from.append("LEFT JOIN ").append(join.query()).append(" AS ").append(join.alias());
      from.append("\n  ON ").append(join.alias()).append('.').append(ACCOUNT).append(" = t.");
      from.append(ACCOUNT).append(" AND ").append(join.condition()).append('\n');
    }
    return from.append(where(view, connected)).toString();
  }

  private static String where(SigmaViewSpec view, boolean connected) {
    return view.rows().accounts() == Accounts.NONE
        ? ""
        : "WHERE t.%s %s 'platform'".formatted(ACCOUNT, connected ? "<>" : "=");
  }

  private static ViewFile file(String name, String remarks, List<Selected> selected, String from) {
    StringBuilder sql = new StringBuilder("SELECT\n");
    for (Selected column : selected) {
      sql.append(sql.length() > 7 ? ",\n  " : "  ").append(column.sql());
      sql.append(" AS \"").append(column.column().name()).append('"');
    }
    return new ViewFile(
        name,
        remarks,
        selected.stream().map(Selected::column).toList(),
        sql.append('\n').append(from).toString());
  }
}
