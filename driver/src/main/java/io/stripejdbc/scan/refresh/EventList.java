package io.stripejdbc.scan.refresh;

import io.stripejdbc.catalog.ApiObject;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnSpec.DeclaredType;
import io.stripejdbc.catalog.ColumnSpec.ValueSource;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.ListTraits;
import io.stripejdbc.catalog.RowShape;
import io.stripejdbc.catalog.TableConditions;
import io.stripejdbc.catalog.TableEndpoint;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.fetch.PageRequest.Parameter;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.row.TopLevelFields;
import io.stripejdbc.scan.ScanSpec.Bounds;
import io.stripejdbc.scan.request.RequestStep;
import io.stripejdbc.scan.request.RequestTemplate;
import io.stripejdbc.scan.request.RowLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/events}: what it is asked, and what is read of its answers. */
final class EventList {
  /** Types that one request takes (Stripe docs: list all events). */
  static final int MOST_TYPES = 20;

  private static final TableSpec TABLE =
      new TableSpec(
          "events",
          "",
          TableEndpoint.of(TableSpec.Kind.LIST, "/v1/events", null),
          ListTraits.NEWEST_FIRST,
          ApiObject.of("event"),
          new RowShape(
              List.of(
                  column("id", ColumnType.VARCHAR, "id"),
                  column("created", ColumnType.TIMESTAMP, "created"),
                  column("type", ColumnType.VARCHAR, "type"),
                  column("object", ColumnType.JSON, "data.object")),
              List.of("id"),
              List.of()),
          TableConditions.of(
              List.of(
                  new FilterSpec(
                      "created", "created", FilterSpec.Operator.RANGE, true, List.of()))));

  static final RowLayout LAYOUT = RowLayout.of(TABLE, TABLE.columns(), List.of());
  private static final int TYPE = LAYOUT.ordinal("type");
  private static final int OBJECT = LAYOUT.ordinal("object");

  private EventList() {}

  private static ColumnSpec column(String name, ColumnType type, String path) {
    return ColumnSpec.of(
        name,
        ValueSource.of(ColumnSpec.Role.FIELD, path),
        DeclaredType.of(type).withNullable(false));
  }

  /**
   * The list from a second on.
   *
   * @param types the types wanted, empty for all
   */
  static RequestStep since(long second, Set<String> types) {
    List<Parameter> parameters = new ArrayList<>();
    for (String type : new TreeSet<>(types)) {
      parameters.add(new Parameter("types[" + parameters.size() + "]", type));
    }
    RequestTemplate template =
        new RequestTemplate(TABLE, TABLE.path(), TABLE.path(), List.copyOf(parameters), List.of());
    return RequestStep.list(
        template, Shape.CURSOR_LIST, new Bounds(second, Long.MAX_VALUE), Map.of());
  }

  /**
   * An event of the list.
   *
   * @param fields fields of its object that are kept
   */
  static ToldEvent event(@Nullable Object[] row, Set<String> fields) {
    return new ToldEvent(
        String.valueOf(LAYOUT.id(row)),
        LAYOUT.created(row, Long.MIN_VALUE),
        String.valueOf(row[TYPE]),
        TopLevelFields.of(String.valueOf(row[OBJECT]), fields));
  }
}
