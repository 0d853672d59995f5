package io.stripejdbc.catalog.generator;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of the API: its GETs with their parameters, its objects with their fields.
 *
 * @param endpoints every GET that lists, searches or answers one object
 * @param models the fields of each object and nested object, by stripe-java class
 */
public record ApiFacts(String apiVersion, List<Endpoint> endpoints, Map<String, Model> models) {

  public record Endpoint(
      String path,
      List<String> pathParams,
      String kind,
      String resource,
      String object,
      List<Param> params,
      String retrievePath,
      List<String> eventTypes,
      boolean computed,
      String since) {
    boolean has(String parameter) {
      return params.stream().anyMatch(param -> param.name().equals(parameter));
    }
  }

  public record Param(
      String name,
      String type,
      boolean required,
      List<String> values,
      List<Param> keys,
      String of) {}

  public record Model(String object, List<Field> fields, List<String> polymorphic) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Field(
      String name,
      String kind,
      String target,
      String of,
      List<String> values,
      String money,
      String refHint,
      boolean sublist,
      boolean optional) {
    /** The same field, of a kind that a person knows. */
    Field as(String other) {
      boolean sometimes = other.equals("sometimes");
      return new Field(
          name, sometimes ? kind : other, target, of, values, money, refHint, sublist, sometimes);
    }
  }

  /** These facts and the fields that a person has added, also in the place of others. */
  ApiFacts with(Map<String, List<Field>> added) {
    Map<String, Model> all = new HashMap<>(models);
    added.forEach(
        (name, fields) -> {
          Model known = all.getOrDefault(name, new Model(null, List.of(), null));
          List<Field> both = new ArrayList<>(known.fields());
          both.removeIf(field -> fields.stream().anyMatch(a -> a.name().equals(field.name())));
          both.addAll(fields);
          all.put(name, new Model(known.object(), both, known.polymorphic()));
        });
    return new ApiFacts(apiVersion, endpoints, all);
  }

  Model model(String name) {
    Model model = models.get(name);
    if (model == null) {
      throw new IllegalArgumentException("no facts of " + name);
    }
    return model;
  }

  /** The values of the field at a dotted path, empty for any. */
  List<String> values(String name, String path) {
    String step = path == null ? "" : path.replaceFirst("\\..*", "");
    for (Field field : path == null ? List.<Field>of() : fields(name)) {
      if (field.name().equals(step) && field.target() != null && path.length() > step.length()) {
        return values(field.target(), path.substring(step.length() + 1));
      } else if (field.name().equals(path) && field.values() != null) {
        return field.values();
      }
    }
    return List.of();
  }

  Endpoint endpoint(String path) {
    return endpoints.stream()
        .filter(endpoint -> endpoint.path().equals(path))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no facts of " + path));
  }

  /** The fields of a class; of a polymorphic one those of all its members, each once. */
  List<Field> fields(String name) {
    Model model = model(name);
    if (model.polymorphic() == null) {
      return model.fields();
    }
    Map<String, Field> merged = new TreeMap<>();
    for (String member : model.polymorphic()) {
      for (Field field : fields(member)) {
        merged.putIfAbsent(field.name(), field);
      }
    }
    return List.copyOf(merged.values());
  }
}
