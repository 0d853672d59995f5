package io.stripejdbc.emulator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.api.Endpoint;
import io.stripejdbc.emulator.api.Endpoints;
import io.stripejdbc.emulator.api.ObjectTypes;
import io.stripejdbc.emulator.world.model.Seller;
import io.stripejdbc.emulator.world.model.WorldClock;
import io.stripejdbc.emulator.world.object.JsonNodes;
import io.stripejdbc.emulator.world.simulation.MarketplaceSimulator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * All objects there are, by account and list. An account is {@link #PLATFORM} or {@code acct_…}; a
 * list is named by its path with the ids in braces, like {@code /v1/invoices/{invoice}/lines}.
 */
public final class World {
  /** The platform's name among the accounts. */
  public static final String PLATFORM = "platform";

  /** The version of the API whose objects these are. */
  public static final String API_VERSION = "2026-07-29.dahlia";

  private final Endpoints endpoints;
  private final ObjectTypes objectTypes;
  private final WorldClock clock;
  private final Map<String, Seller> sellers = new HashMap<>();
  private final List<Seller> everybody;
  private final Map<String, List<String>> listsOfType = new ConcurrentHashMap<>();
  private final EventJournal journal = new EventJournal();
  private final WorldLists lists;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private volatile long now;
  private final GeneratedLists generic;
  private final JsonObjectWriter writer;

  /**
   * Makes the world.
   *
   * @param scale 1 for some fifty thousand objects
   */
  public World(Endpoints endpoints, ObjectTypes objectTypes, long seed, Instant now, double scale) {
    this(endpoints, objectTypes, seed, now, scale, 0);
  }

  /**
   * Makes the world with so many connected accounts.
   *
   * @param accounts number of connected accounts, 0 for the simulation's own
   */
  public World(
      Endpoints endpoints,
      ObjectTypes objectTypes,
      long seed,
      Instant now,
      double scale,
      int accounts) {
    this.endpoints = endpoints;
    this.objectTypes = objectTypes;
    this.clock = new WorldClock(now.getEpochSecond());
    this.everybody = new MarketplaceSimulator(seed, clock.now(), scale, accounts).open();
    for (Seller seller : everybody) {
      sellers.put(seller.id, seller);
      sellers.put(seller.key(), seller);
    }
    this.now = clock.now();
    this.lists = new WorldLists(endpoints, everybody, journal, () -> this.now);
    this.generic = new GeneratedLists(seed, this, objectTypes);
    this.writer = new JsonObjectWriter(this, objectTypes);
  }

  /** The second it is, which moves only when it is told to. */
  public Instant now() {
    return Instant.ofEpochSecond(now);
  }

  /** The time at which the world was made. */
  WorldClock calendar() {
    return clock;
  }

  /** The platform's own account id. */
  public String platformId() {
    return everybody.get(0).id;
  }

  /** The account id behind this name. */
  public String ownId(String account) {
    return seller(account).id;
  }

  /** The ids of the connected accounts, oldest first. */
  public List<String> connectedAccounts() {
    return everybody.subList(1, everybody.size()).stream().map(each -> each.id).toList();
  }

  /** Whether this is an account of the world. */
  public boolean has(String account) {
    return sellers.containsKey(account);
  }

  /** The account with its books; to be changed within {@link #changing} only. */
  public Seller seller(String account) {
    Seller seller = sellers.get(account);
    if (seller == null) {
      throw new IllegalArgumentException("No account '" + account + "'");
    }
    return seller;
  }

  /** The rows of a list. */
  public WorldRows rows(String account, String path) {
    return lists.rows(seller(account), path, generic);
  }

  /** The rows of a list before the first change, so that what is made up of them stays. */
  WorldRows initialRows(String account, String path) {
    return lists.initialRows(seller(account), path, generic);
  }

  boolean lists(String path) {
    return endpoints.at(path).isPresent();
  }

  /** The type of the objects at this path, or empty. */
  public String typeOf(String path) {
    return path.equals(BillingLists.DISCOUNTS)
        ? "Discount"
        : endpoints.at(path).map(Endpoint::type).orElse("");
  }

  /** {@code /v1/invoices} for {@code /v1/invoices/{invoice}/lines}. */
  static String parentPath(String path) {
    return path.substring(0, path.indexOf("/{"));
  }

  /** The lists in which objects of this type may be found, the top-level one first. */
  List<String> listsOf(String type) {
    return listsOfType.computeIfAbsent(type, this::findLists);
  }

  private List<String> findLists(String type) {
    if (type.equals("Discount")) {
      return List.of(BillingLists.DISCOUNTS);
    }
    List<String> top = new ArrayList<>();
    List<String> nested = new ArrayList<>();
    for (Endpoint each : endpoints.all()) {
      boolean list =
          switch (each.kind()) {
            case LIST, V2LIST, OBJECT -> true;
            case SEARCH, SINGLETON -> false;
          };
      if (list && (each.type().equals(type) || oneOf(each.type(), type))) {
        (each.nested() ? nested : top).add(each.path());
      }
    }
    top.addAll(nested);
    return top;
  }

  private boolean oneOf(String listed, String type) {
    return objectTypes.get(listed).oneOf().contains(type);
  }

  /** Writes facts out in full. */
  public ObjectNode write(String account, String type, ObjectNode facts, Expansion expansion) {
    return writer.write(account, type, facts, expansion);
  }

  /** An object of a list in full, as a retrieve shows it. */
  public Optional<ObjectNode> object(String account, String path, String id) {
    return reading(
        () -> {
          WorldRows rows = rows(account, path);
          int position = rows.indexOf(id);
          return position < 0
              ? Optional.empty()
              : Optional.of(written(account, path, rows.at(position), Expansion.NONE));
        });
  }

  /** The next invoice of a subscription, none when it will not be billed again. */
  public Optional<ObjectNode> upcomingInvoice(
      String account, String subscription, Expansion expansion) {
    return seller(account).subscriptions.stream()
        .filter(each -> each.id.equals(subscription))
        .findFirst()
        .filter(UpcomingInvoice::isBilled)
        .map(each -> UpcomingInvoice.of(each, this, account))
        .map(facts -> write(account, "Invoice", facts, expansion));
  }

  ObjectNode written(String account, String path, String id) {
    return object(account, path, id).orElseGet(JsonNodes::object);
  }

  /** A row in full. */
  public ObjectNode written(String account, String path, WorldRow row, Expansion expansion) {
    return write(account, typeOf(path), row.facts().get(), expansion);
  }

  /** All objects of a list in full, newest first, also those that the API hides by default. */
  public List<ObjectNode> objects(String account, String path) {
    return reading(
        () ->
            rows(account, path).all().stream()
                .map(row -> written(account, path, row, Expansion.NONE))
                .toList());
  }

  /** Puts an object at its place in a list; one with the same id goes. */
  public void add(String account, String path, ObjectNode object) {
    add(account, path, "", object);
  }

  /** Puts an object into the list of its parent. */
  public void add(String account, String path, String parent, ObjectNode object) {
    String id = object.path("id").asText();
    ObjectNode kept = object.deepCopy();
    WorldRow row = new WorldRow(id, object.path("created").asLong(), parent, kept::deepCopy);
    put(account, path, id, Optional.of(row));
  }

  /** Takes an object out of a list. */
  public void remove(String account, String path, String id) {
    put(account, path, id, Optional.empty());
  }

  private void put(String account, String path, String id, Optional<WorldRow> row) {
    locked(
        lock.writeLock(),
        () -> {
          lists.put(seller(account), path, id, row);
          return row;
        });
  }

  /** Looks at the world while nothing changes in it. */
  public <T> T reading(Supplier<T> look) {
    return locked(lock.readLock(), look);
  }

  /**
   * Changes the simulation, all at once for those who read.
   *
   * @param change what to do, and to tell
   */
  public <T> T changing(Function<ChangeRecorder, T> change) {
    return locked(
        lock.writeLock(),
        () -> {
          lists.keepInitial();
          ChangeRecorder recorder = new ChangeRecorder(this, journal);
          try {
            T result = change.apply(recorder);
            lists.forgetSimulated();
            recorder.write();
            return result;
          } finally {
            lists.forgetSimulated();
          }
        });
  }

  private static <T> T locked(Lock lock, Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** Moves the clock; within {@link #changing}. It does not go back. */
  void setNow(Instant later) {
    if (later.getEpochSecond() < now) {
      throw new IllegalArgumentException("It is " + now() + " already, after " + later);
    }
    now = later.getEpochSecond();
  }

  /** An object as it was before the first change to it, or as it is. */
  ObjectNode original(String account, String path, String id) {
    return journal
        .original(seller(account).key(), path, id)
        .map(ObjectNode::deepCopy)
        .orElseGet(() -> written(account, path, id));
  }
}
