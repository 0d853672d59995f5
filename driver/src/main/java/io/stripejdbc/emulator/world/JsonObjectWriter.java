package io.stripejdbc.emulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.api.FieldKind;
import io.stripejdbc.emulator.api.ObjectField;
import io.stripejdbc.emulator.api.ObjectType;
import io.stripejdbc.emulator.api.ObjectTypes;
import io.stripejdbc.emulator.world.object.JsonNodes;
import org.jspecify.annotations.Nullable;

/**
 * Writes an object out in full: every field of its type, with the fact where there is one and else
 * null, nothing, or the empty value.
 */
final class JsonObjectWriter {
  private final World world;
  private final ObjectTypes objectTypes;
  private final EmbeddedLists embeddedLists;
  private final ReferenceResolver referenceResolver;

  JsonObjectWriter(World world, ObjectTypes objectTypes) {
    this.world = world;
    this.objectTypes = objectTypes;
    this.embeddedLists = new EmbeddedLists(world);
    this.referenceResolver = new ReferenceResolver(world, objectTypes);
  }

  ObjectNode write(String account, String type, ObjectNode facts, Expansion expansion) {
    ObjectType objectType = objectTypes.get(referenceResolver.concrete(type, facts));
    ObjectNode written = JsonNodes.object();
    if (facts.path("deleted").asBoolean()) {
      return written
          .put("id", facts.path("id").asText())
          .put("object", objectType.object())
          .put("deleted", true);
    }
    for (ObjectField field : objectType.fields().values()) {
      if (field.onlyExpanded() && !expansion.has(field.name())) {
        continue;
      }
      JsonNode value = value(account, objectType, field, facts, expansion);
      if (value != null) {
        written.set(field.name(), value);
      }
    }
    return written;
  }

  private @Nullable JsonNode value(
      String account,
      ObjectType objectType,
      ObjectField field,
      ObjectNode facts,
      Expansion expansion) {
    JsonNode fact = facts.get(field.name());
    Expansion inside = expansion.inside(field.name());
    if (fact == null) {
      return missing(account, objectType, field, facts, inside);
    }
    return switch (field.kind()) {
      case OBJECT -> fact.isObject() ? inner(account, field, (ObjectNode) fact, inside) : fact;
      case OBJECTS -> each(account, field, fact, inside);
      case EXPANDABLE, POLYMORPHIC ->
          expansion.has(field.name())
              ? referenceResolver.expanded(account, field, fact, facts, inside)
              : fact;
      case EXPANDABLES ->
          expansion.has(field.name()) ? all(account, field, fact, facts, inside) : fact;
      default -> fact;
    };
  }

  private JsonNode inner(String account, ObjectField field, ObjectNode fact, Expansion inside) {
    return write(account, field.target(), fact, inside);
  }

  private JsonNode each(String account, ObjectField field, JsonNode facts, Expansion inside) {
    if (!facts.isArray()) {
      return facts;
    }
    ArrayNode written = JsonNodes.array();
    facts.forEach(fact -> written.add(inner(account, field, (ObjectNode) fact, inside)));
    return written;
  }

  private JsonNode all(
      String account, ObjectField field, JsonNode ids, ObjectNode facts, Expansion inside) {
    ArrayNode written = JsonNodes.array();
    ids.forEach(id -> written.add(referenceResolver.expanded(account, field, id, facts, inside)));
    return written;
  }

  private @Nullable JsonNode missing(
      String account,
      ObjectType objectType,
      ObjectField field,
      ObjectNode facts,
      Expansion inside) {
    if (field.kind() == FieldKind.SUBLIST
        && (!field.optional() || embeddedLists.knows(objectType.name(), field.name()))) {
      JsonNode id = facts.get("id");
      String owner = id == null ? null : id.asText();
      return embeddedLists.first(account, objectType.name(), field.name(), owner, inside);
    }
    if (field.kind() == FieldKind.JSON && facts.has("_path")) {
      return world.original(account, facts.get("_path").asText(), facts.get("_id").asText());
    }
    if (field.name().equals("object") && field.kind() == FieldKind.CONST) {
      return JsonNodes.text(objectType.object());
    }
    if (field.nullable()) {
      return NullNode.getInstance();
    }
    return field.optional() ? null : empty(account, field, inside);
  }

  private JsonNode empty(String account, ObjectField field, Expansion inside) {
    return switch (field.kind()) {
      case LONG, MONEY, TIMESTAMP, DECIMAL -> JsonNodes.number(0);
      case BOOL -> JsonNodes.bool(false);
      case OBJECT -> write(account, field.target(), JsonNodes.object(), inside);
      case TEXT_MAP, OBJECT_MAP -> JsonNodes.object();
      case STRINGS, LONGS, OBJECTS, EXPANDABLES -> JsonNodes.array();
      case CONST -> JsonNodes.text(field.values().isEmpty() ? "" : field.values().get(0));
      default -> JsonNodes.text("");
    };
  }
}
