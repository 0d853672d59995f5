package io.stripejdbc.query;

import io.stripejdbc.catalog.ApiObject;
import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnSpec.DeclaredType;
import io.stripejdbc.catalog.ColumnSpec.Role;
import io.stripejdbc.catalog.ColumnSpec.TableReference;
import io.stripejdbc.catalog.ColumnSpec.ValueSource;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.FilterSpec.Operator;
import io.stripejdbc.catalog.ListTraits;
import io.stripejdbc.catalog.RowShape;
import io.stripejdbc.catalog.TableConditions;
import io.stripejdbc.catalog.TableEndpoint;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.Scanner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Two small tables in memory, a scanner that answers exactly what it is asked, and what it heard.
 */
public final class InMemoryScanner implements Catalog, Scanner {
  private final Map<String, TableSpec> tables;
  private final Map<String, List<@Nullable Object[]>> rows = new java.util.HashMap<>();
  private final Set<Object> deleted = new HashSet<>();
  private final List<ScanSpec> asked = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Long> readOf = new java.util.HashMap<>();
  private final List<String> events = new ArrayList<>();
  private long read;

  /** Accounts in scope, as a lookup without an account counts them. */
  int accounts = 1;

  /** Whether references are expanded where a scan asks for it. */
  boolean expands = true;

  public InMemoryScanner() {
    this(false);
  }

  /**
   * Creates one.
   *
   * @param expandable whether charges can bring their customer along
   */
  public InMemoryScanner(boolean expandable) {
    tables = Map.of("charges", charges(expandable), "customers", customers());
    tables.keySet().forEach(t -> rows.put(t, new ArrayList<>()));
  }

  private static TableSpec charges(boolean expandable) {
    return table(
        "charges",
        List.of(
            column("connected_account", Role.ACCOUNT, ColumnType.VARCHAR, false),
            column("id", Role.FIELD, ColumnType.VARCHAR, false),
            column("created", Role.FIELD, ColumnType.TIMESTAMP, false),
            column("amount", Role.FIELD, ColumnType.BIGINT, false),
            column("currency", Role.FIELD, ColumnType.VARCHAR, false),
            ColumnSpec.of(
                    "customer",
                    ValueSource.of(Role.FIELD, "customer"),
                    new DeclaredType(ColumnType.VARCHAR, 255, 0, true))
                .withReference(new TableReference("customers", expandable)),
            column("paid", Role.FIELD, ColumnType.BOOLEAN, false),
            column("status", Role.FIELD, ColumnType.VARCHAR, false),
            column("rate", Role.FIELD, ColumnType.DECIMAL, true)),
        List.of(
            new FilterSpec("created", "created", Operator.RANGE, true, List.of()),
            new FilterSpec("customer", "customer", Operator.EQUAL, true, List.of()),
            new FilterSpec("paid", "paid", Operator.EQUAL, true, List.of()),
            new FilterSpec(
                "status", "status", Operator.EQUAL, true, List.of("succeeded", "failed"))));
  }

  private static TableSpec customers() {
    return table(
        "customers",
        List.of(
            column("connected_account", Role.ACCOUNT, ColumnType.VARCHAR, false),
            column("id", Role.FIELD, ColumnType.VARCHAR, false),
            column("created", Role.FIELD, ColumnType.TIMESTAMP, false),
            column("email", Role.FIELD, ColumnType.VARCHAR, true)),
        List.of(new FilterSpec("created", "created", Operator.RANGE, true, List.of())));
  }

  private static ColumnSpec column(String name, Role role, ColumnType type, boolean nullable) {
    return ColumnSpec.of(
        name,
        ValueSource.of(role, name),
        new DeclaredType(type, type == ColumnType.DECIMAL ? 18 : 255, 6, nullable));
  }

  private static TableSpec table(String name, List<ColumnSpec> columns, List<FilterSpec> filters) {
    return new TableSpec(
        name,
        "",
        TableEndpoint.of(TableSpec.Kind.LIST, "/v1/" + name, "/v1/" + name + "/{id}"),
        ListTraits.NEWEST_FIRST,
        ApiObject.of(name),
        new RowShape(columns, List.of("connected_account", "id"), List.of()),
        TableConditions.of(filters));
  }

  public void add(String table, @Nullable Object... values) {
    rows.get(table).add(values);
  }

  /** Deletes a customer: charges still name it, and expanding it shows the trace. */
  void delete(String customer) {
    deleted.add(customer);
  }

  List<ScanSpec> asked() {
    return asked;
  }

