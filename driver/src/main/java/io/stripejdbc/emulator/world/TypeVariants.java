package io.stripejdbc.emulator.world;

import io.stripejdbc.emulator.api.FieldKind;
import io.stripejdbc.emulator.api.ObjectField;
import io.stripejdbc.emulator.api.ObjectType;
import io.stripejdbc.emulator.world.model.SeededRandom;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A type whose {@code type} names the one of its objects that is there, like {@code card} in {@code
 * payment_method_details}.
 *
 * @param type the chosen one, or empty when the type has no such choice
 */
record TypeVariants(String type, Set<String> choices) {
  private static final int ENOUGH_TO_BE_A_CHOICE = 3;

  static TypeVariants of(ObjectType objectType, SeededRandom random) {
    ObjectField type = objectType.field("type");
    if (type == null || type.kind() == FieldKind.CONST) {
      return new TypeVariants("", Set.of());
    }
    List<String> objects =
        objectType.fields().values().stream()
            .filter(field -> field.kind() == FieldKind.OBJECT)
            .filter(field -> field.optional() || field.nullable())
            .map(ObjectField::name)
            .toList();
    if (type.values().isEmpty()) {
      return objects.size() > ENOUGH_TO_BE_A_CHOICE
          ? new TypeVariants(random.pick(objects), Set.copyOf(objects))
          : new TypeVariants("", Set.of());
    }
    Set<String> named =
        type.values().stream().filter(objects::contains).collect(Collectors.toSet());
    return named.isEmpty()
        ? new TypeVariants("", Set.of())
        : new TypeVariants(random.pick(type.values()), named);
  }

  /** Whether the field may be there at all. */
  boolean allows(ObjectField field) {
    return !choices.contains(field.name()) || field.name().equals(type);
  }

  boolean chose(ObjectField field) {
    return field.name().equals(type) || (field.name().equals("type") && !type.isEmpty());
  }
}
