package io.stripejdbc.emulator.world.change;

import io.stripejdbc.emulator.world.ChangeRecorder;
import io.stripejdbc.emulator.world.World;
import io.stripejdbc.emulator.world.model.Buyer;
import io.stripejdbc.emulator.world.model.SeededRandom;
import io.stripejdbc.emulator.world.model.Seller;
import io.stripejdbc.emulator.world.model.WorldClock;
import java.util.List;
import java.util.function.Predicate;

/**
 * The account that a change happens to, the time, and where to tell events.
 *
 * @param seller the account
 * @param recorder where objects are looked at before, and events told
 */
record ChangeContext(Seller seller, ChangeRecorder recorder) {
  long now() {
    return recorder.now();
  }

  WorldClock clock() {
    return new WorldClock(now());
  }

  Seller platform() {
    return recorder.world().seller(World.PLATFORM);
  }

  ChangeContext at(Seller other) {
    return new ChangeContext(other, recorder);
  }

  SeededRandom random(String purpose) {
    return recorder.random(purpose);
  }

  void touch(String path, String id) {
    recorder.touch(seller, path, id);
  }

  void tell(String type, String path, String id) {
    recorder.tell(seller, type, path, id);
  }

  void tellIfChanged(String type, String path, String id) {
    recorder.tellIfChanged(seller, type, path, id);
  }

  Buyer buyer(String id) {
    return one(seller.buyers, buyer -> buyer.id().equals(id) && !buyer.deleted(), "customer", id);
  }

  /** The one that fits, or a failure that names what was looked for. */
  static <T> T one(List<T> all, Predicate<T> wanted, String what, String id) {
    return all.stream()
        .filter(wanted)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No such " + what + ": '" + id + "'"));
  }
}
