package io.stripejdbc.scan;

import io.stripejdbc.catalog.ApiObject;
import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.catalog.ChangeSpec;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnSpec.DeclaredType;
import io.stripejdbc.catalog.ColumnSpec.Role;
import io.stripejdbc.catalog.ColumnSpec.ValueSource;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.FilterSpec.Operator;
import io.stripejdbc.catalog.ListTraits;
import io.stripejdbc.catalog.ParentSpec;
import io.stripejdbc.catalog.RowShape;
import io.stripejdbc.catalog.TableConditions;
import io.stripejdbc.catalog.TableEndpoint;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.catalog.TableSpec.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small catalogue with one table of each kind. */
public final class TestCatalog implements Catalog {
  public static final FilterSpec CREATED =
      new FilterSpec("created", "created", Operator.RANGE, true, List.of());
  public static final FilterSpec CUSTOMER =
      new FilterSpec("customer", "customer", Operator.EQUAL, true, List.of());
  public static final FilterSpec ACTIVE =
      new FilterSpec("active", "active", Operator.EQUAL, true, List.of());

  public static final TableSpec CHARGES =
      table("charges", Kind.LIST, "/v1/charges", "/v1/charges/{charge}")
          .columns(field("customer", ColumnType.VARCHAR), field("amount", ColumnType.BIGINT))
          .filters(CREATED, CUSTOMER)
          .build();

  public static final TableSpec PRICES =
      table("prices", Kind.LIST, "/v1/prices", "/v1/prices/{price}")
          .columns(field("active", ColumnType.BOOLEAN))
          .filters(CREATED, ACTIVE)
          .variants(List.of(Map.of("active", "true"), Map.of("active", "false")))
          .build();

  /** No times to cut it by. */
  public static final TableSpec LINKS =
      table("payment_links", Kind.LIST, "/v1/payment_links", "/v1/payment_links/{link}").build();

  /** Rows that settle. */
  public static final TableSpec TRANSACTIONS =
      table(
              "balance_transactions",
              Kind.LIST,
              "/v1/balance_transactions",
              "/v1/balance_transactions/{transaction}")
          .columns(field("status", ColumnType.VARCHAR), field("amount", ColumnType.BIGINT))
          .filters(CREATED)
          .build();

  static final TableSpec INVOICES =
      table("invoices", Kind.LIST, "/v1/invoices", "/v1/invoices/{invoice}")
          .filters(CREATED)
          .build();

  static final TableSpec LINES =
      table("invoice_line_items", Kind.NESTED, "/v1/invoices/{invoice}/lines", null)
          .columns(
              column("invoice", Role.PARENT, ColumnType.VARCHAR, "invoice"),
              field("amount", ColumnType.BIGINT))
          .parents(
              new ParentSpec(
                  "invoices", "id", "invoice", ParentSpec.Via.PATH, "invoice", "lines", null))
          .build();

  static final TableSpec BALANCE = table("balance", Kind.SINGLETON, "/v1/balance", null).build();

  static final TableSpec BALANCE_AVAILABLE =
      table("balance_available", Kind.EMBEDDED, "/v1/balance", null)
          .columns(
              column("position", Role.POSITION, ColumnType.BIGINT, null),
              field("amount", ColumnType.BIGINT),
              field("currency", ColumnType.VARCHAR))
          .parents(
              new ParentSpec(
                  "balance",
                  "connected_account",
                  "connected_account",
                  ParentSpec.Via.EMBEDDED,
                  null,
                  "available",
                  null))
          .build();

  static final TableSpec ITEMS =
      table(
              "subscription_items",
              Kind.NESTED,
              "/v1/subscription_items",
              "/v1/subscription_items/{item}")
          .columns(column("subscription", Role.PARENT, ColumnType.VARCHAR, "subscription"))
          .parents(
              new ParentSpec(
                  "subscriptions",
                  "id",
                  "subscription",
                  ParentSpec.Via.PARAMETER,
                  "subscription",
                  null,
                  null))
          .build();

  static final TableSpec SUBSCRIPTIONS =
      table("subscriptions", Kind.LIST, "/v1/subscriptions", "/v1/subscriptions/{s}")
          .variants(List.of(Map.of("status", "all")))
          .build();

  public static final TableSpec ACCOUNTS =
      table("accounts", Kind.ACCOUNTS, "/v1/accounts", "/v1/accounts/{account}")
          .filters(CREATED)
          .build();

