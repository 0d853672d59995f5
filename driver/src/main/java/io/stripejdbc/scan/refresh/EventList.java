package io.stripejdbc.scan.refresh;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.catalog.FilterSpec;
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
          TableSpec.Kind.LIST,
          TableSpec.ApiGeneration.V1,
          "/v1/events",
          null,
          "event",
          "",
          "",
          List.of(
              column("id", ColumnType.VARCHAR, "id"),
              column("created", ColumnType.TIMESTAMP, "created"),
              column("type", ColumnType.VARCHAR, "type"),
              column("object", ColumnType.JSON, "data.object")),
          List.of(new FilterSpec("created", "created", FilterSpec.Operator.RANGE, true, List.of())),
          List.of("id"),
          List.of(),
          List.of(Map.of()),
          true,
          List.of(),
          TableSpec.Paging.CURSOR,
          List.of(),
          null,
          List.of());

  static final RowLayout LAYOUT = RowLayout.of(TABLE, TABLE.columns(), List.of());
  private static final int TYPE = LAYOUT.ordinal("type");
  private static final int OBJECT = LAYOUT.ordinal("object");

  private EventList() {}

  private static ColumnSpec column(String name, ColumnType type, String path) {
    return new ColumnSpec(
        name, ColumnSpec.Role.FIELD, type, 0, 0, false, path, null, null, null, "");
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
