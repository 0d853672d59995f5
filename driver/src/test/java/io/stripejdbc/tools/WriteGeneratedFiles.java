package io.stripejdbc.tools;

import com.stripe.Stripe;
import io.stripejdbc.catalog.generator.ApiFacts;
import io.stripejdbc.catalog.generator.GenerateCatalog;
import io.stripejdbc.catalog.generator.StripeJavaFacts;
import io.stripejdbc.emulator.tools.EmulatorData;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The command that writes every generated file: {@code mvn -Pgenerate} of docs/contributing.md.
 *
 * <p>Arguments: the project's folder; {@code everything}, or {@code tables-page} for the
 * catalogue's index and the page of the tables, from the tables' files as they are; the sources jar
 * of stripe-java.
 */
public final class WriteGeneratedFiles {
  private WriteGeneratedFiles() {}

  public static void main(String[] args) throws IOException {
    Path root = Path.of(args[0]);
    Path resources = root.resolve("driver/src/main/resources/io/stripejdbc");
    Path catalog = resources.resolve("catalog");
    if (args[1].equals("everything")) {
      ApiFacts apiFacts = StripeJavaFacts.ofJar(Path.of(args[2]));
      GenerateCatalog.tables(apiFacts, catalog);
      EmulatorData.write(apiFacts, resources.resolve("emulator"));
    } else if (!args[1].equals("tables-page")) {
      throw new IllegalArgumentException(
          "'generate' must be everything or tables-page, was '%s'".formatted(args[1]));
    }
    GenerateCatalog.indexAndPage(Stripe.API_VERSION, catalog, root.resolve("docs/tables.md"));
  }
}
