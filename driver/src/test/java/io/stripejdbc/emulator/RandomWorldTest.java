package io.stripejdbc.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.api.Endpoints;
import io.stripejdbc.emulator.api.ObjectTypes;
import io.stripejdbc.emulator.world.World;
import io.stripejdbc.emulator.world.change.AppliedChange;
import io.stripejdbc.emulator.world.change.RandomChanges;
import io.stripejdbc.emulator.world.change.WorldChange;
import io.stripejdbc.emulator.world.change.WorldControl;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever happens, books agree, and rows that are told by events change with an event only. */
class RandomWorldTest {
  private static final long SEED = 20_261_130;
  private static final int STEPS = 240;

  /** The lists whose changes events tell, by the table that reads them. */
  private static final Map<String, String> TOLD =
      Map.ofEntries(
          Map.entry("charges", "/v1/charges"),
          Map.entry("coupons", "/v1/coupons"),
          Map.entry("credit_notes", "/v1/credit_notes"),
          Map.entry("customers", "/v1/customers"),
          Map.entry("disputes", "/v1/disputes"),
          Map.entry("invoices", "/v1/invoices"),
          Map.entry("payouts", "/v1/payouts"),
          Map.entry("plans", "/v1/plans"),
          Map.entry("prices", "/v1/prices"),
          Map.entry("products", "/v1/products"),
          Map.entry("refunds", "/v1/refunds"),
          Map.entry("subscriptions", "/v1/subscriptions"),
          Map.entry("transfers", "/v1/transfers"),
          Map.entry("payment_links", "/v1/payment_links"),
          Map.entry("issuing_cards", "/v1/issuing/cards"),
          Map.entry("subscription_schedules", "/v1/subscription_schedules"));

  private final World world =
      new World(
          Endpoints.load(),
          ObjectTypes.load(),
          SEED,
          Instant.parse("2026-11-01T12:00:00Z"),
          0.02,
          4);
  private final WorldControl control = new WorldControl(world);
  private final Map<String, Map<String, ObjectNode>> known = new HashMap<>();
  private final JsonNode changes = changes();

  private static JsonNode changes() {
    try (InputStream file =
        RandomWorldTest.class.getResourceAsStream("/io/stripejdbc/changes/tables.json")) {
      return new ObjectMapper().readTree(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> accounts() {
    List<String> accounts = new ArrayList<>(world.connectedAccounts());
    accounts.add(World.PLATFORM);
    return accounts;
  }

  private Map<String, ObjectNode> rows(String account, String path) {
    Map<String, ObjectNode> rows = new HashMap<>();
    world.objects(account, path).forEach(each -> rows.put(each.get("id").asText(), each));
    return rows;
  }

  @Test
  void everyChangeOfAToldRowHasAnEvent() {
    RandomChanges random = new RandomChanges(world, SEED);
    checkAndRemember("before", Map.of());
    Set<Class<?>> kinds = new HashSet<>();
    for (int step = 0; step < STEPS; step++) {
      control.advance(Duration.ofSeconds(step % 50 == 49 ? 86_400 : step % 7));
      WorldChange change = random.next();
      kinds.add(change.getClass());
      AppliedChange applied = control.apply(change);
      if (step % 8 == 7) {
        checkAndRemember("step " + step + " " + change, applied);
      }
      if (step % 40 == 39) {
        accounts().forEach(each -> WorldChecks.check(world, each));
      }
    }
    assertTrue(kinds.size() > 22, kinds.toString());
  }

  private void checkAndRemember(String step, Object applied) {
    for (String account : accounts()) {
      Map<String, ObjectNode> events = rows(account, "/v1/events");
      TOLD.forEach((table, path) -> compare(step, account, table, path, events, applied));
    }
  }

  private void compare(
      String step,
      String account,
      String table,
      String path,
      Map<String, ObjectNode> events,
      Object applied) {
    Map<String, ObjectNode> now = rows(account, path);
    Map<String, ObjectNode> before = known.put(account + " " + path, now);
    if (before == null) {
      return;
    }
    Set<String> changed = new HashSet<>(before.keySet());
    changed.addAll(now.keySet());
    changed.removeIf(id -> now.containsKey(id) && now.get(id).equals(before.get(id)));
    if (!changed.isEmpty()) {
      Set<String> told = told(table, events.values());
      changed.removeAll(told);
      assertEquals(
          Set.of(), changed, () -> "seed " + SEED + ", " + step + ", " + table + ", " + applied);
    }
  }

  /** The ids of which the events of the last minute speak, where the catalogue says they stand. */
  private Set<String> told(String table, Iterable<ObjectNode> events) {
    Set<String> ids = new HashSet<>();
    long since = world.now().getEpochSecond() - 90_000;
    for (ObjectNode event : events) {
      if (event.get("created").asLong() >= since) {
        for (JsonNode source : changes.at("/" + table + "/events")) {
          boolean named = false;
          for (JsonNode type : source.get("types")) {
            named |= type.asText().equals(event.get("type").asText());
          }
          if (named) {
            ids.add(event.at("/data/object/" + source.get("id").asText()).asText());
          }
        }
      }
    }
    return ids;
  }

  @Test
  void theSameSeedGivesTheSameWorld() {
    World twin =
        new World(
            Endpoints.load(),
            ObjectTypes.load(),
            SEED,
            Instant.parse("2026-11-01T12:00:00Z"),
            0.02,
            4);
    WorldControl other = new WorldControl(twin);
    RandomChanges one = new RandomChanges(world, 1);
    RandomChanges two = new RandomChanges(twin, 1);
    for (int step = 0; step < 40; step++) {
      control.advance(Duration.ofSeconds(step));
      other.advance(Duration.ofSeconds(step));
      assertEquals(control.apply(one.next()), other.apply(two.next()));
    }
    for (String path : List.of("/v1/charges", "/v1/events", "/v1/balance_transactions")) {
      assertEquals(world.objects(World.PLATFORM, path), twin.objects(World.PLATFORM, path), path);
    }
  }

  @Test
  void whatIsMadeUpStaysAsItIs() {
    List<ObjectNode> before = world.objects(World.PLATFORM, "/v1/setup_intents");
    RandomChanges random = new RandomChanges(world, SEED);
    for (int step = 0; step < 40; step++) {
      control.advance(Duration.ofHours(1));
      control.apply(random.next());
    }
    assertEquals(before, world.objects(World.PLATFORM, "/v1/setup_intents"));
  }
}