  ScanSpec askedOnce() {
    if (asked.size() != 1) {
      throw new AssertionError("asked " + asked.size() + " times: " + asked);
    }
    return asked.get(0);
  }

  /** What was done with the scans of a table, in order. */
  List<String> events(String table) {
    return events.stream().filter(event -> event.endsWith(" " + table)).toList();
  }

  /** Rows that were read of a table. */
  long readOf(String table) {
    return readOf.getOrDefault(table, 0L);
  }

  long read() {
    return read;
  }

  public void forget() {
    asked.clear();
    readOf.clear();
    read = 0;
  }

  @Override
  public String apiVersion() {
    return "test";
  }

  @Override
  public Collection<TableSpec> tables() {
    return tables.values();
  }

  @Override
  public Optional<TableSpec> table(String name) {
    return Optional.ofNullable(tables.get(name));
  }

  @Override
  public int accountCount(CallControl control) {
    return accounts;
  }

  @Override
  public RowCursor open(ScanSpec spec, CallControl control) {
    asked.add(spec);
    List<@Nullable Object[]> found =
        new ArrayList<>(
            rows.get(spec.table().name()).stream().filter(r -> meets(spec, r)).toList());
    if (spec.newestFirst()) {
      int created = spec.table().ordinal("created");
      found.sort(Comparator.comparing((Object[] r) -> (Long) r[created]).reversed());
    }
    if (spec.limit() >= 0 && found.size() > spec.limit()) {
      found = found.subList(0, (int) spec.limit());
    }
    Iterator<@Nullable Object[]> rowsLeft = found.iterator();
    return new Cursor(rowsLeft, spec, control);
  }

  private @Nullable Object value(ScanSpec spec, @Nullable Object[] row, ColumnSpec column) {
    if (column.role() != Role.EXPANDED) {
      return row[spec.table().ordinal(column.name())];
    }
    Object id = row[spec.table().ordinal("customer")];
    String field = column.name().substring("customer.".length());
    for (@Nullable Object[] customer : rows.get("customers")) {
      if (expands && row[0].equals(customer[0]) && customer[1].equals(id)) {
        return switch (field) {
          case "object" -> "customer";
          case "deleted" -> deleted.contains(id) ? Boolean.TRUE : null;
          default -> customer[tables.get("customers").ordinal(field)];
        };
      }
    }
    return null;
  }

  private boolean meets(ScanSpec spec, @Nullable Object[] row) {
    TableSpec table = spec.table();
    if (table.name().equals("customers") && deleted.contains(row[1])) {
      return false;
    }
    boolean account =
        spec.accounts().map(a -> a.contains(row[0])).orElse(true)
            && !spec.conditions().withoutAccounts().contains(row[0]);
    boolean id = spec.ids().map(i -> i.contains(row[1])).orElse(true);
    boolean equal =
        spec.equals().entrySet().stream()
            .allMatch(
                e -> {
                  Object value = row[table.ordinal(e.getKey().column())];
                  return value != null && e.getValue().contains(value.toString());
                });
    boolean range =
        spec.ranges().entrySet().stream()
            .allMatch(
                e -> {
                  Object value = row[table.ordinal(e.getKey().column())];
                  return value instanceof Long l
                      && l / 1000 >= e.getValue().least()
                      && l / 1000 <= e.getValue().greatest()
                      && (!spec.unions().containsKey(e.getKey())
                          || spec.unions().get(e.getKey()).contains(l / 1000));
                });
    return account && id && equal && range;
  }

  @Override
  public List<String> explain(ScanSpec spec) {
    return List.of(spec.toString());
  }

  private final class Cursor implements RowCursor {
    private final Iterator<@Nullable Object[]> rowsLeft;
    private final ScanSpec spec;
    private final CallControl control;
    private @Nullable Object[] row = {};

    Cursor(Iterator<@Nullable Object[]> rowsLeft, ScanSpec spec, CallControl control) {
      this.rowsLeft = rowsLeft;
      this.spec = spec;
      this.control = control;
    }

    @Override
    public void begin() {
      events.add("begin " + spec.table().name());
    }

    @Override
    public boolean advance() {
      control.check();
      events.add("read " + spec.table().name());
      if (!rowsLeft.hasNext()) {
        return false;
      }
      @Nullable Object[] whole = rowsLeft.next();
      row = spec.columns().stream().map(c -> value(spec, whole, c)).toArray();
      read++;
      readOf.merge(spec.table().name(), 1L, Long::sum);
      return true;
    }

    @Override
    public @Nullable Object[] row() {
      return row;
    }

    @Override
    public void close() {}
  }
}
