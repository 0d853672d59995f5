package io.stripejdbc.house;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The right answers: made-up rows, asked by the rules of the API's lists, objects, nested lists and
 * searches.
 */
final class ServedLists {
  private static final Set<String> NO_FILTERS =
      Set.of("limit", "starting_after", "ending_before", "page", "query", "expand[]", "expand[0]");
  private static final Pattern RANGE = Pattern.compile("(.+)\\[(gt|gte|lt|lte)]");
  private static final Pattern NESTED =
      Pattern.compile("/v1/(invoices|accounts)/([^/]+)/(lines|capabilities)");
  private static final Pattern CLAUSE = Pattern.compile("(\\w+)(:|>=|<=|>|<)\"?([^\" ]*)\"?");

  private final Map<String, List<ObjectNode>> rows = ServedRows.all();

  /** Newest first, as {@code platform/charges}. */
  List<ObjectNode> rows(String accountAndList) {
    return rows.getOrDefault(accountAndList, List.of());
  }

  ServedAnswer answer(ServedCall call) {
    String path = call.path();
    Matcher nested = NESTED.matcher(path);
    if (path.equals("/v1/account")) {
      return object("platform/account", call.account().replace("platform", "acct_platform"));
    }
    if (nested.matches()) {
      return nested(call, nested.group(1), nested.group(2), nested.group(3));
    }
    if (path.startsWith("/v2/core/accounts")) {
      return path.equals("/v2/core/accounts")
          ? v2(call)
          : object("platform/v2_accounts", path.substring("/v2/core/accounts/".length()));
    }
    String[] parts = path.split("/", -1);
    String list = call.account() + "/" + (parts.length > 2 ? parts[2] : "");
    if (parts.length == 4 && parts[3].equals("search")) {
      return search(call, list);
    }
    if (parts.length == 4) {
      return object(list, parts[3]);
    }
    return parts.length == 3
        ? page(call, rows(list))
        : ServedAnswer.error(404, "", "").header("X-Unknown", path);
  }

  private ServedAnswer nested(ServedCall call, String parents, String id, String list) {
    List<ObjectNode> children = rows("platform/" + parents + "/" + id + "/" + list);
    if (!list.equals("capabilities")) {
      return page(call, children);
    }
    ArrayNode all = ServedAnswer.JSON.createArrayNode().addAll(children);
    return ServedAnswer.of(envelope(call.path(), all, false));
  }

  private ServedAnswer object(String list, String id) {
    for (ObjectNode row : rows(list)) {
      if (id(row).equals(id)) {
        return ServedAnswer.of(row);
      }
    }
    return ServedAnswer.error(404, "resource_missing", "id");
  }

  private static ServedAnswer page(ServedCall call, List<ObjectNode> all) {
    List<ObjectNode> fit = fitting(call, call.order().apply(all));
    String after = call.parameters().getOrDefault("starting_after", "");
    int from = 0;
    if (!after.isEmpty()) {
      List<String> ids = fit.stream().map(ServedLists::id).toList();
      from = ids.indexOf(after) + 1;
      if (from == 0) {
        return ServedAnswer.error(400, "resource_missing", "starting_after");
      }
    }
    int limit = Integer.parseInt(call.parameters().getOrDefault("limit", "10"));
    int to = Math.min(fit.size(), from + limit);
    ArrayNode data = ServedAnswer.JSON.createArrayNode().addAll(fit.subList(from, to));
    return ServedAnswer.of(envelope(call.path(), data, to < fit.size()));
  }

  private static List<ObjectNode> fitting(ServedCall call, List<ObjectNode> all) {
    return all.stream()
        .filter(row -> call.parameters().entrySet().stream().allMatch(one -> fits(row, one)))
        .toList();
  }

  private static boolean fits(ObjectNode row, Map.Entry<String, String> parameter) {
    String name = parameter.getKey();
    String value = parameter.getValue();
    if (NO_FILTERS.contains(name) || name.startsWith("expand") || value.equals("all")) {
      return true;
    }
    Matcher range = RANGE.matcher(name);
    return range.matches()
        ? compares(row.path(range.group(1)), range.group(2), value)
        : row.path(name).asText().equals(value);
  }

  private static boolean compares(JsonNode field, String operator, String value) {
    if (!field.isIntegralNumber()) {
      return false;
    }
    int order = Long.compare(field.asLong(), Long.parseLong(value));
    return switch (operator) {
      case "gt", ">" -> order > 0;
      case "gte", ">=" -> order >= 0;
      case "lt", "<" -> order < 0;
      default -> order <= 0;
    };
  }

  static ObjectNode envelope(String path, ArrayNode data, boolean more) {
    ObjectNode envelope = ServedAnswer.JSON.createObjectNode();
    envelope.put("object", "list").put("url", path).put("has_more", more);
    envelope.set("data", data);
    return envelope;
  }

  private ServedAnswer search(ServedCall call, String list) {
    List<ObjectNode> fit = new ArrayList<>(rows(list));
    Matcher clause = CLAUSE.matcher(call.parameters().getOrDefault("query", ""));
    while (clause.find()) {
      String field = clause.group(1);
      String operator = clause.group(2);
      String value = clause.group(3);
      fit.removeIf(
          row ->
              operator.equals(":")
                  ? !row.path(field).asText().equals(value)
                  : !compares(row.path(field), operator, value));
    }
    int from = Integer.parseInt(call.parameters().getOrDefault("page", "p0").substring(1));
    int limit = Integer.parseInt(call.parameters().getOrDefault("limit", "10"));
    int to = Math.min(fit.size(), from + limit);
    ArrayNode data = ServedAnswer.JSON.createArrayNode().addAll(fit.subList(from, to));
    ObjectNode envelope = envelope(call.path(), data, to < fit.size());
    envelope.put("object", "search_result");
    envelope.put("next_page", to < fit.size() ? "p" + to : null);
    return ServedAnswer.of(envelope);
  }

  private ServedAnswer v2(ServedCall call) {
    String closed = call.parameters().getOrDefault("closed", "false");
    List<ObjectNode> fit =
        rows("platform/v2_accounts").stream()
            .filter(row -> closed.equals("any") || row.path("closed").asText().equals(closed))
            .toList();
    int from = Integer.parseInt(call.parameters().getOrDefault("page", "p0").substring(1));
    int limit = Math.min(20, Integer.parseInt(call.parameters().getOrDefault("limit", "10")));
    int to = Math.min(fit.size(), from + limit);
    ObjectNode envelope = ServedAnswer.JSON.createObjectNode();
    envelope.putArray("data").addAll(fit.subList(from, to));
    String next = "/v2/core/accounts?limit=20&page=p" + to + "&closed=" + closed;
    envelope.put("next_page_url", to < fit.size() ? next : null);
    envelope.putNull("previous_page_url");
    return ServedAnswer.of(envelope);
  }

  static String id(JsonNode row) {
    return row.path("id").asText();
  }
}
