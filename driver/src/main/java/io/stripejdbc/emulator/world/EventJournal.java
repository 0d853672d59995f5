package io.stripejdbc.emulator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.world.model.WorldClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The events of all accounts that changes told since the world was made, and how objects were
 * before their first change. Guarded by the lock of the world.
 */
final class EventJournal {
  /** How long Stripe lists events. */
  private static final long KEPT_SECONDS = 30 * WorldClock.DAY;

  private final Map<String, List<WorldEvent>> events = new HashMap<>();
  private long numbers;
  private final Map<String, ObjectNode> originals = new HashMap<>();

  void add(String account, WorldEvent event) {
    events.computeIfAbsent(account, any -> new ArrayList<>()).add(event);
  }

  /** Keeps what an object was before its first change; later calls change nothing. */
  void keepOriginal(String account, String path, String id, ObjectNode object) {
    originals.putIfAbsent(key(account, path, id), object);
  }

  /** Another number each time. */
  long next() {
    return ++numbers;
  }

  /** What the object was before its first change, when it was changed. */
  Optional<ObjectNode> original(String account, String path, String id) {
    return Optional.ofNullable(originals.get(key(account, path, id)));
  }

  private static String key(String account, String path, String id) {
    return account + " " + path + " " + id;
  }

  /**
   * What Stripe would list now: what happened before the world went on, and what was told since.
   */
  List<WorldRow> listed(String account, List<WorldRow> before, long now) {
    List<WorldRow> rows = new ArrayList<>();
    before.stream().filter(row -> isKept(row.created(), now)).forEach(rows::add);
    for (WorldEvent each : events.getOrDefault(account, List.of())) {
      if (each.listed() <= now && isKept(each.created(), now)) {
        rows.add(each.row());
      }
    }
    return rows;
  }

  private static boolean isKept(long created, long now) {
    return created > now - KEPT_SECONDS;
  }
}
