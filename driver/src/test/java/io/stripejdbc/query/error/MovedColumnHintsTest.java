package io.stripejdbc.query.error;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stripejdbc.catalog.BundledCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A hint is of a table that is there, and of a column that is not. */
class MovedColumnHintsTest {
  @Test
  void everyHintIsOfAColumnThatATableLacks() {
    List<String> wrong = new ArrayList<>();
    for (String name : MovedColumnHints.all().keySet()) {
      String[] parts = name.split("\\.", 2);
      boolean good =
          BundledCatalog.instance()
              .table(parts[0])
              .filter(table -> table.column(parts[1]).isEmpty())
              .isPresent();
      if (!good) {
        wrong.add(name);
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void aColumnIsLookedForInAllTablesOfTheStatement() {
    String advice = "use promotion_coupon";
    assertEquals(
        Optional.of(advice),
        MovedColumnHints.advice(List.of("charges", "stripe.promotion_codes"), "COUPON"));
    assertEquals(Optional.empty(), MovedColumnHints.advice(List.of("charges"), "coupon"));
  }
}
