package io.stripejdbc.emulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.api.ObjectField;
import io.stripejdbc.emulator.api.ObjectType;
import io.stripejdbc.emulator.api.ObjectTypes;
import io.stripejdbc.emulator.world.object.JsonNodes;
import java.util.List;
import java.util.Optional;

/** From an id in an object to the object with this id. */
final class ReferenceResolver {
  private final World world;
  private final ObjectTypes objectTypes;

  ReferenceResolver(World world, ObjectTypes objectTypes) {
    this.world = world;
    this.objectTypes = objectTypes;
  }

  /** The one of several types that these facts are of. */
  String concrete(String type, ObjectNode facts) {
    ObjectType objectType = objectTypes.get(type);
    if (objectType.oneOf().isEmpty()) {
      return type;
    }
    String object = facts.path("object").asText();
    return objectType.oneOf().stream()
        .filter(each -> objectTypes.has(each) && objectTypes.get(each).object().equals(object))
        .findFirst()
        .orElse(objectType.oneOf().get(0));
  }

  /** The object that the id stands for, or the id when nobody has it. */
  JsonNode expanded(
      String account, ObjectField field, JsonNode id, ObjectNode holder, Expansion expansion) {
    if (!id.isTextual()) {
      return id;
    }
    if (field.target().equals("Application")) {
      return JsonNodes.object()
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
    List<String> oneOf = objectTypes.has(target) ? objectTypes.get(target).oneOf() : List.of();
    return oneOf.isEmpty() ? List.of(target) : oneOf;
  }

  private Optional<ObjectNode> find(String owner, String type, String id, Expansion expansion) {
    if (!owner.isEmpty() && world.has(owner)) {
      for (String path : world.listsOf(type)) {
        WorldRows rows = world.rows(owner, path);
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
