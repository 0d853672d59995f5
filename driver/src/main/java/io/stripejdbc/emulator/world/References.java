package io.stripejdbc.emulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.api.Field;
import io.stripejdbc.emulator.api.Shape;
import io.stripejdbc.emulator.api.Shapes;
import io.stripejdbc.emulator.world.object.Json;
import java.util.List;
import java.util.Optional;

/** From an id in an object to the object with this id. */
final class References {
  private final World world;
  private final Shapes shapes;

  References(World world, Shapes shapes) {
    this.world = world;
    this.shapes = shapes;
  }

  /** The one of several types that these facts are of. */
  String concrete(String type, ObjectNode facts) {
    Shape shape = shapes.get(type);
    if (shape.oneOf().isEmpty()) {
      return type;
    }
    String object = facts.path("object").asText();
    return shape.oneOf().stream()
        .filter(each -> shapes.has(each) && shapes.get(each).object().equals(object))
        .findFirst()
        .orElse(shape.oneOf().get(0));
  }

  /** The object that the id stands for, or the id when nobody has it. */
  JsonNode expanded(
      String account, Field field, JsonNode id, ObjectNode holder, Expansion expansion) {
    if (!id.isTextual()) {
      return id;
    }
    if (field.target().equals("Application")) {
      return Json.object()
          .put("id", id.asText())
          .put("object", "application")
          .put("name", "Harbour Market");
    }
    for (String type : types(field.target())) {
      for (String owner : List.of(account, holder.path("account").asText(), other(holder))) {
        Optional<ObjectNode> found = find(owner, type, id.asText(), expansion);
        if (found.isPresent()) {
          return found.get();
        }
      }
    }
    return id;
  }

  /** Where the other half of a transfer is. */
  private static String other(ObjectNode holder) {
    return holder.path("destination").asText();
  }

  private List<String> types(String target) {
    List<String> oneOf = shapes.has(target) ? shapes.get(target).oneOf() : List.of();
    return oneOf.isEmpty() ? List.of(target) : oneOf;
  }

  private Optional<ObjectNode> find(String owner, String type, String id, Expansion expansion) {
    if (!owner.isEmpty() && world.has(owner)) {
      for (String path : world.listsOf(type)) {
        Rows rows = world.rows(owner, path);
        int position = rows.indexOf(id);
        if (position >= 0) {
          ObjectNode facts = rows.at(position).facts().get();
          return Optional.of(world.write(owner, type, facts, expansion));
        }
      }
    }
    return Optional.empty();
  }
}
