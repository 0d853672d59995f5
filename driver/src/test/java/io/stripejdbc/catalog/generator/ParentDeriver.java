package io.stripejdbc.catalog.generator;

import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.catalog.ParentSpec;
import io.stripejdbc.catalog.ParentSpec.Via;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.catalog.generator.ApiFacts.Endpoint;
import io.stripejdbc.catalog.generator.Curation.ParentNotes;
import java.util.List;

/** What the rows of a table belong to: told by the path, or by a person. */
final class ParentDeriver {
  private final ApiFacts apiFacts;

  ParentDeriver(ApiFacts apiFacts) {
    this.apiFacts = apiFacts;
  }

  /** The parent of a nested path, or the one that the curation names; null for none. */
  ParentSpec of(Endpoint endpoint, ParentNotes notes) {
    if (!endpoint.pathParams().isEmpty()) {
      String parameter = endpoint.pathParams().get(endpoint.pathParams().size() - 1);
      String table = TableNames.parentTable(endpoint.path());
      ParentNotes given =
          notes == null ? new ParentNotes(null, null, null, null, null, null, null, null) : notes;
      boolean listed =
          apiFacts.endpoints().stream()
              .anyMatch(
                  e -> !e.kind().equals("object") && TableNames.table(e.path()).equals(table));
      return new ParentSpec(
          listed ? table : null,
          "id",
          given.column() == null ? ownField(endpoint, parameter, table) : given.column(),
          Via.PATH,
          parameter,
          given.embedded(),
          given.expand(),
          given.childless());
    }
    return notes == null ? null : spec(notes, Via.PARAMETER);
  }

  /** The row's own field for its parent, else the parent's singular name. */
  private String ownField(Endpoint endpoint, String parameter, String table) {
    String parent = endpoint.path().substring(0, endpoint.path().indexOf("/{"));
    String singular = TableNames.singular(parent.substring(parent.lastIndexOf('/') + 1));
    List<String> names = List.of(singular, parameter.equals("id") ? singular : parameter);
    for (ApiFacts.Field field : apiFacts.fields(endpoint.resource())) {
      if (names.contains(field.name())) {
        return field.name();
      }
    }
    return TableNames.singular(table);
  }

  static ParentSpec spec(ParentNotes notes, Via via) {
    Via how = notes.via() == null ? via : notes.via();
    return new ParentSpec(
        notes.table(),
        notes.parentColumn() == null ? "id" : notes.parentColumn(),
        notes.column() == null ? notes.parameter() : notes.column(),
        how,
        notes.parameter(),
        notes.embedded(),
        notes.expand(),
        notes.childless());
  }

  /** The path of a table that is a list or single object, or is written by hand. */
  String path(String table) {
    return apiFacts.endpoints().stream()
        .map(Endpoint::path)
        .filter(path -> TableNames.table(path).equals(table))
        .findFirst()
        .or(() -> BundledCatalog.instance().table(table).map(TableSpec::path))
        .orElseThrow();
  }
}
