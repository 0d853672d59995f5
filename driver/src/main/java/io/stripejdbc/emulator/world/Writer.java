package io.stripejdbc.emulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.api.Field;
import io.stripejdbc.emulator.api.Kind;
import io.stripejdbc.emulator.api.Shape;
import io.stripejdbc.emulator.api.Shapes;
import io.stripejdbc.emulator.world.object.Json;
import org.jspecify.annotations.Nullable;

/**
 * Writes an object out in full: every field of its type, with the fact where there is one and else
 * null, nothing, or the empty value.
 */
final class Writer {
  private final World world;
  private final Shapes shapes;
  private final Sublists sublists;
  private final References references;

  Writer(World world, Shapes shapes) {
    this.world = world;
    this.shapes = shapes;
    this.sublists = new Sublists(world);
    this.references = new References(world, shapes);
  }

  ObjectNode write(String account, String type, ObjectNode facts, Expansion expansion) {
    Shape shape = shapes.get(references.concrete(type, facts));
    ObjectNode written = Json.object();
    if (facts.path("deleted").asBoolean()) {
      return written
          .put("id", facts.path("id").asText())
          .put("object", shape.object())
          .put("deleted", true);
    }
    for (Field field : shape.fields().values()) {
      if (field.onlyExpanded() && !expansion.has(field.name())) {
        continue;
      }
      JsonNode value = value(account, shape, field, facts, expansion);
      if (value != null) {
        written.set(field.name(), value);
      }
    }
    return written;
  }

  private @Nullable JsonNode value(
      String account, Shape shape, Field field, ObjectNode facts, Expansion expansion) {
    JsonNode fact = facts.get(field.name());
    Expansion inside = expansion.inside(field.name());
    if (fact == null) {
      return missing(account, shape, field, facts, inside);
    }
    return switch (field.kind()) {
      case OBJECT -> fact.isObject() ? inner(account, field, (ObjectNode) fact, inside) : fact;
      case OBJECTS -> each(account, field, fact, inside);
      case EXPANDABLE, POLYMORPHIC ->
          expansion.has(field.name())
              ? references.expanded(account, field, fact, facts, inside)
              : fact;
      case EXPANDABLES ->
          expansion.has(field.name()) ? all(account, field, fact, facts, inside) : fact;
      default -> fact;
    };
  }

  private JsonNode inner(String account, Field field, ObjectNode fact, Expansion inside) {
    return write(account, field.target(), fact, inside);
  }

  private JsonNode each(String account, Field field, JsonNode facts, Expansion inside) {
    if (!facts.isArray()) {
      return facts;
    }
    ArrayNode written = Json.array();
    facts.forEach(fact -> written.add(inner(account, field, (ObjectNode) fact, inside)));
    return written;
  }

  private JsonNode all(
      String account, Field field, JsonNode ids, ObjectNode facts, Expansion inside) {
    ArrayNode written = Json.array();
    ids.forEach(id -> written.add(references.expanded(account, field, id, facts, inside)));
    return written;
  }

  private @Nullable JsonNode missing(
      String account, Shape shape, Field field, ObjectNode facts, Expansion inside) {
    if (field.kind() == Kind.SUBLIST
        && (!field.optional() || sublists.knows(shape.name(), field.name()))) {
      JsonNode id = facts.get("id");
      String owner = id == null ? null : id.asText();
      return sublists.first(account, shape.name(), field.name(), owner, inside);
    }
    if (field.kind() == Kind.JSON && facts.has("_path")) {
      return world.written(account, facts.get("_path").asText(), facts.get("_id").asText());
    }
    if (field.name().equals("object") && field.kind() == Kind.CONST) {
      return Json.text(shape.object());
    }
    if (field.nullable()) {
      return NullNode.getInstance();
    }
    return field.optional() ? null : empty(account, field, inside);
  }

  private JsonNode empty(String account, Field field, Expansion inside) {
    return switch (field.kind()) {
      case LONG, MONEY, TIMESTAMP, DECIMAL -> Json.number(0);
      case BOOL -> Json.bool(false);
      case OBJECT -> write(account, field.target(), Json.object(), inside);
      case TEXT_MAP, OBJECT_MAP -> Json.object();
      case STRINGS, LONGS, OBJECTS, EXPANDABLES -> Json.array();
      case CONST -> Json.text(field.values().isEmpty() ? "" : field.values().get(0));
      default -> Json.text("");
    };
  }
}
