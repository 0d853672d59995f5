package io.stripejdbc.catalog.generator;

import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.catalog.CatalogFolder;
import io.stripejdbc.catalog.TableSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes the catalogue's files and the page about them. */
public final class GenerateCatalog {
  private GenerateCatalog() {}

  /**
   * Writes all tables but those that are written by hand; a table that is gone keeps its file,
   * which a test then names.
   */
  public static void tables(ApiFacts apiFacts, Path folder) throws IOException {
    Curation curation = Curation.read();
    Map<String, TableSpec> derived =
        new CatalogDeriver(apiFacts, curation, ColumnRemarks.read()).tables();
    withThoseByHand(derived, curation.byHand().keySet(), BundledCatalog.instance());
    for (TableSpec table : derived.values()) {
      Files.writeString(folder.resolve(table.name() + ".json"), CatalogWriter.table(table));
    }
  }

  /** Writes the index of the tables that are in the folder, whoever wrote them, and their page. */
  public static void indexAndPage(String apiVersion, Path folder, Path page) throws IOException {
    List<TableSpec> tables = CatalogFolder.tables(folder);
    String index = CatalogWriter.index(apiVersion, ApiAdditions.read().versions(), tables);
    Files.writeString(folder.resolve("index.json"), index);
    Files.writeString(
        page, TablesPage.text(apiVersion, tables, BundledCatalog.instance()::changes));
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
