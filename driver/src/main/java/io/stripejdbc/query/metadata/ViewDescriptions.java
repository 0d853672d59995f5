package io.stripejdbc.query.metadata;

import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.plan.schema.StripeTypeFactory;
import io.stripejdbc.plan.view.ReportSchema;
import io.stripejdbc.plan.view.SigmaSchema;
import io.stripejdbc.plan.view.SqlView;
import io.stripejdbc.plan.view.ViewColumn;
import io.stripejdbc.query.ResultType;
import io.stripejdbc.query.metadata.TableDescription.ColumnDescription;
import io.stripejdbc.query.metadata.TableDescription.Kind;
import io.stripejdbc.system.NonApiTable;
import io.stripejdbc.system.NonApiTable.KnownColumn;
import java.util.List;
import java.util.stream.Stream;

/**
 * The views of schemas {@code reports} and {@code sigma} as metadata shows them; no query is
 * planned for it.
 */
public final class ViewDescriptions {
  private ViewDescriptions() {}

  /** One description per view of {@code reports}. */
  public static List<TableDescription> reports() {
    return new ReportSchema(new StripeTypeFactory())
        .views().stream().map(view -> describe(ReportSchema.NAME, view)).toList();
  }

  /** One description per view of {@code sigma}. */
  public static List<TableDescription> sigma(Catalog catalog) {
    return new SigmaSchema(catalog, new StripeTypeFactory())
        .views().stream().map(view -> describe(SigmaSchema.NAME, view)).toList();
  }

  /** What {@code system.tables} and {@code system.columns} show besides their own and Stripe's. */
  public static List<NonApiTable> known(Catalog catalog) {
    return Stream.of(reports(), sigma(catalog), InformationSchema.descriptions())
        .flatMap(List::stream)
        .map(
            view ->
                new NonApiTable(
                    view.schema(),
                    view.name(),
                    view.kind() == Kind.VIEW ? "view" : "system",
                    view.remarks(),
                    view.columns().stream().map(ViewDescriptions::known).toList()))
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

  /** The query of a view of {@code reports}, to hold against what its file declares. */
  static String sql(String view) {
    return sql(view, new ReportSchema(new StripeTypeFactory()).views());
  }

  /** The query of a view of {@code sigma}. */
  static String sql(String view, Catalog catalog) {
    return sql(view, new SigmaSchema(catalog, new StripeTypeFactory()).views());
  }

  private static String sql(String view, List<SqlView> views) {
    return views.stream()
        .filter(each -> each.name().equals(view))
        .findFirst()
        .orElseThrow()
        .file()
        .sql();
  }

  private static TableDescription describe(String schema, SqlView view) {
    return new TableDescription(
        schema,
        view.name(),
        Kind.VIEW,
        view.file().remarks(),
        view.file().columns().stream().map(ViewDescriptions::describe).toList(),
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
