package io.stripejdbc.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The catalogue's files in the sources, whether the index names them or not. */
public final class CatalogFolder {
  private static final String JSON = ".json";

  private CatalogFolder() {}

  /** The tables that have a file, sorted. */
  public static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(JSON) && !name.equals("index.json"))
          .map(name -> name.substring(0, name.length() - JSON.length()))
          .sorted()
          .toList();
    }
  }

  /** The tables of all files. */
  public static List<TableSpec> tables(Path folder) throws IOException {
    List<TableSpec> tables = new ArrayList<>();
    for (String name : names(folder)) {
      try (InputStream in = Files.newInputStream(folder.resolve(name + JSON))) {
        tables.add(TableSpecReader.read(name + JSON, in));
      }
    }
    return tables;
  }
}
