package io.stripejdbc.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.api.Endpoint;
import io.stripejdbc.emulator.api.Endpoints;
import io.stripejdbc.emulator.api.ObjectField;
import io.stripejdbc.emulator.api.ObjectType;
import io.stripejdbc.emulator.api.ObjectTypes;
import io.stripejdbc.emulator.world.Expansion;
import io.stripejdbc.emulator.world.World;
import io.stripejdbc.emulator.world.WorldRow;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Every object has the fields of its type, with values of their kind, and no other. */
class FieldsTest {
  private static final int ROWS_OF_EACH_LIST = 60;
  private static final Endpoints ENDPOINTS = Endpoints.load();
  private static final ObjectTypes SHAPES = ObjectTypes.load();
  private static final World WORLD =
      new World(ENDPOINTS, SHAPES, 7, Instant.parse("2026-05-05T05:05:05Z"), 0.1);

  private final Map<String, String> wrong = new TreeMap<>();

  @Test
  void everyFieldIsThereAndOfItsKind() {
    forEveryObject(
        (endpoint, facts) ->
            check(
                endpoint.type(),
                WORLD.write(World.PLATFORM, endpoint.type(), facts, Expansion.NONE)));
    assertEquals(Map.of(), wrong);
  }

  @Test
  void noSimulationTellsAFieldThatTheTypeDoesNotHave() {
    forEveryObject((endpoint, facts) -> unknown(endpoint.type(), facts));
    assertEquals(Map.of(), wrong);
  }

  private interface Check {
    void look(Endpoint endpoint, ObjectNode facts);
  }

  private static void forEveryObject(Check check) {
    for (Endpoint endpoint : ENDPOINTS.all()) {
      if (endpoint.kind() != Endpoint.Kind.SEARCH) {
        WORLD.rows(World.PLATFORM, endpoint.path()).all().stream()
            .limit(ROWS_OF_EACH_LIST)
            .map(WorldRow::facts)
            .map(Supplier::get)
            .filter(facts -> !facts.path("deleted").asBoolean())
            .forEach(facts -> check.look(endpoint, facts));
      }
    }
  }

  private ObjectType shape(String type, JsonNode object) {
    ObjectType objectType = SHAPES.get(type);
    for (String each : objectType.oneOf()) {
      if (SHAPES.has(each) && SHAPES.get(each).object().equals(object.path("object").asText())) {
        return SHAPES.get(each);
      }
    }
    return objectType.oneOf().isEmpty() ? objectType : SHAPES.get(objectType.oneOf().get(0));
  }

  private void unknown(String type, JsonNode facts) {
    ObjectType objectType = shape(type, facts);
    facts
        .properties()
        .forEach(
            entry -> {
              ObjectField field = objectType.field(entry.getKey());
              if (field == null && !entry.getKey().startsWith("_")) {
                wrong.put(objectType.name() + "." + entry.getKey(), "is no field");
              } else if (field != null && entry.getValue().isObject() && inner(field)) {
                unknown(field.target(), entry.getValue());
              }
            });
  }

  private static boolean inner(ObjectField field) {
    return switch (field.kind()) {
      case OBJECT, OBJECTS -> true;
      default -> false;
    };
  }

  private void check(String type, JsonNode object) {
    ObjectType objectType = shape(type, object);
    for (ObjectField field : objectType.fields().values()) {
      String name = objectType.name() + "." + field.name();
      JsonNode value = object.get(field.name());
      if (value == null) {
        if (!field.optional() && !field.onlyExpanded()) {
          wrong.put(name, "is missing");
        }
      } else if (value.isNull()) {
        if (!field.nullable() && !field.optional()) {
          wrong.put(name, "is null");
        }
      } else if (!fits(field, value)) {
        wrong.put(name, "is " + value);
      } else if (inner(field) && value.isObject()) {
        check(field.target(), value);
      } else if (inner(field)) {
        value.forEach(each -> check(field.target(), each));
      }
    }
  }

  private static boolean fits(ObjectField field, JsonNode value) {
    return switch (field.kind()) {
      case LONG, MONEY, TIMESTAMP -> value.isIntegralNumber();
      case DECIMAL -> value.isNumber();
      case BOOL -> value.isBoolean();
      case OBJECT, TEXT_MAP, OBJECT_MAP, JSON -> value.isObject();
      case SUBLIST -> value.isObject() && value.path("object").asText().equals("list");
      case STRINGS, LONGS, OBJECTS, EXPANDABLES -> value.isArray();
      case DECIMAL_TEXT -> value.isTextual() && value.asText().matches("-?\\d+(\\.\\d+)?");
      case INSTANT -> value.isTextual() && value.asText().endsWith("Z");
      case STRING, ENUM, CONST, ID, EXPANDABLE, POLYMORPHIC ->
          value.isTextual() && !value.asText().isEmpty();
    };
  }
}
