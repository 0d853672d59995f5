package io.stripejdbc.scan.request;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.catalog.TableSpec;
import java.util.Collection;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Words of paths are no ids, and ids that cannot be words cost nothing. */
class ReservedPathsTest {
  private static final Catalog ALL = BundledCatalog.instance();

  @Test
  void theLastWordOfEveryPathIsNoId() {
    ReservedPaths reserved = new ReservedPaths(ALL);
    for (TableSpec table : ALL.tables()) {
      int end = table.path().lastIndexOf('/') + 1;
      String word = table.path().substring(end);
      assertTrue(reserved.isWord(table.path().substring(0, end) + "{id}", end, word), word);
    }
    assertTrue(reserved.isWord("/v1/invoices/{invoice}", 13, "upcoming"));
    assertTrue(reserved.isWord("/v1/charges/{charge}", 12, "search"));
    assertFalse(reserved.isWord("/v1/charges/{charge}", 12, "searching"));
  }

  @Test
  void anIdThatIsWrittenOtherwiseReadsNoTableOfTheCatalogue() {
    ReservedPaths reserved = new ReservedPaths(new UnreadableCatalog());
    assertFalse(reserved.isWord("/v1/charges/{charge}", 12, "ch_3Px1"));
    assertFalse(reserved.isWord("/v1/charges/{charge}", 12, "Search"));
  }

  /** A catalogue that nobody may read as a whole. */
  private static final class UnreadableCatalog implements Catalog {
    @Override
    public String apiVersion() {
      throw new AssertionError("read");
    }

    @Override
    public Collection<TableSpec> tables() {
      throw new AssertionError("read");
    }

    @Override
    public Optional<TableSpec> table(String name) {
      throw new AssertionError("read");
    }
  }
}
