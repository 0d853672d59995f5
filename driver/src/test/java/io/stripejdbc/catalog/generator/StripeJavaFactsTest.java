package io.stripejdbc.catalog.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.catalog.generator.ApiFacts.Endpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is read from stripe-java is what the catalogue says; without the sources jar. */
class StripeJavaFactsTest {
  private static final BundledCatalog CATALOG = BundledCatalog.instance();

  /** Javadoc alone tells values, and that a text has few of them. */
  @Test
  void everyColumnThatFollowsFromAFieldHasTheTypeOfItsField() {
    CatalogDeriver deriver =
        new CatalogDeriver(StripeJavaFacts.ofClasses(), Curation.read(), ColumnRemarks.read());
    List<String> others = new ArrayList<>();
    for (TableSpec table : CATALOG.tables()) {
      for (ColumnSpec derived : deriver.columns(table)) {
        find(table, derived)
            .filter(column -> column.type() != derived.type())
            .ifPresent(column -> others.add(table.name() + "." + column.name()));
      }
    }
    assertEquals(List.of(), others);
  }

  private static Optional<ColumnSpec> find(TableSpec table, ColumnSpec derived) {
    return table.columns().stream().filter(c -> c.name().equals(derived.name())).findFirst();
  }

  @Test
  void aLineToAddIsTheLineOfTheFile() {
    ColumnLines lines = ColumnLines.ofClasses();
    for (String name : List.of("amount", "created", "customer", "livemode", "outcome.risk_score")) {
      TableSpec charges = CATALOG.table("charges").orElseThrow();
      ColumnSpec column =
          charges.columns().stream()
              .filter(c -> name.equals(c.jsonPath()))
              .findFirst()
              .orElseThrow();
      assertEquals(Optional.of(CatalogWriter.column(column)), lines.line(charges, name));
    }
  }

  @Test
  void everyListAndObjectOfAServiceIsATable() {
    Set<String> paths = new TreeSet<>();
    CATALOG.tables().forEach(table -> paths.add(table.path().replaceAll("\\{[a-z_]+}", "{}")));
    CATALOG.tables().forEach(table -> paths.add(String.valueOf(table.searchPath())));
    List<String> later = ApiAdditions.read().endpoints().stream().map(Endpoint::path).toList();
    for (Endpoint endpoint : StripeJavaFacts.ofClasses().endpoints()) {
      if (later.contains(endpoint.path())) {
        continue;
      }
      assertTrue(paths.contains(endpoint.path()) || endpoint.computed(), endpoint.path());
    }
  }

  @Test
  void javadocTellsValuesMomentsAndTheNamesOfIds() throws IOException {
    JavadocReader read =
        JavadocReader.ofText(
            "com/stripe/model/Berth.java",
            """
            package com.stripe.model;
            class Berth {
              /** How it is moored. One of {@code bow}, or
               * {@code stern}. If {@code bow}, then so. */
              @SerializedName("mooring") String mooring;
              static class Tide {
                /** Equal to {@code tide}. */
                @SerializedName(value = "object") String object;
                void list(String berth) {
                  call(String.format("/v1/berths/%s/tides", ApiResource.urlEncodeId(berthId)));
                }
              }
            }
            """);
    assertEquals(
        List.of("bow", "stern"),
        ApiModelReader.choices(read.comment("com.stripe.model.Berth", "mooring")));
    assertEquals(
        List.of("tide"),
        ApiModelReader.choices(read.comment("com.stripe.model.Berth.Tide", "object")));
    assertEquals("/v1/berths/{berth_id}/tides", read.path("/v1/berths/{}/tides"));
    assertEquals("/v1/others/{}", read.path("/v1/others/{}"));
    assertEquals("", read.comment("com.stripe.model.Berth", "tide"));
  }

  @Test
  void wordsTellMoneyAndMoments() {
    assertTrue(FieldWords.isMoney("amount_due", ""));
    assertTrue(FieldWords.isMoney("value", "In the smallest currency unit."));
    assertEquals(false, FieldWords.isMoney("amount_percent", ""));
    assertTrue(FieldWords.isMoment("due_date", ""));
    assertTrue(FieldWords.isMoment("opened", "Measured in seconds since the Unix epoch."));
    assertEquals(false, FieldWords.isMoment("divide_by", ""));
  }
}
