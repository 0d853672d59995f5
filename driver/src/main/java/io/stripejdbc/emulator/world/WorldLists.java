package io.stripejdbc.emulator.world;

import io.stripejdbc.emulator.api.Endpoint;
import io.stripejdbc.emulator.api.Endpoints;
import io.stripejdbc.emulator.world.model.Seller;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of all lists of all accounts: made when first asked for, those of the simulation again
 * after each change. What was put into a list by hand stays in it.
 */
final class WorldLists {
  private static final String EVENTS = "/v1/events";

  private final Endpoints endpoints;
  private final List<Seller> everybody;
  private final EventJournal journal;
  private final LongSupplier now;
  private final Map<String, WorldRows> made = new ConcurrentHashMap<>();

  /** The lists of the simulation as they were before the first change; empty until then. */
  private final Map<String, WorldRows> initial = new ConcurrentHashMap<>();

  /** By list, what was put in by hand and, as empty, what was taken out. */
  private final Map<String, Map<String, Optional<WorldRow>>> byHand = new ConcurrentHashMap<>();

  WorldLists(Endpoints endpoints, List<Seller> everybody, EventJournal journal, LongSupplier now) {
    this.endpoints = endpoints;
    this.everybody = everybody;
    this.journal = journal;
    this.now = now;
  }

  private static String name(Seller seller, String path) {
    return seller.key() + " " + path;
  }

  WorldRows rows(Seller seller, String path, GeneratedLists generic) {
    String name = name(seller, path);
    WorldRows rows = made.get(name);
    if (rows == null) {
      // Made outside of the map, because one list may ask for another.
      WorldRows fresh = WorldRows.of(withByHand(name, make(seller, path, generic)));
      WorldRows earlier = made.putIfAbsent(name, fresh);
      rows = earlier == null ? fresh : earlier;
    }
    return rows;
  }

  /** The list as it was before the world went on, for what is made up from it. */
  WorldRows initialRows(Seller seller, String path, GeneratedLists generic) {
    WorldRows first = initial.get(name(seller, path));
    return first == null ? rows(seller, path, generic) : first;
  }

  private List<WorldRow> make(Seller seller, String path, GeneratedLists generic) {
    WorldRows before = path.equals(EVENTS) ? initial.get(name(seller, path)) : null;
    if (before != null) {
      return journal.listed(seller.key(), before.all(), now.getAsLong());
    }
    List<WorldRow> simulated = simulated(seller, path);
    return simulated != null ? simulated : generic.rows(seller, endpoint(path));
  }

  private @Nullable List<WorldRow> simulated(Seller seller, String path) {
    return new SimulatedLists(seller, everybody, now.getAsLong()).rows(path);
  }

  private Endpoint endpoint(String path) {
    return endpoints
        .at(path)
        .orElseThrow(() -> new IllegalArgumentException("No list '" + path + "'"));
  }

  /** Remembers how the simulation left its lists; done once, before the first change. */
  synchronized void keepInitial() {
    if (!initial.isEmpty()) {
      return;
    }
    for (Seller seller : everybody) {
      endpoints.all().forEach(endpoint -> keepInitial(seller, endpoint.path()));
      keepInitial(seller, BillingLists.DISCOUNTS);
    }
  }

  private void keepInitial(Seller seller, String path) {
    List<WorldRow> rows = simulated(seller, path);
    if (rows != null) {
      initial.put(name(seller, path), WorldRows.of(withByHand(name(seller, path), rows)));
    }
  }

  /** Lets the lists of the simulation be made again. */
  void forgetSimulated() {
    made.keySet().removeAll(initial.keySet());
  }

  private List<WorldRow> withByHand(String name, List<WorldRow> rows) {
    Map<String, Optional<WorldRow>> changes = byHand.get(name);
    if (changes == null) {
      return rows;
    }
    List<WorldRow> changed = new ArrayList<>();
    changes.values().forEach(row -> row.ifPresent(changed::add));
    rows.stream().filter(row -> !changes.containsKey(row.id())).forEach(changed::add);
    return changed;
  }

  /** Puts a row into a list, or takes the row of this id out when it is empty. */
  synchronized void put(Seller seller, String path, String id, Optional<WorldRow> row) {
    keepInitial(); // What is made up does not follow what is put in.
    String name = name(seller, path);
    Map<String, Optional<WorldRow>> changes = new LinkedHashMap<>();
    changes.put(id, row);
    byHand.getOrDefault(name, Map.of()).forEach(changes::putIfAbsent);
    byHand.put(name, changes);
    made.remove(name);
  }
}
