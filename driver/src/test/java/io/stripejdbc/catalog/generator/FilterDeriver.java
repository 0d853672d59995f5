package io.stripejdbc.catalog.generator;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.FilterSpec.Operator;
import io.stripejdbc.catalog.generator.ApiFacts.Endpoint;
import io.stripejdbc.catalog.generator.ApiFacts.Field;
import io.stripejdbc.catalog.generator.ApiFacts.Param;
import io.stripejdbc.catalog.generator.Curation.FilterNotes;
import io.stripejdbc.catalog.generator.Curation.TableNotes;
import java.util.ArrayList;
import java.util.List;

/** The filters that the parameters of a list become. */
final class FilterDeriver {
  private final ApiFacts apiFacts;
  private final Curation curation;

  FilterDeriver(ApiFacts apiFacts, Curation curation) {
    this.apiFacts = apiFacts;
    this.curation = curation;
  }

  /**
   * Every parameter as a filter, unless it is omitted by name or names the parent.
   *
   * @throws IllegalArgumentException when a parameter is neither: a person has to decide
   */
  List<FilterSpec> filters(
      String table,
      TableNotes notes,
      Endpoint endpoint,
      List<ColumnSpec> columns,
      List<String> parents) {
    List<FilterSpec> filters = new ArrayList<>();
    for (Param param : endpoint.params()) {
      boolean omitted =
          curation.omitParameters().containsKey(param.name())
              || notes.omit().containsKey(param.name())
              || parents.contains(param.name());
      if (omitted) {
        continue;
      }
      if (param.type().equals("map")) {
        for (Param key : param.keys()) {
          String parameter = param.name() + "[" + key.name() + "]";
          if (!notes.omit().containsKey(parameter)) {
            filters.add(filter(table, notes, endpoint, parameter, key, columns));
          }
        }
      } else {
        filters.add(filter(table, notes, endpoint, param.name(), param, columns));
      }
    }
    return filters;
  }

  private FilterSpec filter(
      String table,
      TableNotes notes,
      Endpoint endpoint,
      String parameter,
      Param param,
      List<ColumnSpec> columns) {
    FilterNotes told = notes.filters().getOrDefault(parameter, FilterNotes.NONE);
    String name = told.column() == null ? columnName(parameter) : told.column();
    ColumnSpec column =
        columns.stream()
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s: parameter %s is no column; decide".formatted(table, parameter)));
    Operator operator =
        told.operator() != null
            ? told.operator()
            : switch (param.type()) {
              case "range" -> Operator.RANGE;
              case "list" -> Operator.ANY_OF;
              default -> Operator.EQUAL;
            };
    boolean exact = told.exact() == null ? column.type() != ColumnType.JSON : told.exact();
    List<String> values = told.values() == null ? values(endpoint, param, column) : told.values();
    String sent = told.parameter() == null ? parameter : told.parameter();
    boolean reveals = told.reveals() != null && told.reveals();
    boolean alone = column.role() == ColumnSpec.Role.PARAMETER && column.nullable();
    boolean bracketed = parameter.indexOf('[') > 0;
    boolean closed =
        (bracketed || alone)
            && !values.isEmpty()
            && values.containsAll(apiFacts.values(endpoint.resource(), column.jsonPath()));
    FilterSpec.Terms terms = told.terms().terms(closed);
    return new FilterSpec(name, sent, operator, exact, values, reveals, terms);
  }

  /** The values that parameter and field share; {@code all} is a value of the parameter only. */
  private List<String> values(Endpoint endpoint, Param param, ColumnSpec column) {
    if (!param.type().equals("enum")) {
      return List.of();
    }
    List<String> values = new ArrayList<>(param.values());
    if (apiFacts.model(endpoint.resource()).polymorphic() == null) {
      for (Field field : apiFacts.fields(endpoint.resource())) {
        if (field.name().equals(column.jsonPath()) && field.values() != null) {
          values.retainAll(field.values());
        }
      }
    }
    return values;
  }

  private static String columnName(String parameter) {
    return parameter.replace("][", "_").replace("[", "_").replace("]", "");
  }
}