  public static final TableSpec PERSONS =
      table("account_persons", Kind.NESTED, "/v1/accounts/{account}/persons", null)
          .columns(column("account", Role.PARENT, ColumnType.VARCHAR, "account"))
          .parents(
              new ParentSpec(
                  "accounts", "id", "account", ParentSpec.Via.PATH, "account", null, null))
          .build();

  static final TableSpec TOKENS =
      table("issuing_tokens", Kind.LIST, "/v1/issuing/tokens", null)
          .columns(field("card", ColumnType.VARCHAR))
          .filters(new FilterSpec("card", "card", Operator.EQUAL, true, List.of()))
          .required("card")
          .build();

  private static final List<TableSpec> ALL =
      List.of(
          CHARGES,
          PRICES,
          LINKS,
          TRANSACTIONS,
          INVOICES,
          LINES,
          BALANCE,
          BALANCE_AVAILABLE,
          ITEMS,
          SUBSCRIPTIONS,
          ACCOUNTS,
          PERSONS,
          TOKENS);

  @Override
  public String apiVersion() {
    return "2026-07-29.dahlia";
  }

  /** Every list but those of accounts and children tells of its changes. */
  @Override
  public ChangeSpec changes(String table) {
    return switch (table) {
      case "charges" ->
          events(
              Map.of(
                  "charge.succeeded", "id",
                  "charge.updated", "id",
                  "charge.deleted", "id",
                  "rate.updated", ChangeSpec.ANY_ROW,
                  "refund.created", "charge"));
      case "prices" ->
          events(Map.of("price.created", "id", "price.updated", "id", "price.deleted", "id"));
      case "payment_links" ->
          events(
              Map.of(
                  "payment_link.created", "id",
                  "payment_link.updated", "id",
                  "payment_link.deleted", "id"));
      case "balance_transactions" ->
          new ChangeSpec(ChangeSpec.Told.SETTLES, Map.of(), "status", List.of("available"), 0);
      default -> ChangeSpec.READ;
    };
  }

  private static ChangeSpec events(Map<String, String> types) {
    return new ChangeSpec(ChangeSpec.Told.EVENTS, types, "", List.of(), 0);
  }

  @Override
  public Collection<TableSpec> tables() {
    return ALL;
  }

  @Override
  public Optional<TableSpec> table(String name) {
    return ALL.stream().filter(t -> t.name().equals(name)).findFirst();
  }

  static ColumnSpec field(String name, ColumnType type) {
    return column(name, Role.FIELD, type, name);
  }

  static ColumnSpec column(String name, Role role, ColumnType type, String path) {
    return ColumnSpec.of(name, ValueSource.of(role, path), DeclaredType.of(type));
  }

  static Builder table(String name, Kind kind, String path, String retrievePath) {
    return new Builder(name, kind, path, retrievePath);
  }

  static final class Builder {
    private final String name;
    private final Kind kind;
    private final String path;
    private final String retrievePath;
    private final List<ColumnSpec> columns = new ArrayList<>();
    private List<FilterSpec> filters = List.of();
    private List<ParentSpec> parents = List.of();
    private List<Map<String, String>> variants = List.of(Map.of());
    private List<String> required = List.of();

    private Builder(String name, Kind kind, String path, String retrievePath) {
      this.name = name;
      this.kind = kind;
      this.path = path;
      this.retrievePath = retrievePath;
      columns.add(column("connected_account", Role.ACCOUNT, ColumnType.VARCHAR, null));
      columns.add(field("id", ColumnType.VARCHAR));
      columns.add(field("created", ColumnType.TIMESTAMP));
    }

    Builder columns(ColumnSpec... more) {
      columns.addAll(List.of(more));
      return this;
    }

    Builder filters(FilterSpec... all) {
      filters = List.of(all);
      return this;
    }

    Builder parents(ParentSpec... all) {
      parents = List.of(all);
      return this;
    }

    Builder variants(List<Map<String, String>> all) {
      variants = all;
      return this;
    }

    Builder required(String... all) {
      required = List.of(all);
      return this;
    }

    TableSpec build() {
      return new TableSpec(
          name,
          "",
          TableEndpoint.of(kind, path, retrievePath),
          ListTraits.NEWEST_FIRST.withVariants(variants),
          ApiObject.of(kind == Kind.ACCOUNTS ? "account" : name),
          new RowShape(List.copyOf(columns), List.of("connected_account", "id"), parents),
          new TableConditions(filters, List.of(), required));
    }
  }
}
