package io.stripejdbc.emulator.world.model;

import java.util.List;

/** Random numbers, the same for the same seed on every machine (splitmix64). */
public final class SeededRandom {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;
  private long state;

  public SeededRandom(long seed) {
    this.state = seed;
  }

  /** Random numbers of their own for this purpose: more throws elsewhere do not change them. */
  public static SeededRandom of(long seed, String purpose) {
    long hash = seed;
    for (int i = 0; i < purpose.length(); i++) {
      hash = mix(hash * 31 + purpose.charAt(i) + GAMMA);
    }
    return new SeededRandom(hash);
  }

  public long next() {
    state += GAMMA;
    return mix(state);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** From 0 to {@code bound - 1}. */
  public int below(int bound) {
    return (int) ((next() >>> 33) % bound);
  }

  /** From {@code low} to {@code high}, both included. */
  public long between(long low, long high) {
    return low + (next() >>> 1) % (high - low + 1);
  }

  /** True in {@code percent} of 100 throws. */
  public boolean percent(int percent) {
    return below(100) < percent;
  }

  public <T> T pick(List<T> choices) {
    return choices.get(below(choices.size()));
  }
}
