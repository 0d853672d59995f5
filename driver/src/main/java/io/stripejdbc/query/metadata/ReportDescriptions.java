package io.stripejdbc.query.metadata;

import io.stripejdbc.plan.schema.StripeTypeFactory;
import io.stripejdbc.plan.view.ReportSchema;
import io.stripejdbc.plan.view.ReportView;
import io.stripejdbc.plan.view.ViewColumn;
import io.stripejdbc.query.ResultType;
import io.stripejdbc.query.metadata.TableDescription.ColumnDescription;
import io.stripejdbc.query.metadata.TableDescription.Kind;
import io.stripejdbc.system.NonApiTable;
import io.stripejdbc.system.NonApiTable.KnownColumn;
import java.util.List;

/** The views of schema {@code reports} as metadata shows them; no query is planned for it. */
public final class ReportDescriptions {
  private ReportDescriptions() {}

  /** One description per view. */
  public static List<TableDescription> all() {
    return new ReportSchema(new StripeTypeFactory())
        .views().stream().map(ReportDescriptions::describe).toList();
  }

  /** The views as {@code system.tables} and {@code system.columns} show them. */
  public static List<NonApiTable> known() {
    return all().stream()
        .map(
            view ->
                new NonApiTable(
                    view.schema(),
                    view.name(),
                    "view",
                    view.remarks(),
                    view.columns().stream().map(ReportDescriptions::known).toList()))
        .toList();
  }

  private static KnownColumn known(ColumnDescription column) {
    String type = column.type().name();
    String precision =
        switch (column.type()) {
          case DECIMAL -> "(" + column.precision() + ", " + column.scale() + ")";
          case TIMESTAMP -> "(" + column.precision() + ")";
          default -> "";
        };
    return new KnownColumn(column.name(), type + precision, column.remarks());
  }

  /** The query of a view, to hold against what its file declares. */
  static String sql(String view) {
    return new ReportSchema(new StripeTypeFactory())
        .views().stream()
            .filter(each -> each.name().equals(view))
            .findFirst()
            .orElseThrow()
            .file()
            .sql();
  }

  private static TableDescription describe(ReportView view) {
    return new TableDescription(
        ReportSchema.NAME,
        view.name(),
        Kind.VIEW,
        view.file().remarks(),
        view.file().columns().stream().map(ReportDescriptions::describe).toList(),
        List.of(),
        List.of(),
        List.of());
  }

  private static ColumnDescription describe(ViewColumn column) {
    return new ColumnDescription(
        column.name(),
        ResultType.valueOf(column.type().getName()),
        column.precision(),
        column.scale(),
        column.nullable(),
        column.remarks());
  }
}
