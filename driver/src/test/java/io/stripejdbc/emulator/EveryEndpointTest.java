package io.stripejdbc.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.api.Endpoint;
import io.stripejdbc.emulator.api.Endpoints;
import io.stripejdbc.emulator.api.QueryParameter;
import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.emulator.world.World;
import io.stripejdbc.emulator.world.WorldRow;
import io.stripejdbc.emulator.world.WorldRows;
import io.stripejdbc.emulator.world.object.JsonNodes;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every endpoint of the API answers, page by page, one by one, and by every filter it takes. */
class EveryEndpointTest {
  private static final String[] PINNED = {"Stripe-Version", World.API_VERSION};
  private static final Endpoints ENDPOINTS = Endpoints.load();

  /** Filters that are not equality with a field, or whose list is made up whatever they say. */
  private static final Set<String> NOT_PLAIN =
      Set.of(
          "limit",
          "expand",
          "starting_after",
          "ending_before",
          "order_by",
          "contains",
          "archived",
          "scheduled",
          "session",
          "include",
          "ownership",
          "transaction_refresh");

  private static Emulator emulator;
  private static World world;
  private static EmulatorClient client;

  @BeforeAll
  static void start() {
    emulator = Emulator.start(EmulatorOptions.demo().withScale(0.3));
    world = emulator.world();
    client = new EmulatorClient(emulator);
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  private static List<Endpoint> of(Endpoint.Kind kind) {
    return ENDPOINTS.all().stream()
        .filter(each -> each.kind() == kind && each.since().isEmpty())
        .toList();
  }

  private static WorldRows rows(Endpoint endpoint) {
    return world.rows(World.PLATFORM, endpoint.path());
  }

  /** The path with the first owner's id, and the parameters it cannot do without. */
  private static String question(Endpoint endpoint, WorldRow row) {
    String path = withParent(endpoint.path(), row);
    StringBuilder query = new StringBuilder();
    for (QueryParameter parameter : endpoint.required()) {
      String name = parameter.name();
      String value = required(parameter, row);
      if (parameter.type() == QueryParameter.Type.MAP) {
        QueryParameter key =
            parameter.keys().stream().filter(QueryParameter::required).findFirst().orElseThrow();
        name += "[" + key.name() + "]";
        String known = text(row, parameter.field() + "." + key.name());
        value = known.isEmpty() ? key.values().get(0) : known;
      }
      query.append('&').append(name).append('=').append(URLEncoder.encode(value, UTF_8));
    }
    if (endpoint.path().equals("/v1/apps/secrets") && !text(row, "scope.user").isEmpty()) {
      query.append("&scope[user]=").append(text(row, "scope.user"));
    }
    if (endpoint.path().equals("/v1/billing/credit_balance_transactions")) {
      query.append("&customer=").append(text(row, "_customer"));
    }
    return query.isEmpty() ? path : path + "?" + query.substring(1);
  }

  private static String required(QueryParameter parameter, WorldRow row) {
    String known = text(row, parameter.field());
    return !known.isEmpty() ? known : parameter.type() == QueryParameter.Type.LONG ? "1" : "any";
  }

  private static String withParent(String path, WorldRow row) {
    return path.replaceFirst("\\{\\w+\\}", row.parent());
  }

  private static String text(WorldRow row, String field) {
    List<String> texts = JsonNodes.texts(row.facts().get(), field);
    return texts.isEmpty() ? "" : texts.get(0);
  }

  @Test
  void aFullReadGivesEveryRowOnceInOrder() {
    Map<String, String> wrong = new TreeMap<>();
    for (Endpoint endpoint : of(Endpoint.Kind.LIST)) {
      WorldRow first = firstOf(endpoint);
      String question = question(endpoint, first);
      List<String> read = new ArrayList<>();
      if (endpoint.parameters().containsKey("limit")) {
        client.all(question).forEach(each -> read.add(each.path("id").asText()));
      } else {
        client.json(question).get("data").forEach(each -> read.add(each.path("id").asText()));
      }
      List<String> there = new ArrayList<>();
      for (WorldRow row : rows(endpoint).all()) {
        boolean hidden = row.facts().get().path("deleted").asBoolean();
        if (row.parent().equals(first.parent()) && !hidden && shown(endpoint, row, first)) {
          there.add(row.id());
        }
      }
      if (!read.equals(there)) {
        wrong.put(question, read.size() + " rows, not " + there.size());
      }
    }
    assertEquals(Map.of(), wrong);
  }

  private static WorldRow firstOf(Endpoint endpoint) {
    WorldRows rows = rows(endpoint);
    assertTrue(rows.size() > 0, endpoint.path() + " has no row");
    return rows.at(0);
  }

  private static boolean shown(Endpoint endpoint, WorldRow row, WorldRow first) {
    JsonNode facts = row.facts().get();
    if (endpoint.path().equals("/v1/tax_ids")
        && !facts.path("owner").path("type").asText().equals("self")) {
      return false; // Without a parameter the list has the account's own (Stripe docs: tax IDs).
    }
    boolean all =
        switch (endpoint.path()) {
          case "/v1/subscriptions" -> !facts.get("status").asText().equals("canceled");
          case "/v1/prices" -> facts.get("active").asBoolean();
          case "/v1/apps/secrets" ->
              text(row, "scope.type").equals(text(first, "scope.type"))
                  && text(row, "scope.user").equals(text(first, "scope.user"));
          case "/v1/billing/credit_balance_transactions" ->
              text(row, "_customer").equals(text(first, "_customer"));
          default -> true;
        };
    return all
        && endpoint.required().stream()
            .filter(each -> each.type() == QueryParameter.Type.STRING)
            .filter(each -> !NOT_PLAIN.contains(each.name()))
            .filter(each -> !endpoint.path().contains("/preview"))
            .filter(each -> !endpoint.path().endsWith("event_summaries"))
            .allMatch(each -> text(row, each.field()).equals(text(first, each.field())));
  }

  @Test
  void everyObjectOfAListCanBeRetrieved() {
    List<String> wrong = new ArrayList<>();
    for (Endpoint endpoint : ENDPOINTS.all()) {
      boolean known = endpoint.since().isEmpty() && endpoint.kind() != Endpoint.Kind.SEARCH;
      if (endpoint.one().isEmpty() || !known) {
        continue;
      }
      WorldRow row = firstOf(endpoint);
      String path = withParent(endpoint.one(), row).replaceFirst("\\{\\w+\\}$", row.id());
      if (!endpoint.nested()) {
        path = endpoint.one().replaceFirst("\\{\\w+\\}$", row.id());
      }
      JsonNode one = client.json(path, PINNED);
      if (!one.path("id").asText().equals(row.id())) {
        wrong.add(path + " " + one);
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void everySingletonAnswers() {
    for (Endpoint endpoint : of(Endpoint.Kind.SINGLETON)) {
      JsonNode one = client.json(question(endpoint, firstOf(endpoint)));
      assertTrue(one.has("object") && !one.has("error"), endpoint.path() + " " + one);
    }
  }

  @Test
  void everyFilterGivesTheRowsThatFulfilIt() {
    List<String> wrong = new ArrayList<>();
    int tried = 0;
    for (Endpoint endpoint : of(Endpoint.Kind.LIST)) {
      if (endpoint.path().contains("/preview") || endpoint.path().endsWith("summaries")) {
        continue;
      }
      for (QueryParameter parameter : endpoint.parameters().values()) {
        if (!NOT_PLAIN.contains(parameter.name()) && plain(endpoint, parameter)) {
          tried += tryFilter(endpoint, parameter, wrong);
        }
      }
    }
    assertEquals("", wrong.stream().collect(joining("\n")));
    assertTrue(tried > 120, "filters tried: " + tried);
  }

  private static boolean plain(Endpoint endpoint, QueryParameter parameter) {
    return switch (parameter.type()) {
      case STRING, ENUM, LONG, BOOL -> !parameter.required();
      case RANGE -> !endpoint.nested();
      default -> false;
    };
  }

  private static int tryFilter(Endpoint endpoint, QueryParameter parameter, List<String> wrong) {
    WorldRow row = withValue(endpoint, parameter);
    if (row == null) {
      return 0;
    }
    String value = text(row, parameter.field());
    String question = question(endpoint, row);
    if (parameter.name().equals("customer") && question.contains("customer=")) {
      return 0;
    }
    question +=
        (question.contains("?") ? "&" : "?")
            + parameter.name()
            + "="
            + URLEncoder.encode(value, UTF_8);
    if (endpoint.path().equals("/v1/prices") && !parameter.name().equals("active")) {
      question += "&active=" + text(row, "active");
    }
    if (endpoint.path().equals("/v1/subscriptions") && !parameter.name().equals("status")) {
      question += "&status=all";
    }
    List<JsonNode> found = client.all(question);
    boolean has = found.stream().anyMatch(each -> each.path("id").asText().equals(row.id()));
    boolean only =
        found.stream().allMatch(each -> valuesOf(endpoint, parameter, each).contains(value));
    if (!has || !only) {
      wrong.add(question + " has=" + has + " only=" + only);
    }
    return 1;
  }

  private static List<String> valuesOf(
      Endpoint endpoint, QueryParameter parameter, JsonNode found) {
    WorldRows rows = rows(endpoint);
    WorldRow row = rows.at(rows.indexOf(found.get("id").asText()));
    return JsonNodes.texts(row.facts().get(), parameter.field());
  }

  private static WorldRow withValue(Endpoint endpoint, QueryParameter parameter) {
    for (WorldRow row : rows(endpoint).all()) {
      ObjectNode facts = row.facts().get();
      String value = text(row, parameter.field());
      boolean allowed = parameter.values().isEmpty() || parameter.values().contains(value);
      if (!value.isEmpty() && allowed && !facts.path("deleted").asBoolean()) {
        return row;
      }
    }
    return null;
  }
}
