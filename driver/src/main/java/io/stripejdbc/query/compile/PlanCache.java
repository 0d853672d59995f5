package io.stripejdbc.query.compile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.stripejdbc.query.validate.ParameterDigits;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Keeps compiled plans of recent statements; each is used by one execution at a time. */
public final class PlanCache {
  /**
   * What makes two statements the same to the planner.
   *
   * @param zone of the session
   * @param digits of parameters whose values have more than their neighbours, by position from 0
   */
  public record Key(String sql, String schema, ZoneId zone, Map<Integer, ParameterDigits> digits) {
    public Key(String sql, String schema, ZoneId zone) {
      this(sql, schema, zone, Map.of());
    }

    public Key withDigits(Map<Integer, ParameterDigits> other) {
      return new Key(sql, schema, zone, Map.copyOf(other));
    }
  }

  private static final int MOST_PLANS = 200;

  private final Cache<Key, AtomicReference<CompiledPlan>> plans =
      Caffeine.newBuilder().maximumSize(MOST_PLANS).executor(Runnable::run).build();

  /** Takes the idle plan of a statement, or makes one. */
  public CompiledPlan borrow(Key key, Supplier<CompiledPlan> compile) {
    AtomicReference<CompiledPlan> idle = plans.getIfPresent(key);
    CompiledPlan plan = idle == null ? null : idle.getAndSet(null);
    return plan == null ? compile.get() : plan;
  }

  /** Gives a plan back for the next execution. */
  public void giveBack(Key key, CompiledPlan plan) {
    plans.get(key, k -> new AtomicReference<>()).set(plan);
  }
}
