package io.stripejdbc.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The catalogue inside the jar, read as a driver reads it. */
class BundledCatalogTest {
  @Test
  void theCatalogueIsWrittenForOneVersionOfTheApi() {
    assertEquals("2026-07-29.dahlia", BundledCatalog.load().apiVersion());
  }

  @Test
  void aTableIsFoundInAnyLetterCase() {
    Catalog catalog = BundledCatalog.load();

    TableSpec charges = catalog.table("CHARGES").orElseThrow();

    assertEquals("charges", charges.name());
    assertSame(charges, catalog.table("charges").orElseThrow());
    assertTrue(catalog.table("charge").isEmpty());
    assertTrue(catalog.table("index").isEmpty());
  }

  @Test
  void allTablesComeSortedByName() {
    var names = BundledCatalog.load().tables().stream().map(TableSpec::name).toList();

    assertEquals(names.stream().sorted().toList(), names);
    assertTrue(names.size() > 130, names.size() + " tables");
  }
}
