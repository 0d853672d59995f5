package io.stripejdbc.emulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.api.Field;
import io.stripejdbc.emulator.api.Kind;
import io.stripejdbc.emulator.api.Shape;
import io.stripejdbc.emulator.api.Shapes;
import io.stripejdbc.emulator.world.model.Dice;
import io.stripejdbc.emulator.world.model.Ids;
import io.stripejdbc.emulator.world.object.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes up plausible objects of any type, from the type alone. */
final class Filler {
  private static final int DEPTH = 4;

  private final Shapes shapes;
  private final World world;

  Filler(World world, Shapes shapes) {
    this.world = world;
    this.shapes = shapes;
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
    return fill(type, seed, Dice.of(seed.created, seed.account + seed.id), 0);
  }

  private ObjectNode fill(String type, Seed seed, Dice dice, int depth) {
    Shape shape = shapes.get(type);
    if (!shape.oneOf().isEmpty()) {
      return fill(shape.oneOf().get(0), seed, dice, depth);
    }
    Variants variants = Variants.of(shape, dice);
    ObjectNode object = Json.object();
    for (Field field : shape.fields().values()) {
      boolean key = field.name().equals("id") || seed.present.contains(field.name());
      boolean asked = depth == 0 && key;
      if (field.name().equals("deleted") || !variants.allows(field)) {
        continue;
      }
      if (!asked && !variants.chose(field) && absent(field, dice, depth)) {
        if (field.nullable()) {
          object.set(field.name(), NullNode.getInstance());
        }
        continue;
      }
      JsonNode value = value(seed, shape, field, variants, dice, depth);
      if (value != null) {
        object.set(field.name(), value);
      }
    }
    return object;
  }

  private static boolean absent(Field field, Dice dice, int depth) {
    boolean may = field.nullable() || field.optional();
    boolean deep = field.kind() == Kind.OBJECT && depth >= DEPTH - 1;
    return may && (deep || dice.percent(field.name().equals("created") ? 0 : 30));
  }

  private @Nullable JsonNode value(
      Seed seed, Shape shape, Field field, Variants variants, Dice dice, int depth) {
    return switch (field.kind()) {
      case ID -> Json.text(depth == 0 ? seed.id : Ids.letters(dice, 16));
      case CONST -> Json.text(field.name().equals("object") ? shape.object() : first(field));
      case ENUM, STRING -> text(seed, shape, field, variants, dice, depth);
      case OBJECT -> object(seed, field, dice, depth);
      case EXPANDABLE, POLYMORPHIC -> reference(seed, field, dice);
      case OBJECTS -> objects(seed, field, dice, depth);
      case EXPANDABLES -> references(seed, field, dice);
      case SUBLIST -> null;
      case OBJECT_MAP -> Json.object();
      default -> Words.plain(world.calendar(), seed, world.seller(seed.account), field, dice);
    };
  }

  private static String first(Field field) {
    return field.values().isEmpty() ? field.name() : field.values().get(0);
  }

  /** An object that is in a list of its own is one of that list. */
  private ObjectNode object(Seed seed, Field field, Dice dice, int depth) {
    if (depth == 0) {
      for (String path : world.listsOf(field.target())) {
        List<Row> rows = world.rows(seed.account, path).all();
        if (!rows.isEmpty()) {
          return dice.pick(rows).facts().get();
        }
      }
    }
    return fill(field.target(), seed, dice, depth + 1);
  }

  /** The type that a word means here: first one of the same area, as {@code issuing}. */
  private String meant(Shape shape, String object) {
    String area = shape.object().substring(0, shape.object().lastIndexOf('.') + 1);
    String near = area.isEmpty() ? "" : shapes.nameOf(area + object);
    return near.isEmpty() ? shapes.nameOf(object) : near;
  }

  private JsonNode text(
      Seed seed, Shape shape, Field field, Variants variants, Dice dice, int depth) {
    if (field.name().equals("id") && depth == 0) {
      return Json.text(seed.id);
    }
    if (field.name().equals("type") && !variants.type().isEmpty()) {
      return Json.text(variants.type());
    }
    if (depth == 0 && field.values().isEmpty() && seed.choices.containsKey(field.name())) {
      return Json.text(dice.pick(seed.choices.getOrDefault(field.name(), List.of())));
    }
    if (!field.values().isEmpty()) {
      return Json.text(dice.pick(field.values()));
    }
    String type = meant(shape, field.reference().isEmpty() ? field.name() : field.reference());
    JsonNode reference = type.isEmpty() ? null : known(seed, type, dice);
    if (reference != null) {
      return reference;
    }
    return Json.text(Words.text(field.name(), world.seller(seed.account), dice));
  }

  private JsonNode reference(Seed seed, Field field, Dice dice) {
    JsonNode id = known(seed, field.target(), dice);
    if (id != null) {
      return id;
    }
    if (field.nullable()) {
      return NullNode.getInstance();
    }
    String object = shapes.has(field.target()) ? shapes.get(field.target()).object() : "object";
    return Json.text(Ids.longId(Prefixes.of(object), dice));
  }

  /**
   * The id of an object of this type that the account has; the parent where it is of the type, in
   * either version of the API.
   */
  private @Nullable JsonNode known(Seed seed, String type, Dice dice) {
    if (type.equals(seed.parentType) || seed.parentType.endsWith(".core." + type)) {
      return Json.text(seed.parent);
    }
    if (type.equals("Account")) {
      return Json.text(world.seller(seed.account).id);
    }
    if (type.equals("Application")) {
      return Json.text(Ids.APPLICATION);
    }
    for (String path : world.listsOf(type)) {
      List<Row> rows = world.rows(seed.account, path).all();
      if (!rows.isEmpty()) {
        return Json.text(dice.pick(rows).id());
      }
    }
    return null;
  }

  private ArrayNode objects(Seed seed, Field field, Dice dice, int depth) {
    ArrayNode array = Json.array();
    int count = depth < DEPTH - 1 ? dice.below(3) : 0;
    for (int i = 0; i < count; i++) {
      array.add(fill(field.target(), seed, dice, depth + 1));
    }
    return array;
  }

  private ArrayNode references(Seed seed, Field field, Dice dice) {
    JsonNode id = known(seed, field.target(), dice);
    ArrayNode array = Json.array();
    return id == null || dice.percent(50) ? array : array.add(id);
  }
}
