package io.stripejdbc.scan.task;

import io.stripejdbc.cache.ListRequest;
import io.stripejdbc.cache.ListRequest.Source;
import io.stripejdbc.cache.segment.ListKey;
import io.stripejdbc.catalog.ApiObject;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnSpec.DeclaredType;
import io.stripejdbc.catalog.ColumnSpec.ValueSource;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.catalog.ListTraits;
import io.stripejdbc.catalog.RowShape;
import io.stripejdbc.catalog.TableConditions;
import io.stripejdbc.catalog.TableEndpoint;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.ScanSpec.Bounds;
import io.stripejdbc.scan.request.AccountScope;
import io.stripejdbc.scan.request.RequestPlan;
import io.stripejdbc.scan.request.RequestStep;
import io.stripejdbc.scan.request.RequestTemplate;
import io.stripejdbc.scan.request.RowLayout;
import java.util.List;
import java.util.Map;

/** The list of connected accounts, as a request. */
public final class AccountsRequest {
  private static final TableSpec ACCOUNTS =
      new TableSpec(
          "accounts",
          "",
          TableEndpoint.of(TableSpec.Kind.ACCOUNTS, "/v1/accounts", null),
          ListTraits.NEWEST_FIRST,
          ApiObject.of("account"),
          new RowShape(
              List.of(column("id", ColumnType.VARCHAR), column("created", ColumnType.TIMESTAMP)),
              List.of("id"),
              List.of()),
          TableConditions.NONE);

  /** Lists them. */
  public static final RequestStep STEP =
      RequestStep.list(
          RequestTemplate.of(ACCOUNTS, ACCOUNTS.path()), Shape.CURSOR_LIST, Bounds.ALL, Map.of());

  /** Of their rows. */
  public static final RowLayout LAYOUT = RowLayout.of(ACCOUNTS, ACCOUNTS.columns(), List.of());

  /** The whole list, as the cache knows it. */
  public static final ListRequest REQUEST =
      new ListRequest(
          ACCOUNTS.name(),
          false,
          List.of(new Source(ListKey.of(AccountScope.PLATFORM, ACCOUNTS.path(), List.of()), true)));

  private AccountsRequest() {}

  private static ColumnSpec column(String name, ColumnType type) {
    return ColumnSpec.of(name, ValueSource.of(ColumnSpec.Role.FIELD, name), DeclaredType.of(type));
  }

  /** A plan that asks for nothing besides the accounts. */
  public static RequestPlan plan(AccountScope scope) {
    ScanSpec spec = ScanSpec.all(ACCOUNTS, ACCOUNTS.columns());
    return new RequestPlan(spec, LAYOUT, scope, true, List.of(), List.of(), false, false);
  }
}
