package io.stripejdbc.emulator.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.api.Endpoint;
import io.stripejdbc.emulator.request.ApiCall;
import io.stripejdbc.emulator.request.ApiFailure;
import io.stripejdbc.emulator.request.ArgumentValues;
import io.stripejdbc.emulator.request.RequestArguments;
import io.stripejdbc.emulator.world.Expansion;
import io.stripejdbc.emulator.world.World;
import io.stripejdbc.emulator.world.WorldRow;
import io.stripejdbc.emulator.world.object.JsonNodes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

/** Answers the seven search endpoints. */
public final class SearchReader {
  private final World world;
  private final ExpansionParser expansionParser;

  public SearchReader(World world, ExpansionParser expansionParser) {
    this.world = world;
    this.expansionParser = expansionParser;
  }

  public ObjectNode page(
      ApiCall call, Endpoint endpoint, String account, Consumer<String> permissions) {
    RequestArguments arguments = RequestArguments.check(call.query(), endpoint.parameters(), false);
    int limit = ArgumentValues.limit(arguments);
    String list = endpoint.path().replace("/search", "");
    SearchQuery query = SearchQuery.parse(list, arguments.get("query"));
    List<String> expand = new ArrayList<>(arguments.list("expand"));
    boolean count = expand.remove("total_count");
    Expansion expansion = expansionParser.check(endpoint.type(), true, expand, permissions);
    List<WorldRow> found = new ArrayList<>();
    for (WorldRow row : world.rows(account, list).all()) {
      ObjectNode facts = row.facts().get();
      if (!facts.path("deleted").asBoolean() && query.holds(facts)) {
        found.add(row);
      }
    }
    int from = arguments.has("page") ? offset(arguments.get("page")) : 0;
    int to = Math.min(found.size(), from + limit);
    ObjectNode answer = JsonNodes.object().put("object", "search_result");
    ArrayNode data = answer.putArray("data");
    for (WorldRow row : found.subList(Math.min(from, to), to)) {
      data.add(world.written(account, list, row, expansion));
    }
    boolean more = to < found.size();
    answer.put("has_more", more).put("url", call.path());
    answer.put("next_page", more ? token(to) : null);
    return count ? answer.put("total_count", found.size()) : answer;
  }

  private static String token(int offset) {
    byte[] text = ("offset " + offset).getBytes(UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  private static int offset(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), UTF_8);
      return Integer.parseInt(text.replace("offset ", ""));
    } catch (IllegalArgumentException e) {
      throw ApiFailure.badRequest("", "page", "Invalid page token: " + token);
    }
  }
}
