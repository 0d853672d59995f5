package io.stripejdbc.emulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.api.FieldKind;
import io.stripejdbc.emulator.api.ObjectField;
import io.stripejdbc.emulator.api.ObjectType;
import io.stripejdbc.emulator.api.ObjectTypes;
import io.stripejdbc.emulator.world.model.IdGenerator;
import io.stripejdbc.emulator.world.model.SeededRandom;
import io.stripejdbc.emulator.world.object.JsonNodes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes up plausible objects of any type, from the type alone. */
final class FieldFaker {
  private static final int DEPTH = 4;

  private final ObjectTypes objectTypes;
  private final World world;

  FieldFaker(World world, ObjectTypes objectTypes) {
    this.world = world;
    this.objectTypes = objectTypes;
  }

  /**
   * What an object is made up from.
   *
   * @param parentType the type of the object it is nested in, or empty
   * @param present top-level fields that must not be null, because lists ask for them
   * @param choices what top-level texts are one of, because filters know only these
   */
  record Seed(
      String account,
      String id,
      long created,
      String parentType,
      String parent,
      Set<String> present,
      Map<String, List<String>> choices) {}

  ObjectNode fill(String type, Seed seed) {
    return fill(type, seed, SeededRandom.of(seed.created, seed.account + seed.id), 0);
  }

  private ObjectNode fill(String type, Seed seed, SeededRandom random, int depth) {
    ObjectType objectType = objectTypes.get(type);
    if (!objectType.oneOf().isEmpty()) {
      return fill(objectType.oneOf().get(0), seed, random, depth);
    }
    TypeVariants typeVariants = TypeVariants.of(objectType, random);
    ObjectNode object = JsonNodes.object();
    for (ObjectField field : objectType.fields().values()) {
      boolean key = field.name().equals("id") || seed.present.contains(field.name());
      boolean asked = depth == 0 && key;
      if (field.name().equals("deleted") || !typeVariants.allows(field)) {
        continue;
      }
      if (!asked && !typeVariants.chose(field) && absent(field, random, depth)) {
        if (field.nullable()) {
          object.set(field.name(), NullNode.getInstance());
        }
        continue;
      }
      JsonNode value = value(seed, objectType, field, typeVariants, random, depth);
      if (value != null) {
        object.set(field.name(), value);
      }
    }
    return object;
  }

  private static boolean absent(ObjectField field, SeededRandom random, int depth) {
    boolean may = field.nullable() || field.optional();
    boolean deep = field.kind() == FieldKind.OBJECT && depth >= DEPTH - 1;
    return may && (deep || random.percent(field.name().equals("created") ? 0 : 30));
  }

  private @Nullable JsonNode value(
      Seed seed,
      ObjectType objectType,
      ObjectField field,
      TypeVariants typeVariants,
      SeededRandom random,
      int depth) {
    return switch (field.kind()) {
      case ID -> JsonNodes.text(depth == 0 ? seed.id : IdGenerator.letters(random, 16));
      case CONST ->
          JsonNodes.text(field.name().equals("object") ? objectType.object() : first(field));
      case ENUM, STRING -> text(seed, objectType, field, typeVariants, random, depth);
      case OBJECT -> object(seed, field, random, depth);
      case EXPANDABLE, POLYMORPHIC -> reference(seed, field, random);
      case OBJECTS -> objects(seed, field, random, depth);
      case EXPANDABLES -> references(seed, field, random);
      case SUBLIST -> null;
      case OBJECT_MAP -> JsonNodes.object();
      default ->
          FakeValues.plain(world.calendar(), seed, world.seller(seed.account), field, random);
    };
  }

  private static String first(ObjectField field) {
    return field.values().isEmpty() ? field.name() : field.values().get(0);
  }

  /** An object that is in a list of its own is one of that list. */
  private ObjectNode object(Seed seed, ObjectField field, SeededRandom random, int depth) {
    if (depth == 0) {
      for (String path : world.listsOf(field.target())) {
        boolean alike = world.typeOf(path).equals(field.target());
        List<WorldRow> rows = alike ? world.initialRows(seed.account, path).all() : List.of();
        if (!rows.isEmpty()) {
          return random.pick(rows).facts().get();
        }
      }
    }
    return fill(field.target(), seed, random, depth + 1);
  }

  /** The type that a word means here: first one of the same area, as {@code issuing}. */
  private String meant(ObjectType objectType, String object) {
    String area = objectType.object().substring(0, objectType.object().lastIndexOf('.') + 1);
    String near = area.isEmpty() ? "" : objectTypes.nameOf(area + object);
    return near.isEmpty() ? objectTypes.nameOf(object) : near;
  }

  private JsonNode text(
      Seed seed,
      ObjectType objectType,
      ObjectField field,
      TypeVariants typeVariants,
      SeededRandom random,
      int depth) {
    if (field.name().equals("id") && depth == 0) {
      return JsonNodes.text(seed.id);
    }
    if (field.name().equals("type") && !typeVariants.type().isEmpty()) {
      return JsonNodes.text(typeVariants.type());
    }
    if (depth == 0 && field.values().isEmpty() && seed.choices.containsKey(field.name())) {
      return JsonNodes.text(random.pick(seed.choices.getOrDefault(field.name(), List.of())));
    }
    if (!field.values().isEmpty()) {
      return JsonNodes.text(random.pick(field.values()));
    }
    String type = meant(objectType, field.reference().isEmpty() ? field.name() : field.reference());
    JsonNode reference = type.isEmpty() ? null : known(seed, type, random);
    if (reference != null) {
      return reference;
    }
    return JsonNodes.text(FakeValues.text(field.name(), world.seller(seed.account), random));
  }

  private JsonNode reference(Seed seed, ObjectField field, SeededRandom random) {
    JsonNode id = known(seed, field.target(), random);
    if (id != null) {
      return id;
    }
    if (field.nullable()) {
      return NullNode.getInstance();
    }
    String object =
        objectTypes.has(field.target()) ? objectTypes.get(field.target()).object() : "object";
    return JsonNodes.text(IdGenerator.longId(IdPrefixes.of(object), random));
  }

  /**
   * The id of an object of this type that the account has; the parent where it is of the type, in
   * either version of the API.
   */
  private @Nullable JsonNode known(Seed seed, String type, SeededRandom random) {
    if (type.equals(seed.parentType) || seed.parentType.endsWith(".core." + type)) {
      return JsonNodes.text(seed.parent);
    }
    if (type.equals("Account")) {
      return JsonNodes.text(world.seller(seed.account).id);
    }
    if (type.equals("Application")) {
      return JsonNodes.text(IdGenerator.APPLICATION);
    }
    for (String path : world.listsOf(type)) {
      List<WorldRow> rows = world.initialRows(seed.account, path).all();
      if (!rows.isEmpty()) {
        return JsonNodes.text(random.pick(rows).id());
      }
    }
    return null;
  }

  private ArrayNode objects(Seed seed, ObjectField field, SeededRandom random, int depth) {
    ArrayNode array = JsonNodes.array();
    int count = depth < DEPTH - 1 ? random.below(3) : 0;
    for (int i = 0; i < count; i++) {
      array.add(fill(field.target(), seed, random, depth + 1));
    }
    return array;
  }

  private ArrayNode references(Seed seed, ObjectField field, SeededRandom random) {
    JsonNode id = known(seed, field.target(), random);
    ArrayNode array = JsonNodes.array();
    return id == null || random.percent(50) ? array : array.add(id);
  }
}
