package io.stripejdbc.emulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * The endpoints that the driver's catalogue knows and {@code endpoints.txt} does not: a new table
 * is answered before the emulator's data are written anew. Read as data; no class of the driver is
 * asked.
 */
final class CatalogEndpoints {
  private static final String FOLDER = "/io/stripejdbc/catalog/";
  private static final List<String> PAGING =
      List.of("ending_before string", "expand list", "limit long", "starting_after string");

  private final Set<String> known;
  private final ObjectTypes objectTypes;

  CatalogEndpoints(Set<String> known, ObjectTypes objectTypes) {
    this.known = known;
    this.objectTypes = objectTypes;
  }

  /** The endpoints of every table with a list or an object of its own; their types become known. */
  List<Endpoint> read() {
    return texts(json("index.json").path("tables")).stream()
        .map(name -> json(name + ".json"))
        .filter(table -> !table.path("kind").asText().equals("EMBEDDED"))
        .filter(table -> !known.contains(table.path("path").asText()))
        .map(this::endpoint)
        .toList();
  }

  private Endpoint endpoint(JsonNode table) {
    String type = table.path("model").asText().replaceFirst("^com\\.stripe\\.(model\\.)?", "");
    if (!objectTypes.has(type)) {
      objectTypes.add(shape(type, table));
    }
    return new Endpoint(
        kind(table),
        table.path("path").asText(),
        type,
        table.path("retrievePath").asText(),
        table.path("object").asText().replace('.', '_') + "_read",
        parameters(table));
  }

  private static Endpoint.Kind kind(JsonNode table) {
    if (table.path("kind").asText().equals("SINGLETON")) {
      return Endpoint.Kind.SINGLETON;
    }
    if (table.path("kind").asText().equals("OBJECT")) {
      return Endpoint.Kind.OBJECT;
    }
    boolean second = table.path("api").asText().equals("V2");
    return second ? Endpoint.Kind.V2LIST : Endpoint.Kind.LIST;
  }

  private static Map<String, QueryParameter> parameters(JsonNode table) {
    Map<String, QueryParameter> parameters = new LinkedHashMap<>();
    PAGING.forEach(line -> put(parameters, line));
    for (JsonNode parent : table.path("parents")) {
      if (parent.path("via").asText().equals("PARAMETER")) {
        put(parameters, parent.path("parameter").asText() + " string required");
      }
    }
    table
        .path("variants")
        .forEach(v -> v.fieldNames().forEachRemaining(n -> put(parameters, n + " string")));
    for (JsonNode filter : table.path("filters")) {
      String name = filter.path("parameter").asText(filter.path("column").asText());
      String type =
          switch (filter.path("operator").asText()) {
            case "ANY_OF" -> "list";
            case "RANGE" -> "range";
            default -> "string";
          };
      put(parameters, name + " " + type + " @" + path(table, filter.path("column").asText()));
    }
    return parameters;
  }

  private static void put(Map<String, QueryParameter> parameters, String line) {
    QueryParameter parameter = QueryParameter.parse(line);
    parameters.put(parameter.name(), parameter);
  }

  /** The dotted path of a column's field. */
  private static String path(JsonNode table, String column) {
    return StreamSupport.stream(table.path("columns").spliterator(), false)
        .filter(each -> each.path("name").asText().equals(column))
        .map(each -> each.path("path").asText(column))
        .findFirst()
        .orElse(column);
  }

  /**
   * A line of {@code shapes.txt} from the columns: their fields, those inside of objects left out.
   */
  private static String shape(String type, JsonNode table) {
    String object = table.path("object").asText();
    StringBuilder line = new StringBuilder(type + " " + object + " object:c=" + object);
    for (JsonNode column : table.path("columns")) {
      String name = column.path("path").asText(column.path("name").asText());
      boolean field = column.path("role").isMissingNode() && !name.contains(".");
      if (field) {
        line.append(' ').append(name).append(':').append(kind(name, column.path("type").asText()));
      }
    }
    return line.toString();
  }

  private static String kind(String name, String type) {
    if (name.equals("id")) {
      return "I";
    }
    return switch (type.replaceAll("\\(.*", "")) {
          case "BIGINT" -> "i";
          case "BOOLEAN" -> "b";
          case "DECIMAL" -> "D";
          case "TIMESTAMP" -> "t";
          case "INSTANT" -> "T";
          case "JSON" -> "j";
          default -> "s";
        }
        + (name.equals("created") ? "" : "?");
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static JsonNode json(String file) {
    try (InputStream in = CatalogEndpoints.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException("The catalogue's file '" + file + "' is missing");
      }
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
