package io.stripejdbc.query;

import io.stripejdbc.catalog.ApiObject;
import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnSpec.DeclaredType;
import io.stripejdbc.catalog.ColumnSpec.Role;
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
import io.stripejdbc.query.PreparedQuery.ExecutionOptions;
import io.stripejdbc.query.session.CalciteQueryEngine;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.Scanner;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.avatica.util.DateTimeUtils;
import org.jspecify.annotations.Nullable;

/** One small table in memory, and queries over it as lines of text: for tests of the dialect. */
public final class DialectFixture implements Catalog, Scanner {
  static final Instant NOW = Instant.parse("2026-03-21T12:30:00Z");

  private final TableSpec charges =
      new TableSpec(
          "charges",
          "",
          TableEndpoint.of(TableSpec.Kind.LIST, "/v1/charges", "/v1/charges/{id}"),
          ListTraits.NEWEST_FIRST,
          ApiObject.of("charge"),
          new RowShape(
              List.of(
                  column("connected_account", Role.ACCOUNT, ColumnType.VARCHAR, false),
                  column("id", Role.FIELD, ColumnType.VARCHAR, false),
                  column("created", Role.FIELD, ColumnType.TIMESTAMP, false),
                  column("amount", Role.FIELD, ColumnType.BIGINT, true),
                  column("currency", Role.FIELD, ColumnType.VARCHAR, false),
                  column("customer", Role.FIELD, ColumnType.VARCHAR, true),
                  column("paid", Role.FIELD, ColumnType.BOOLEAN, false),
                  column("rate", Role.FIELD, ColumnType.DECIMAL, true),
                  column("metadata", Role.FIELD, ColumnType.JSON, true),
                  column("date", Role.FIELD, ColumnType.TIMESTAMP, true),
                  column("interval", Role.FIELD, ColumnType.VARCHAR, true)),
              List.of("connected_account", "id"),
              List.of()),
          TableConditions.of(
              List.of(new FilterSpec("created", "created", Operator.RANGE, true, List.of()))));

  private final QueryEngine engine = new CalciteQueryEngine(this);
  public final List<ScanSpec> asked = new ArrayList<>();

  private static ColumnSpec column(String name, Role role, ColumnType type, boolean nullable) {
    return ColumnSpec.of(name, ValueSource.of(role, name), new DeclaredType(type, 18, 6, nullable));
  }

  /** ch_0 to ch_4, newest first: amounts 1000, 1333, 1666, null, 2332, twenty days apart. */
  private static List<@Nullable Object[]> rows() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (int i = 4; i >= 0; i--) {
      long created = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli() + 20L * i * 86_400_000L;
      rows.add(
          new @Nullable Object[] {
            "platform",
            "ch_" + i,
            created,
            i == 3 ? null : (Long) (1000L + 333L * i),
            i % 2 == 0 ? "usd" : "jpy",
            i == 0 ? null : "cus_" + i % 2,
            i != 1,
            new BigDecimal("1.250000").multiply(BigDecimal.valueOf(i)).setScale(6),
            i == 1
                ? null
                : "{\"order_id\":\"o%d\",\"n\":{\"a\":[1,2,%d]},\"ok\":true}".formatted(i, i),
            created,
            i % 2 == 0 ? "month" : "year"
          });
    }
    return rows;
  }

  /** The rows of a query, values joined with {@code |}, rows with {@code ;}. */
  public String run(String sql, @Nullable Object... parameters) {
    try {
      return lines(sql, parameters);
    } catch (SQLException e) {
      return e.getSQLState() + " " + e.getMessage();
    }
  }

  private String lines(String sql, @Nullable Object... parameters) throws SQLException {
    asked.clear();
    SessionContext session =
        SessionContext.unlimited("stripe", this, Clock.fixed(NOW, ZoneOffset.UTC));
    PreparedQuery query = engine.prepare(sql, session);
    List<String> lines = new ArrayList<>();
    try (QueryCursor cursor =
        query.execute(Arrays.asList(parameters), new ExecutionOptions(0, 0, 0))) {
      while (cursor.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < query.columns().size(); i++) {
          values.add(text(query.columns().get(i), cursor.value(i)));
        }
        lines.add(String.join("|", values));
      }
    }
    return String.join("; ", lines);
  }

  /** Names and types of a query's columns. */
  String columns(String sql) throws SQLException {
    SessionContext session =
        SessionContext.unlimited("stripe", this, Clock.fixed(NOW, ZoneOffset.UTC));
    return engine.prepare(sql, session).columns().stream()
        .map(c -> c.label() + " " + c.type() + "(" + c.precision() + "," + c.scale() + ")")
        .reduce((a, b) -> a + ", " + b)
        .orElse("");
  }

  private static String text(ResultColumn column, @Nullable Object value) {
    if (value == null) {
      return "null";
    }
    return switch (column.type()) {
      case TIMESTAMP -> timestamp((Long) value, column.precision());
      case DATE -> LocalDate.ofEpochDay((Integer) value).toString();
      case DECIMAL -> ((BigDecimal) value).toPlainString();
      default -> value.toString();
    };
  }

  /** With the digits of its type, and more where it has more. */
  private static String timestamp(long millis, int digits) {
    int shown = digits;
    while (shown < 3 && millis % Math.round(Math.pow(10, 3 - shown)) != 0) {
      shown++;
    }
    return DateTimeUtils.unixTimestampToString(millis, shown);
  }

  @Override
  public String apiVersion() {
    return "test";
  }

  @Override
  public Collection<TableSpec> tables() {
    return List.of(charges);
  }

  @Override
  public Optional<TableSpec> table(String name) {
    return name.equals("charges") ? Optional.of(charges) : Optional.empty();
  }

  @Override
  public List<String> explain(ScanSpec spec) {
    return List.of(spec.toString());
  }

  @Override
  public RowCursor open(ScanSpec spec, CallControl control) {
    asked.add(spec);
    var rows =
        rows().stream()
            .filter(r -> spec.ids().map(ids -> ids.contains(r[1])).orElse(true))
            .filter(
                r ->
                    spec.ranges().values().stream()
                        .allMatch(
                            b ->
                                (Long) r[2] / 1000 >= b.least()
                                    && (Long) r[2] / 1000 <= b.greatest()))
            .iterator();
    int[] kept = spec.columns().stream().mapToInt(c -> charges.ordinal(c.name())).toArray();
    return new RowCursor() {
      private @Nullable Object[] row = {};

      @Override
      public boolean advance() {
        if (!rows.hasNext()) {
          return false;
        }
        @Nullable Object[] whole = rows.next();
        row = Arrays.stream(kept).mapToObj(i -> whole[i]).toArray();
        return true;
      }

      @Override
      public @Nullable Object[] row() {
        return row;
      }

      @Override
      public void close() {}
    };
  }

  /** Runs each line of a file; for trying things out by hand. */
  public static void main(String[] args) throws Exception {
    DialectFixture fixture = new DialectFixture();
    for (String sql : java.nio.file.Files.readAllLines(java.nio.file.Path.of(args[0]))) {
      if (!sql.isBlank()) {
        String columns;
        try {
          columns = fixture.columns(sql);
        } catch (SQLException e) {
          columns = "";
        }
        System.out.println(sql + "\n    " + columns + "\n    " + fixture.run(sql));
      }
    }
  }
}
