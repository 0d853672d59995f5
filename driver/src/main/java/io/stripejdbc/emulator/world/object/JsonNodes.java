package io.stripejdbc.emulator.world.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Helper methods for JSON trees. */
public final class JsonNodes {
  private JsonNodes() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** What is left of an object that was deleted. */
  public static ObjectNode deleted(String id) {
    return object().put("id", id).put("deleted", true);
  }

  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  public static JsonNode text(String text) {
    return JsonNodeFactory.instance.textNode(text);
  }

  public static JsonNode number(long number) {
    return JsonNodeFactory.instance.numberNode(number);
  }

  public static JsonNode decimal(BigDecimal number) {
    return JsonNodeFactory.instance.numberNode(number);
  }

  public static JsonNode bool(boolean bool) {
    return JsonNodeFactory.instance.booleanNode(bool);
  }

  public static ArrayNode strings(Collection<String> texts) {
    ArrayNode array = array();
    texts.forEach(array::add);
    return array;
  }

  public static ArrayNode objects(Collection<ObjectNode> nodes) {
    return array().addAll(nodes);
  }

  /**
   * What a filter compares: the texts at a dotted path. An object counts by its id, and an array by
   * each of its elements.
   */
  public static List<String> texts(JsonNode node, String path) {
    List<String> found = new ArrayList<>();
    collect(node, path, found);
    return found;
  }

  private static void collect(JsonNode node, String path, List<String> found) {
    if (node.isArray()) {
      node.forEach(each -> collect(each, path, found));
    } else if (path.isEmpty()) {
      JsonNode value = node.isObject() ? node.path("id") : node;
      if (value.isValueNode() && !value.isNull()) {
        found.add(value.asText());
      }
    } else if (node.has(path)) {
      collect(node.get(path), "", found);
    } else {
      int dot = path.indexOf('.');
      if (dot > 0) {
        collect(node.path(path.substring(0, dot)), path.substring(dot + 1), found);
      }
    }
  }
}
