package io.stripejdbc.catalog.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.catalog.TableSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The files that are generated, and those that are not. */
class GenerateCatalogTest {
  private static final BundledCatalog CATALOG = BundledCatalog.instance();
  private static final Map<String, TableSpec> CHARGES =
      Map.of("charges", CATALOG.table("charges").orElseThrow());

  @Test
  void tablesByHandStayInTheCatalogueWhenItIsWrittenAnew() {
    Set<String> byHand = Curation.read().byHand().keySet();
    assertEquals(Set.of("invoice_previews", "subscription_item_discounts"), byHand);
    assertEquals(
        List.of("charges", "invoice_previews", "subscription_item_discounts"),
        List.copyOf(GenerateCatalog.withThoseByHand(CHARGES, byHand, CATALOG).keySet()));
  }

  @Test
  void aTableByHandThatHasNoFileIsNamed() {
    assertRefused(Set.of("moon_landings"), "'moon_landings' is to be written by hand");
  }

  @Test
  void aTableByHandThatFollowsFromTheFactsIsNamed() {
    assertRefused(Set.of("charges"), "'charges' follows from the facts");
  }

  private static void assertRefused(Set<String> byHand, String text) {
    Exception refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> GenerateCatalog.withThoseByHand(CHARGES, byHand, CATALOG));
    assertTrue(refused.getMessage().contains(text), refused.getMessage());
  }

  /** So that a change by hand and the next run of the generator differ in what they mean alone. */
  @Test
  void everyFileIsWrittenAsTheGeneratorWritesIt() throws IOException {
    List<String> others = new ArrayList<>();
    for (TableSpec table : CATALOG.tables()) {
      if (!text(table.name()).equals(CatalogWriter.table(table))) {
        others.add(table.name());
      }
    }
    assertEquals(List.of(), others);
    List<TableSpec> all = List.copyOf(CATALOG.at(last(CATALOG.versions())).tables());
    List<String> later = CATALOG.versions().subList(1, CATALOG.versions().size());
    assertEquals(CatalogWriter.index(CATALOG.apiVersion(), later, all), text("index"));
  }

  private static String last(List<String> versions) {
    return versions.get(versions.size() - 1);
  }

  private static String text(String name) throws IOException {
    try (InputStream in = BundledCatalog.class.getResourceAsStream(name + ".json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The four lists of subscriptions and quotes under a parent hide the same rows as those two. */
  @Test
  void whatRevealsHiddenRowsInAListRevealsThemUnderAParentToo() {
    for (TableSpec table : CATALOG.tables()) {
      if (table.path().equals("/v1/subscriptions") || table.path().equals("/v1/quotes")) {
        table.filters().stream()
            .filter(filter -> filter.column().startsWith("customer"))
            .forEach(filter -> assertTrue(filter.reveals(), table.name() + " " + filter));
      }
    }
  }
}
