package io.stripejdbc.emulator;

import io.stripejdbc.emulator.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the emulator is to be.
 *
 * @param seed the same seed and clock give the same world
 * @param now the time of the world; it stands still
 * @param scale how much everybody sells: 1 for some fifty thousand objects
 * @param keys the API keys it knows
 * @param apiVersion the only {@code Stripe-Version} it takes; empty for any
 * @param latency how long each answer takes
 * @param rateLimit what it lets through
 * @param deniedPermissions what the keys may not read, like {@code charge_read}
 * @param refusedAccounts connected accounts that revoked their access
 * @param faults what goes wrong
 * @param bigTables lists of very many rows
 * @param gzip whether answers are compressed for those who take it
 */
public record EmulatorOptions(
    long seed,
    Instant now,
    double scale,
    Set<String> keys,
    String apiVersion,
    Duration latency,
    RateLimit rateLimit,
    Set<String> deniedPermissions,
    Set<String> refusedAccounts,
    List<FaultRule> faults,
    List<BigTable> bigTables,
    boolean gzip) {

  /** The key of the demo. */
  public static final String DEMO_KEY = "sk_test_demo";

  private static final long DEMO_SEED = 20_260_729;

  public EmulatorOptions {
    keys = Set.copyOf(keys);
    deniedPermissions = Set.copyOf(deniedPermissions);
    refusedAccounts = Set.copyOf(refusedAccounts);
    faults = List.copyOf(faults);
    bigTables = List.copyOf(bigTables);
  }

  /** The demo as of this moment. */
  public static EmulatorOptions demo(Instant now) {
    return new EmulatorOptions(
        DEMO_SEED,
        now,
        1,
        Set.of(DEMO_KEY),
        World.API_VERSION,
        Duration.ZERO,
        RateLimit.NONE,
        Set.of(),
        Set.of(),
        List.of(),
        List.of(),
        false);
  }

  /** The demo on a fixed day, for tests and documents: the same numbers wherever it runs. */
  public static EmulatorOptions demo() {
    return demo(Instant.parse("2026-11-01T12:00:00Z"));
  }

  public EmulatorOptions withSeed(long other) {
    return new EmulatorOptions(
        other,
        now,
        scale,
        keys,
        apiVersion,
        latency,
        rateLimit,
        deniedPermissions,
        refusedAccounts,
        faults,
        bigTables,
        gzip);
  }

  public EmulatorOptions withScale(double other) {
    return new EmulatorOptions(
        seed,
        now,
        other,
        keys,
        apiVersion,
        latency,
        rateLimit,
        deniedPermissions,
        refusedAccounts,
        faults,
        bigTables,
        gzip);
  }

  public EmulatorOptions withKeys(Set<String> other) {
    return new EmulatorOptions(
        seed,
        now,
        scale,
        other,
        apiVersion,
        latency,
        rateLimit,
        deniedPermissions,
        refusedAccounts,
        faults,
        bigTables,
        gzip);
  }

  public EmulatorOptions withApiVersion(String other) {
    return new EmulatorOptions(
        seed,
        now,
        scale,
        keys,
        other,
        latency,
        rateLimit,
        deniedPermissions,
        refusedAccounts,
        faults,
        bigTables,
        gzip);
  }

  public EmulatorOptions withLatency(Duration other) {
    return new EmulatorOptions(
        seed,
        now,
        scale,
        keys,
        apiVersion,
        other,
        rateLimit,
        deniedPermissions,
        refusedAccounts,
        faults,
        bigTables,
        gzip);
  }

  public EmulatorOptions withRateLimit(RateLimit other) {
    return new EmulatorOptions(
        seed,
        now,
        scale,
        keys,
        apiVersion,
        latency,
        other,
        deniedPermissions,
        refusedAccounts,
        faults,
        bigTables,
        gzip);
  }

  /** Permissions that the keys do not have, like {@code charge_read}. */
  public EmulatorOptions withPermissions(Set<String> denied) {
    return new EmulatorOptions(
        seed,
        now,
        scale,
        keys,
        apiVersion,
        latency,
        rateLimit,
        denied,
        refusedAccounts,
        faults,
        bigTables,
        gzip);
  }

  public EmulatorOptions withRefusedAccounts(Set<String> other) {
    return new EmulatorOptions(
        seed,
        now,
        scale,
        keys,
        apiVersion,
        latency,
        rateLimit,
        deniedPermissions,
        other,
        faults,
        bigTables,
        gzip);
  }

  public EmulatorOptions withFault(FaultRule fault) {
    List<FaultRule> more = new ArrayList<>(faults);
    more.add(fault);
    return new EmulatorOptions(
        seed,
        now,
        scale,
        keys,
        apiVersion,
        latency,
        rateLimit,
        deniedPermissions,
        refusedAccounts,
        more,
        bigTables,
        gzip);
  }

  public EmulatorOptions withBigTable(BigTable table) {
    List<BigTable> more = new ArrayList<>(bigTables);
    more.add(table);
    return new EmulatorOptions(
        seed,
        now,
        scale,
        keys,
        apiVersion,
        latency,
        rateLimit,
        deniedPermissions,
        refusedAccounts,
        faults,
        more,
        gzip);
  }

  public EmulatorOptions withGzip(boolean other) {
    return new EmulatorOptions(
        seed,
        now,
        scale,
        keys,
        apiVersion,
        latency,
        rateLimit,
        deniedPermissions,
        refusedAccounts,
        faults,
        bigTables,
        other);
  }
}
