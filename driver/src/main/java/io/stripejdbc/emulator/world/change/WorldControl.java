package io.stripejdbc.emulator.world.change;

import io.stripejdbc.emulator.world.ChangeRecorder;
import io.stripejdbc.emulator.world.EventDelivery;
import io.stripejdbc.emulator.world.World;
import io.stripejdbc.emulator.world.model.Seller;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets the world go on: changes happen at its present second, and its clock moves when told to.
 * Each call is one change for those who read meanwhile.
 */
public final class WorldControl {
  private final World world;

  public WorldControl(World world) {
    this.world = world;
  }

  /** Makes a change whose events are listed at once. */
  public AppliedChange apply(WorldChange change) {
    return apply(change, EventDelivery.PROMPT);
  }

  /**
   * Makes a change.
   *
   * @throws IllegalArgumentException when the account has no such object, or not in that state
   */
  public AppliedChange apply(WorldChange change, EventDelivery delivery) {
    List<ChangeRecorder> used = new ArrayList<>(1);
    String id =
        world.changing(
            recorder -> {
              used.add(recorder);
              recorder.deliver(delivery);
              Seller seller = world.seller(change.account());
              return new ChangeExecutor(new ChangeContext(seller, recorder)).execute(change);
            });
    return new AppliedChange(id, used.get(0).eventIds());
  }

  /** Moves the clock; see {@link #advanceTo}. */
  public void advance(Duration time) {
    advanceTo(world.now().plus(time));
  }

  /**
   * Moves the clock: payouts arrive, pending transactions become available, late events are listed,
   * and events of more than 30 days ago are no longer.
   */
  public void advanceTo(Instant later) {
    world.changing(
        recorder -> {
          long before = recorder.now();
          List<MoneyChanges> accounts = new ArrayList<>();
          for (Seller seller : sellers()) {
            accounts.add(new MoneyChanges(new ChangeContext(seller, recorder)));
          }
          accounts.forEach(each -> each.arrive(later.getEpochSecond()));
          recorder.setNow(later);
          accounts.forEach(each -> each.tellAvailable(before, later.getEpochSecond()));
          return before;
        });
  }

  private List<Seller> sellers() {
    List<Seller> sellers = new ArrayList<>();
    sellers.add(world.seller(World.PLATFORM));
    world.connectedAccounts().forEach(id -> sellers.add(world.seller(id)));
    return sellers;
  }
}
