package io.stripejdbc.catalog.generator;

import io.stripejdbc.catalog.TableSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes the catalogue's files and the page about them.
 *
 * <p>Arguments: the file of the API's lists, the file of its fields, the folder of the catalogue,
 * the page {@code docs/tables.md}.
 */
public final class GenerateCatalog {
  private GenerateCatalog() {}

  /** Writes all files; a table that is gone keeps its file, which a test then names. */
  public static void main(String[] args) throws IOException {
    Curation curation = Curation.read();
    Facts facts = Facts.read(Path.of(args[0]), Path.of(args[1])).with(curation.add());
    Path folder = Path.of(args[2]);
    Map<String, TableSpec> tables = new CatalogDeriver(facts, curation, Words.read()).tables();
    for (TableSpec table : tables.values()) {
      Files.writeString(folder.resolve(table.name() + ".json"), CatalogWriter.table(table));
    }
    Files.writeString(
        folder.resolve("index.json"),
        CatalogWriter.index(facts.apiVersion(), List.copyOf(tables.keySet())));
    Files.writeString(Path.of(args[3]), TablesPage.text(facts.apiVersion(), tables.values()));
  }
}
