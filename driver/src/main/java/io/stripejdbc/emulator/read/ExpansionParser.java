package io.stripejdbc.emulator.read;

import io.stripejdbc.emulator.api.Endpoints;
import io.stripejdbc.emulator.api.FieldKind;
import io.stripejdbc.emulator.api.ObjectField;
import io.stripejdbc.emulator.api.ObjectType;
import io.stripejdbc.emulator.api.ObjectTypes;
import io.stripejdbc.emulator.request.ApiFailure;
import io.stripejdbc.emulator.world.Expansion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Checks what a request wants expanded (facts: expand, include, metadata). */
public final class ExpansionParser {
  private static final int DEEPEST = 4;

  private final ObjectTypes objectTypes;
  private final Endpoints endpoints;

  public ExpansionParser(ObjectTypes objectTypes, Endpoints endpoints) {
    this.objectTypes = objectTypes;
    this.endpoints = endpoints;
  }

  /**
   * The checked paths as a tree.
   *
   * @param list whether each path must begin with {@code data.}, which is cut off
   * @param permissions told the permission that each expanded object needs
   */
  Expansion check(String type, boolean list, List<String> paths, Consumer<String> permissions) {
    List<String> inside = new ArrayList<>();
    for (String path : paths) {
      if (list && path.equals("total_count")) {
        throw ApiFailure.badRequest(
            "property_forbidden", "expand", "total_count can no longer be expanded.");
      }
      if (path.split("\\.", -1).length > DEEPEST) {
        throw ApiFailure.badRequest(
            "", "expand", "You cannot expand more than 4 levels of a property: " + path);
      }
      if (list && !path.startsWith("data.")) {
        throw refused(path);
      }
      String own = list ? path.substring(5) : path;
      walk(path, List.of(own.split("\\.", -1)), List.of(type), permissions);
      inside.add(own);
    }
    return Expansion.of(inside);
  }

  private void walk(
      String path, List<String> fields, List<String> types, Consumer<String> permissions) {
    ObjectField field = field(types, fields.get(0));
    if (field == null) {
      throw refused(path);
    }
    List<String> rest = fields.subList(1, fields.size());
    if (field.expandable()) {
      endpoints.listOf(field.target()).ifPresent(each -> permissions.accept(each.permission()));
    }
    if (rest.isEmpty()) {
      if (!field.expandable()) {
        throw refused(path);
      }
      return;
    }
    boolean list = field.kind() == FieldKind.SUBLIST;
    if (field.target().isEmpty() || (list && (!rest.get(0).equals("data") || rest.size() < 2))) {
      throw refused(path);
    }
    walk(path, list ? rest.subList(1, rest.size()) : rest, types(field.target()), permissions);
  }

  private @Nullable ObjectField field(List<String> types, String name) {
    for (String type : types) {
      ObjectType objectType = objectTypes.get(type);
      ObjectField field = objectType.field(name);
      if (field != null) {
        return field;
      }
    }
    return null;
  }

  private List<String> types(String target) {
    if (!objectTypes.has(target)) {
      return List.of();
    }
    List<String> oneOf = objectTypes.get(target).oneOf();
    return oneOf.isEmpty() ? List.of(target) : oneOf.stream().filter(objectTypes::has).toList();
  }

  private static ApiFailure refused(String path) {
    return ApiFailure.badRequest("", "expand", "This property cannot be expanded (" + path + ").");
  }
}
