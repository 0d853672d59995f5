package io.stripejdbc.emulator.read;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.api.Endpoint;
import io.stripejdbc.emulator.api.Parameter;
import io.stripejdbc.emulator.api.Shapes;
import io.stripejdbc.emulator.request.ApiFailure;
import io.stripejdbc.emulator.request.Arguments;
import io.stripejdbc.emulator.request.Call;
import io.stripejdbc.emulator.request.Route;
import io.stripejdbc.emulator.request.Values;
import io.stripejdbc.emulator.world.Expansion;
import io.stripejdbc.emulator.world.Row;
import io.stripejdbc.emulator.world.Rows;
import io.stripejdbc.emulator.world.World;
import io.stripejdbc.emulator.world.object.Json;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Answers v1 questions: pages of lists, single objects, singletons. */
public final class Reader {
  private final World world;
  private final Shapes shapes;
  private final Filters filters;
  private final Expansions expansions;

  public Reader(World world, Shapes shapes, Expansions expansions) {
    this.world = world;
    this.shapes = shapes;
    this.filters = new Filters(world);
    this.expansions = expansions;
  }

  public ObjectNode page(Call call, Route route, String account, Consumer<String> permissions) {
    Endpoint endpoint = route.endpoint();
    Arguments arguments = Arguments.check(call.query(), endpoint.parameters(), false);
    int limit = Values.limit(arguments);
    Expansion expansion =
        expansions.check(endpoint.type(), true, arguments.list("expand"), permissions);
    Rows rows = world.rows(account, endpoint.path());
    requireParent(route, account, rows);
    Selection selection =
        Selection.of(
            rows, route.parent(), created(endpoint), filters.of(account, endpoint, arguments));
    Page page =
        endpoint.parameters().containsKey("limit")
            ? cut(selection, arguments, limit, object(endpoint))
            : new Page(selection.after(-1, Integer.MAX_VALUE), false);
    ObjectNode answer = Json.object().put("object", "list");
    ArrayNode data = answer.putArray("data");
    page.rows.forEach(row -> data.add(world.written(account, endpoint.path(), row, expansion)));
    return answer.put("has_more", page.more).put("url", call.path());
  }

  /** The rows of a page. */
  record Page(List<Row> rows, boolean more) {}

  private static Page cut(Selection selection, Arguments arguments, int limit, String object) {
    boolean after = arguments.has("starting_after");
    boolean before = arguments.has("ending_before");
    if (after && before) {
      throw ApiFailure.badRequest(
          "parameters_exclusive",
          "ending_before",
          "You may only specify one of these parameters: ending_before, starting_after.");
    }
    if (before) {
      int place = cursor(selection, arguments.get("ending_before"), "ending_before", object);
      List<Row> rows = selection.before(place, limit + 1);
      boolean more = rows.size() > limit;
      return new Page(more ? rows.subList(1, rows.size()) : rows, more);
    }
    int place =
        after ? cursor(selection, arguments.get("starting_after"), "starting_after", object) : -1;
    List<Row> rows = selection.after(place, limit + 1);
    boolean more = rows.size() > limit;
    return new Page(more ? rows.subList(0, limit) : rows, more);
  }

  private static int cursor(Selection selection, String id, String param, String object) {
    int place = selection.placeOf(id);
    if (place < 0) {
      throw ApiFailure.noSuch(400, object, id, param);
    }
    return place;
  }

  /** The field behind {@code created}, by which rows are in order. */
  private static String created(Endpoint endpoint) {
    Parameter parameter = endpoint.parameters().get("created");
    return parameter == null ? "created" : parameter.field();
  }

  private String object(Endpoint endpoint) {
    return shapes.get(endpoint.type()).object();
  }

  private void requireParent(Route route, String account, Rows rows) {
    if (route.parent().isEmpty()) {
      return;
    }
    String path = route.endpoint().path();
    String parentPath = path.substring(0, path.indexOf("/{"));
    String object = world.typeOf(parentPath);
    if (!object.isEmpty()) {
      Rows parents = world.rows(account, parentPath);
      int position = parents.indexOf(route.parent());
      boolean own = route.parent().equals(world.ownId(account));
      boolean there =
          position >= 0 && !parents.at(position).facts().get().path("deleted").asBoolean();
      if (!there && !(own && parentPath.equals("/v1/accounts"))) {
        String param = path.substring(path.indexOf('{') + 1, path.indexOf('}'));
        throw ApiFailure.noSuch(404, shapes.get(object).object(), route.parent(), param);
      }
    } else if (rows.where(Rows.PARENT, route.parent()).length == 0) {
      throw ApiFailure.noSuch(404, "object", route.parent(), "id");
    }
  }

  public ObjectNode one(Call call, Route route, String account, Consumer<String> permissions) {
    Endpoint endpoint = route.endpoint();
    Expansion expansion = expansion(call, endpoint, permissions);
    if (endpoint.path().equals("/v1/accounts") && route.id().equals(world.ownId(account))) {
      Row own = world.rows(account, "/v1/account").at(0);
      return world.written(account, endpoint.path(), own, expansion);
    }
    Rows rows = world.rows(account, endpoint.path());
    int[] mine =
        route.parent().isEmpty() ? rows.everything() : rows.where(Rows.PARENT, route.parent());
    int position = rows.indexOf(route.id());
    for (int place : position < 0 ? new int[0] : mine) {
      if (rows.at(place).id().equals(route.id())) {
        return world.written(account, endpoint.path(), rows.at(place), expansion);
      }
    }
    throw ApiFailure.noSuch(404, object(endpoint), route.id(), "id");
  }

  public ObjectNode singleton(
      Call call, Route route, String account, Consumer<String> permissions) {
    Endpoint endpoint = route.endpoint();
    Arguments arguments = Arguments.check(call.query(), endpoint.parameters(), false);
    Expansion expansion =
        expansions.check(endpoint.type(), false, arguments.list("expand"), permissions);
    Rows rows = world.rows(account, endpoint.path());
    requireParent(route, account, rows);
    int[] mine =
        route.parent().isEmpty() ? rows.everything() : rows.where(Rows.PARENT, route.parent());
    return world.written(account, endpoint.path(), rows.at(mine[0]), expansion);
  }

  private Expansion expansion(Call call, Endpoint endpoint, Consumer<String> permissions) {
    Parameter expand = endpoint.parameters().get("expand");
    Map<String, Parameter> allowed = expand == null ? Map.of() : Map.of("expand", expand);
    Arguments arguments = Arguments.check(call.query(), allowed, false);
    return expansions.check(endpoint.type(), false, arguments.list("expand"), permissions);
  }
}
