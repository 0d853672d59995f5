package io.stripejdbc.emulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.world.model.IdGenerator;
import io.stripejdbc.emulator.world.model.SeededRandom;
import io.stripejdbc.emulator.world.model.Seller;
import io.stripejdbc.emulator.world.object.JsonNodes;
import io.stripejdbc.emulator.world.object.OldVersionWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one change of the world tells. Objects are looked at before the change ({@link #touch}), and
 * its events are written when all of it is done, so that each shows its object as it is then.
 */
public final class ChangeRecorder {
  private final World world;
  private final EventJournal journal;
  private final Map<String, ObjectNode> before = new LinkedHashMap<>();
  private final List<Told> told = new ArrayList<>();
  private final List<String> eventIds = new ArrayList<>();
  private EventDelivery delivery = EventDelivery.PROMPT;

  private record Told(
      Seller seller, String type, String path, String id, long created, boolean always) {}

  ChangeRecorder(World world, EventJournal journal) {
    this.world = world;
    this.journal = journal;
  }

  /** How the events of this change are delivered. */
  public void deliver(EventDelivery other) {
    delivery = other;
  }

  public World world() {
    return world;
  }

  /** Seconds since the epoch. */
  public long now() {
    return world.now().getEpochSecond();
  }

  /** Random numbers of this change's own. */
  public SeededRandom random(String purpose) {
    return SeededRandom.of(now(), purpose + " " + journal.next());
  }

  /** Keeps what an object is before it is changed. */
  public void touch(Seller seller, String path, String id) {
    world
        .object(seller.key(), path, id)
        .ifPresent(
            object -> {
              before.putIfAbsent(key(seller, path, id), object);
              journal.keepOriginal(seller.key(), path, id, object);
            });
  }

  private static String key(Seller seller, String path, String id) {
    return seller.key() + " " + path + " " + id;
  }

  /** Tells an event about an object, now. */
  public void tell(Seller seller, String type, String path, String id) {
    told.add(new Told(seller, type, path, id, now(), true));
  }

  /** Tells an event that belongs to an earlier second, as the arrival of a payout. */
  public void tellOf(Seller seller, String type, String path, String id, long created) {
    told.add(new Told(seller, type, path, id, created, true));
  }

  /** Tells an event if the object, which was touched, is another now. */
  public void tellIfChanged(Seller seller, String type, String path, String id) {
    told.add(new Told(seller, type, path, id, now(), false));
  }

  /** The ids of the events, once they are written. */
  public List<String> eventIds() {
    return List.copyOf(eventIds);
  }

  /** Moves the clock of the world. */
  public void setNow(Instant later) {
    world.setNow(later);
  }

  void write() {
    told.forEach(this::write);
  }

  private void write(Told each) {
    String account = each.seller.key();
    ObjectNode earlier = before.get(key(each.seller, each.path, each.id));
    Optional<ObjectNode> present =
        world
            .object(account, each.path, each.id)
            .filter(object -> !object.path("deleted").asBoolean());
    if (!each.always && present.isPresent() && present.get().equals(earlier)) {
      return;
    }
    ObjectNode gone = earlier == null ? JsonNodes.object().put("id", each.id) : earlier;
    ObjectNode object = present.orElse(gone);
    boolean updated = each.type.endsWith(".updated") && present.isPresent();
    String id = IdGenerator.longId("evt_", random("event " + each.type + " " + each.id));
    eventIds.add(id);
    journal.add(
        account,
        new WorldEvent(
            id,
            each.seller.platform ? "" : each.seller.id,
            each.type,
            each.created,
            each.created + delivery.delay().toSeconds(),
            delivery.apiVersion(),
            rendered(object),
            updated ? previous(earlier, object) : JsonNodes.object()));
  }

  private ObjectNode rendered(ObjectNode object) {
    return delivery.apiVersion().equals(World.API_VERSION)
        ? object
        : OldVersionWriter.write(object);
  }

  /** The earlier values of what is another now, as {@code data.previous_attributes} has them. */
  private static ObjectNode previous(@Nullable ObjectNode earlier, ObjectNode object) {
    ObjectNode previous = JsonNodes.object();
    if (earlier != null) {
      earlier
          .properties()
          .forEach(
              field -> {
                JsonNode now = object.get(field.getKey());
                if (!field.getValue().equals(now)) {
                  previous.set(field.getKey(), field.getValue());
                }
              });
    }
    return previous;
  }
}
