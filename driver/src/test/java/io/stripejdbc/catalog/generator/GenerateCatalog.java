package io.stripejdbc.catalog.generator;

import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.catalog.TableSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes the catalogue's files and the page about them.
 *
 * <p>Arguments: the file of the API's lists, the file of its fields, the folder of the catalogue,
 * the page {@code docs/tables.md}.
 */
public final class GenerateCatalog {
  private GenerateCatalog() {}

  /**
   * Writes all files but those that are written by hand; a table that is gone keeps its file, which
   * a test then names.
   */
  public static void main(String[] args) throws IOException {
    Curation curation = Curation.read();
    Facts facts = Facts.read(Path.of(args[0]), Path.of(args[1])).with(curation.add());
    Path folder = Path.of(args[2]);
    Map<String, TableSpec> derived = new CatalogDeriver(facts, curation, Words.read()).tables();
    Map<String, TableSpec> tables =
        withThoseByHand(derived, curation.byHand().keySet(), BundledCatalog.instance());
    for (TableSpec table : derived.values()) {
      Files.writeString(folder.resolve(table.name() + ".json"), CatalogWriter.table(table));
    }
    Files.writeString(
        folder.resolve("index.json"),
        CatalogWriter.index(facts.apiVersion(), List.copyOf(tables.keySet())));
    Files.writeString(Path.of(args[3]), TablesPage.text(facts.apiVersion(), tables.values()));
  }

  /** All tables: those that follow from the facts, and those by hand as the catalogue has them. */
  static Map<String, TableSpec> withThoseByHand(
      Map<String, TableSpec> derived, Set<String> byHand, Catalog catalog) {
    Map<String, TableSpec> all = new TreeMap<>(derived);
    for (String name : byHand) {
      TableSpec table =
          catalog
              .table(name)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "Table '%s' is to be written by hand, and has no file".formatted(name)));
      if (all.put(name, table) != null) {
        throw new IllegalArgumentException(
            "Table '%s' follows from the facts: take it out of 'byHand' in curation.json"
                .formatted(name));
      }
    }
    return all;
  }
}
