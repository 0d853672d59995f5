package io.stripejdbc.emulator.world;

import io.stripejdbc.emulator.api.Field;
import io.stripejdbc.emulator.api.Kind;
import io.stripejdbc.emulator.api.Shape;
import io.stripejdbc.emulator.world.model.Dice;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A type whose {@code type} names the one of its objects that is there, like {@code card} in {@code
 * payment_method_details}.
 *
 * @param type the chosen one, or empty when the type has no such choice
 */
record Variants(String type, Set<String> choices) {
  private static final int ENOUGH_TO_BE_A_CHOICE = 3;

  static Variants of(Shape shape, Dice dice) {
    Field type = shape.field("type");
    if (type == null || type.kind() == Kind.CONST) {
      return new Variants("", Set.of());
    }
    List<String> objects =
        shape.fields().values().stream()
            .filter(field -> field.kind() == Kind.OBJECT)
            .filter(field -> field.optional() || field.nullable())
            .map(Field::name)
            .toList();
    if (type.values().isEmpty()) {
      return objects.size() > ENOUGH_TO_BE_A_CHOICE
          ? new Variants(dice.pick(objects), Set.copyOf(objects))
          : new Variants("", Set.of());
    }
    Set<String> named =
        type.values().stream().filter(objects::contains).collect(Collectors.toSet());
    return named.isEmpty()
        ? new Variants("", Set.of())
        : new Variants(dice.pick(type.values()), named);
  }

  /** Whether the field may be there at all. */
  boolean allows(Field field) {
    return !choices.contains(field.name()) || field.name().equals(type);
  }

  boolean chose(Field field) {
    return field.name().equals(type) || (field.name().equals("type") && !type.isEmpty());
  }
}
