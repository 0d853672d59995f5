package io.stripejdbc.emulator.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.api.Endpoint;
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
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers v2 questions: pages with a link to the next, and objects with what is included. */
public final class V2Reader {
  private static final int DEFAULT_LIMIT = 20;

  private final World world;
  private final ListFilters filters;

  public V2Reader(World world) {
    this.world = world;
    this.filters = new ListFilters(world);
  }

  public ObjectNode page(ApiCall call, Route route, String account) {
    Endpoint endpoint = route.endpoint();
    Map<String, QueryParameter> known = new LinkedHashMap<>(endpoint.parameters());
    known.put(
        "page",
        new QueryParameter(
            "page", QueryParameter.Type.STRING, false, "page", List.of(), List.of()));
    RequestArguments arguments = RequestArguments.check(call.query(), known, true);
    int limit = arguments.has("limit") ? ArgumentValues.limit(arguments) : DEFAULT_LIMIT;
    WorldRows rows = world.rows(account, endpoint.path());
    requireParent(route, account);
    RowSelection rowSelection =
        RowSelection.of(rows, route.parent(), "", filters.of(account, endpoint, arguments));
    int place = place(call, arguments, rowSelection);
    List<WorldRow> found = rowSelection.after(place, limit + 1);
    boolean more = found.size() > limit;
    List<WorldRow> shown = more ? found.subList(0, limit) : found;
    ObjectNode answer = JsonNodes.object();
    ArrayNode data = answer.putArray("data");
    List<String> include = arguments.list("include");
    shown.forEach(row -> data.add(written(account, endpoint, row, include)));
    answer.put("next_page_url", more ? link(call, shown.get(limit - 1).id()) : null);
    return answer.putNull("previous_page_url");
  }

  /** A token names the last row and the filters: these may not change from page to page. */
  private static int place(ApiCall call, RequestArguments arguments, RowSelection rowSelection) {
    if (!arguments.has("page")) {
      return -1;
    }
    String[] token =
        new String(Base64.getUrlDecoder().decode(arguments.get("page")), UTF_8).split(" ", 2);
    int place = rowSelection.placeOf(token[0]);
    if (place < 0 || token.length < 2 || !token[1].equals(filters(call))) {
      throw ApiFailure.badRequest(
          "invalid_page", "page", "The page token does not belong to this request.");
    }
    return place;
  }

  private static String link(ApiCall call, String last) {
    String token =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString((last + " " + filters(call)).getBytes(UTF_8));
    List<String> parts = new ArrayList<>();
    for (ApiCall.Pair pair : call.query()) {
      if (!pair.name().equals("page")) {
        parts.add(pair.name() + "=" + URLEncoder.encode(pair.value(), UTF_8));
      }
    }
    parts.add("page=" + token);
    return call.path() + "?" + String.join("&", parts);
  }

  private static String filters(ApiCall call) {
    List<String> parts = new ArrayList<>();
    for (ApiCall.Pair pair : call.query()) {
      if (!pair.name().equals("page") && !pair.name().equals("limit")) {
        parts.add(pair.name() + "=" + pair.value());
      }
    }
    return String.join("&", parts);
  }

  private void requireParent(Route route, String account) {
    String path = route.endpoint().path();
    if (!route.parent().isEmpty()) {
      String parents = path.substring(0, path.indexOf("/{"));
      if (world.rows(account, parents).indexOf(route.parent()) < 0) {
        throw ApiFailure.noSuch(404, "v2 object", route.parent(), "");
      }
    }
  }

  public ObjectNode one(ApiCall call, Route route, String account) {
    Endpoint endpoint = route.endpoint();
    QueryParameter include = IncludedFields.parameter(endpoint.path());
    Map<String, QueryParameter> known = include == null ? Map.of() : Map.of("include", include);
    RequestArguments arguments = RequestArguments.check(call.query(), known, true);
    WorldRows rows = world.rows(account, endpoint.path());
    int position = rows.indexOf(route.id());
    if (position < 0 || !rows.at(position).parent().equals(route.parent())) {
      throw ApiFailure.noSuch(404, "v2 object", route.id(), "");
    }
    return written(account, endpoint, rows.at(position), arguments.list("include"));
  }

  private ObjectNode written(
      String account, Endpoint endpoint, WorldRow row, List<String> include) {
    ObjectNode object = world.written(account, endpoint.path(), row, Expansion.NONE);
    IncludedFields.strip(endpoint.path(), object, include);
    return object;
  }
}
