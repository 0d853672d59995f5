package io.stripejdbc.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.stripe.param.WebhookEndpointCreateParams.EnabledEvent;
import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.catalog.ChangeSpec;
import io.stripejdbc.catalog.ChangeSpec.Told;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.catalog.TableSpec.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How changes of each table are told: every table says it, with types that Stripe has. */
class EveryChangeTest {
  private static final BundledCatalog CATALOG = BundledCatalog.instance();
  private static final Pattern NAME = Pattern.compile("(?m)^  \"(\\w+)\": ");

  /** The values of stripe-java's list of types that an endpoint can listen to. */
  private static final Set<String> TYPES =
      Arrays.stream(EnabledEvent.values()).map(EnabledEvent::getValue).collect(Collectors.toSet());

  @Test
  void everyTableSaysHowItsChangesAreTold() throws IOException {
    try (InputStream in =
        BundledCatalog.class.getResourceAsStream("/io/stripejdbc/changes/tables.json")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Set<String> named = new TreeSet<>(NAME.matcher(text).results().map(m -> m.group(1)).toList());
      Set<String> missing = new TreeSet<>(CATALOG.names());
      missing.removeAll(named);
      assertEquals(Set.of(), missing, "tables without a line in changes/tables.json");
      named.removeAll(CATALOG.names());
      assertEquals(Set.of(), named, "lines of changes/tables.json without a table");
    }
  }

  @Test
  void everyTypeOfEventIsOneThatStripeSends() {
    for (TableSpec table : CATALOG.tables()) {
      Set<String> unknown = new TreeSet<>(CATALOG.changes(table.name()).events().keySet());
      unknown.removeAll(TYPES);
      assertEquals(Set.of(), unknown, table.name());
    }
  }

  /** Rows told of by events have to tell of their creation, and to be readable by their id. */
  @Test
  void whatEventsTellOfTheyTellWhollyAndByIds() {
    for (TableSpec table : CATALOG.tables()) {
      ChangeSpec changes = CATALOG.changes(table.name());
      boolean events = changes.told() == Told.EVENTS;
      assertEquals(!events, changes.events().isEmpty(), table.name());
      if (events) {
        assertEquals(Kind.LIST, table.kind(), table.name());
        assertTrue(table.retrievePath() != null, table.name());
        assertTrue(
            Set.copyOf(changes.events().keySet()).containsAll(without(table.object().eventTypes())),
            table.name() + " misses types of its own");
        // A charge comes into being as one of three.
        boolean created =
            changes.events().keySet().stream().anyMatch(type -> type.endsWith(".created"))
                || table.name().equals("charges");
        assertTrue(created, table.name());
      }
    }
  }

  /** An invoice that is to come has no id yet. */
  private static List<String> without(List<String> types) {
    return types.stream().filter(type -> !type.equals("invoice.upcoming")).toList();
  }

  @Test
  void whatSettlesNamesAColumnAndWhen() {
    for (TableSpec table : CATALOG.tables()) {
      ChangeSpec changes = CATALOG.changes(table.name());
      boolean settles = changes.told() == Told.SETTLES && table.kind() != Kind.EMBEDDED;
      if (settles) {
        assertTrue(table.column(changes.settledColumn()).isPresent(), table.name());
        assertTrue(!changes.settledValues().isEmpty(), table.name());
        assertTrue(table.newestFirst() && table.hasCreatedWindow(), table.name());
      }
    }
  }

  /** What Stripe's documents leave open is read again: these were found unsafe or partial. */
  @Test
  void whatIsNotToldWhollyIsRead() {
    for (String table :
        List.of(
            "payment_intents",
            "setup_intents",
            "checkout_sessions",
            "quotes",
            "invoice_items",
            "invoice_payments",
            "subscription_items",
            "customer_payment_methods",
            "accounts",
            "application_fees",
            "topups",
            "balance",
            "shipping_rates",
            "invoice_line_items")) {
      assertTrue(CATALOG.table(table).isPresent(), table);
      assertEquals(Told.READ, CATALOG.changes(table).told(), table);
    }
  }
}
