package io.stripejdbc.emulator.server;

import io.stripejdbc.emulator.read.BigTable;
import io.stripejdbc.emulator.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the emulator is to be.
 *
 * @param world what there is
 * @param access who may read it
 * @param transport how answers come
 * @param faults what goes wrong
 * @param bigTables lists of very many rows
 */
public record EmulatorOptions(
    WorldOptions world,
    AccessOptions access,
    TransportOptions transport,
    List<FaultRule> faults,
    List<BigTable> bigTables) {

  /** The key of the demo. */
  public static final String DEMO_KEY = "sk_test_demo";

  private static final long DEMO_SEED = 20_260_729;

  public EmulatorOptions {
    faults = List.copyOf(faults);
    bigTables = List.copyOf(bigTables);
  }

  /**
   * What there is.
   *
   * @param seed the same seed and clock give the same world
   * @param now the time of the world; it stands still without {@code activity}
   * @param scale how much everybody sells: 1 for some fifty thousand objects
   * @param accounts number of connected accounts: fewer than the simulation has, or more, which
   *     sell nothing; 0 for the simulation's own
   * @param activity what happens by itself
   */
  public record WorldOptions(
      long seed, Instant now, double scale, int accounts, WorldActivity activity) {}

  /**
   * Who may read it.
   *
   * @param keys the API keys it knows
   * @param apiVersion the only {@code Stripe-Version} it takes; empty for any
   * @param deniedPermissions what the keys may not read, like {@code charge_read}
   * @param refusedAccounts connected accounts that revoked their access
   */
  public record AccessOptions(
      Set<String> keys,
      String apiVersion,
      Set<String> deniedPermissions,
      Set<String> refusedAccounts) {
    public AccessOptions {
      keys = Set.copyOf(keys);
      deniedPermissions = Set.copyOf(deniedPermissions);
      refusedAccounts = Set.copyOf(refusedAccounts);
    }
  }

  /**
   * How answers come.
   *
   * @param latency how long each takes
   * @param rateLimit how many are given
   * @param gzip whether they are compressed for those who take it
   */
  public record TransportOptions(Duration latency, RateLimit rateLimit, boolean gzip) {}

  /** The demo as of this moment: times move with it, numbers and amounts of sales do not. */
  public static EmulatorOptions demo(Instant now) {
    return new Draft(now).done();
  }

  /** The demo on a fixed day, for tests and documents: the same wherever it runs. */
  public static EmulatorOptions demo() {
    return demo(Instant.parse("2026-11-01T12:00:00Z"));
  }

  public EmulatorOptions withSeed(long other) {
    return with(draft -> draft.seed = other);
  }

  public EmulatorOptions withScale(double other) {
    return with(draft -> draft.scale = other);
  }

  public EmulatorOptions withKeys(Set<String> other) {
    return with(draft -> draft.keys = other);
  }

  public EmulatorOptions withApiVersion(String other) {
    return with(draft -> draft.apiVersion = other);
  }

  public EmulatorOptions withLatency(Duration other) {
    return with(draft -> draft.latency = other);
  }

  public EmulatorOptions withRateLimit(RateLimit other) {
    return with(draft -> draft.rateLimit = other);
  }

  /** Permissions that the keys do not have, like {@code charge_read}. */
  public EmulatorOptions withPermissions(Set<String> denied) {
    return with(draft -> draft.deniedPermissions = denied);
  }

  public EmulatorOptions withRefusedAccounts(Set<String> other) {
    return with(draft -> draft.refusedAccounts = other);
  }

  /** One fault more. */
  public EmulatorOptions withFault(FaultRule fault) {
    return with(draft -> draft.faults.add(fault));
  }

  /** One big table more. */
  public EmulatorOptions withBigTable(BigTable table) {
    return with(draft -> draft.bigTables.add(table));
  }

  /** A world that goes on by itself. */
  public EmulatorOptions withActivity(WorldActivity other) {
    return with(draft -> draft.activity = other);
  }

  public EmulatorOptions withGzip(boolean other) {
    return with(draft -> draft.gzip = other);
  }

  /** So many connected accounts. */
  public EmulatorOptions withAccounts(int other) {
    return with(draft -> draft.accounts = other);
  }

  private EmulatorOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.done();
  }

  /** Options while they are changed; at first those of the demo. */
  private static final class Draft {
    private final Instant now;
    private long seed = DEMO_SEED;
    private double scale = 1;
    private int accounts;
    private WorldActivity activity = WorldActivity.NONE;
    private Set<String> keys = Set.of(DEMO_KEY);
    private String apiVersion = World.API_VERSION;
    private Duration latency = Duration.ZERO;
    private RateLimit rateLimit = RateLimit.NONE;
    private Set<String> deniedPermissions = Set.of();
    private Set<String> refusedAccounts = Set.of();
    private final List<FaultRule> faults = new ArrayList<>();
    private final List<BigTable> bigTables = new ArrayList<>();
    private boolean gzip;

    Draft(Instant now) {
      this.now = now;
    }

    Draft(EmulatorOptions from) {
      now = from.world.now();
      seed = from.world.seed();
      scale = from.world.scale();
      accounts = from.world.accounts();
      activity = from.world.activity();
      keys = from.access.keys();
      apiVersion = from.access.apiVersion();
      deniedPermissions = from.access.deniedPermissions();
      refusedAccounts = from.access.refusedAccounts();
      latency = from.transport.latency();
      rateLimit = from.transport.rateLimit();
      gzip = from.transport.gzip();
      faults.addAll(from.faults);
      bigTables.addAll(from.bigTables);
    }

    EmulatorOptions done() {
      return new EmulatorOptions(
          new WorldOptions(seed, now, scale, accounts, activity),
          new AccessOptions(keys, apiVersion, deniedPermissions, refusedAccounts),
          new TransportOptions(latency, rateLimit, gzip),
          faults,
          bigTables);
    }
  }
}
