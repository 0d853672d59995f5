package io.stripejdbc.catalog.generator;

import io.stripejdbc.catalog.TableSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The lines of columns as the generator writes them, one at a time. */
public final class ColumnLines {
  /** Where the profile {@code generate} puts it; seen from the folder of the tests' module. */
  private static final Path SOURCES = Path.of("target", "stripe-java", "stripe-java-sources.jar");

  private final CatalogDeriver deriver;

  private ColumnLines(ApiFacts apiFacts) {
    this.deriver = new CatalogDeriver(apiFacts, Curation.read(), ColumnRemarks.read());
  }

  /**
   * From the classes, and from the sources of stripe-java where a run of the generator left them.
   */
  public static ColumnLines read() {
    try {
      return new ColumnLines(
          Files.exists(SOURCES) ? StripeJavaFacts.ofJar(SOURCES) : StripeJavaFacts.ofClasses());
    } catch (IOException e) {
      throw new UncheckedIOException(SOURCES.toString(), e);
    }
  }

  /** From the classes alone. */
  static ColumnLines ofClasses() {
    return new ColumnLines(StripeJavaFacts.ofClasses());
  }

  /** The line of the column of a field; empty where a person has to choose. */
  public Optional<String> line(TableSpec table, String path) {
    return deriver.columns(table).stream()
        .filter(column -> path.equals(column.jsonPath()))
        .findFirst()
        .map(CatalogWriter::column);
  }
}
