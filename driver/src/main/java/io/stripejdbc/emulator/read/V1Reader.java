package io.stripejdbc.emulator.read;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.api.Endpoint;
import io.stripejdbc.emulator.api.ObjectTypes;
import io.stripejdbc.emulator.api.QueryParameter;
import io.stripejdbc.emulator.request.ApiCall;
import io.stripejdbc.emulator.request.ApiFailure;
import io.stripejdbc.emulator.request.ArgumentValues;
import io.stripejdbc.emulator.request.RequestArguments;
import io.stripejdbc.emulator.request.Route;
import io.stripejdbc.emulator.world.Expansion;
import io.stripejdbc.emulator.world.World;
import io.stripejdbc.emulator.world.WorldRow;
import io.stripejdbc.emulator.world.WorldRows;
import io.stripejdbc.emulator.world.object.JsonNodes;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Answers v1 questions: pages of lists, single objects, singletons. */
public final class V1Reader {
  private final World world;
  private final ObjectTypes objectTypes;
  private final ListFilters filters;
  private final ExpansionParser expansionParser;

  public V1Reader(World world, ObjectTypes objectTypes, ExpansionParser expansionParser) {
    this.world = world;
    this.objectTypes = objectTypes;
    this.filters = new ListFilters(world);
    this.expansionParser = expansionParser;
  }

  public ObjectNode page(ApiCall call, Route route, String account, Consumer<String> permissions) {
    Endpoint endpoint = route.endpoint();
    RequestArguments arguments = RequestArguments.check(call.query(), endpoint.parameters(), false);
    int limit = ArgumentValues.limit(arguments);
    Expansion expansion =
        expansionParser.check(endpoint.type(), true, arguments.list("expand"), permissions);
    WorldRows rows = world.rows(account, endpoint.path());
    requireParent(route, account, rows);
    RowSelection rowSelection =
        RowSelection.of(
            rows, route.parent(), created(endpoint), filters.of(account, endpoint, arguments));
    Page page =
        endpoint.parameters().containsKey("limit")
            ? cut(rowSelection, arguments, limit, object(endpoint))
            : new Page(rowSelection.after(-1, Integer.MAX_VALUE), false);
    ObjectNode answer = JsonNodes.object().put("object", "list");
    ArrayNode data = answer.putArray("data");
    page.rows.forEach(row -> data.add(world.written(account, endpoint.path(), row, expansion)));
    return answer.put("has_more", page.more).put("url", call.path());
  }

  /** The rows of a page. */
  record Page(List<WorldRow> rows, boolean more) {}

  private static Page cut(
      RowSelection rowSelection, RequestArguments arguments, int limit, String object) {
    boolean after = arguments.has("starting_after");
    boolean before = arguments.has("ending_before");
    if (after && before) {
      throw ApiFailure.badRequest(
          "parameters_exclusive",
          "ending_before",
          "You may only specify one of these parameters: ending_before, starting_after.");
    }
    if (before) {
      int place = cursor(rowSelection, arguments.get("ending_before"), "ending_before", object);
      List<WorldRow> rows = rowSelection.before(place, limit + 1);
      boolean more = rows.size() > limit;
      return new Page(more ? rows.subList(1, rows.size()) : rows, more);
    }
    int place =
        after
            ? cursor(rowSelection, arguments.get("starting_after"), "starting_after", object)
            : -1;
    List<WorldRow> rows = rowSelection.after(place, limit + 1);
    boolean more = rows.size() > limit;
    return new Page(more ? rows.subList(0, limit) : rows, more);
  }

  private static int cursor(RowSelection rowSelection, String id, String param, String object) {
    int place = rowSelection.placeOf(id);
    if (place < 0) {
      throw ApiFailure.noSuch(400, object, id, param);
    }
    return place;
  }

  /** The field behind {@code created}, by which rows are in order. */
  private static String created(Endpoint endpoint) {
    QueryParameter parameter = endpoint.parameters().get("created");
    return parameter == null ? "created" : parameter.field();
  }

  private String object(Endpoint endpoint) {
    return objectTypes.get(endpoint.type()).object();
  }

  private void requireParent(Route route, String account, WorldRows rows) {
    if (route.parent().isEmpty()) {
      return;
    }
    String path = route.endpoint().path();
    String parentPath = path.substring(0, path.indexOf("/{"));
    String object = world.typeOf(parentPath);
    if (!object.isEmpty()) {
      WorldRows parents = world.rows(account, parentPath);
      int position = parents.indexOf(route.parent());
      boolean own = route.parent().equals(world.ownId(account));
      boolean there =
          position >= 0 && !parents.at(position).facts().get().path("deleted").asBoolean();
      if (!there && !(own && parentPath.equals("/v1/accounts"))) {
        String param = path.substring(path.indexOf('{') + 1, path.indexOf('}'));
        throw ApiFailure.noSuch(404, objectTypes.get(object).object(), route.parent(), param);
      }
    } else if (rows.where(WorldRows.PARENT, route.parent()).length == 0) {
      throw ApiFailure.noSuch(404, "object", route.parent(), "id");
    }
  }

  public ObjectNode one(ApiCall call, Route route, String account, Consumer<String> permissions) {
    Endpoint endpoint = route.endpoint();
    Expansion expansion = expansion(call, endpoint, permissions);
    if (endpoint.path().equals("/v1/accounts") && route.id().equals(world.ownId(account))) {
      WorldRow own = world.rows(account, "/v1/account").at(0);
      return world.written(account, endpoint.path(), own, expansion);
    }
    WorldRows rows = world.rows(account, endpoint.path());
    int[] mine =
        route.parent().isEmpty() ? rows.everything() : rows.where(WorldRows.PARENT, route.parent());
    int position = rows.indexOf(route.id());
    for (int place : position < 0 ? new int[0] : mine) {
      if (rows.at(place).id().equals(route.id())) {
        return world.written(account, endpoint.path(), rows.at(place), expansion);
      }
    }
    throw ApiFailure.noSuch(404, object(endpoint), route.id(), "id");
  }

  public ObjectNode singleton(
      ApiCall call, Route route, String account, Consumer<String> permissions) {
    Endpoint endpoint = route.endpoint();
    RequestArguments arguments = RequestArguments.check(call.query(), endpoint.parameters(), false);
    Expansion expansion =
        expansionParser.check(endpoint.type(), false, arguments.list("expand"), permissions);
    WorldRows rows = world.rows(account, endpoint.path());
    requireParent(route, account, rows);
    int[] mine =
        route.parent().isEmpty() ? rows.everything() : rows.where(WorldRows.PARENT, route.parent());
    return world.written(account, endpoint.path(), rows.at(mine[0]), expansion);
  }

  private Expansion expansion(ApiCall call, Endpoint endpoint, Consumer<String> permissions) {
    QueryParameter expand = endpoint.parameters().get("expand");
    Map<String, QueryParameter> allowed = expand == null ? Map.of() : Map.of("expand", expand);
    RequestArguments arguments = RequestArguments.check(call.query(), allowed, false);
    return expansionParser.check(endpoint.type(), false, arguments.list("expand"), permissions);
  }
}
