package io.stripejdbc.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.stripejdbc.cache.segment.ListKey;
import io.stripejdbc.cache.segment.Segment;
import io.stripejdbc.cache.segment.SegmentView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Segments in memory: Caffeine bounds their bytes and their age, an index finds them by their list.
 *
 * <p>Caffeine works in the caller's thread, so that the index and the bound are never behind. The
 * index is changed by its own atomic operations, in which Caffeine is never called.
 */
public final class MemorySegmentStore implements SegmentStore {
  private record Place(String account, String path) {}

  private final LongSupplier millis;
  private final Map<ListKey, List<Segment>> index = new ConcurrentHashMap<>();
  private final Map<Place, Set<ListKey>> places = new ConcurrentHashMap<>();
  private volatile long most;
  private volatile @Nullable Cache<Long, Segment> made;

  /**
   * @param bytes memory for segments
   * @param millis the time, milliseconds since the epoch
   */
  public MemorySegmentStore(long bytes, LongSupplier millis) {
    this.millis = millis;
    this.most = bytes;
  }

  /** Made when it is first asked for, not with a connection: Caffeine has a hundred classes. */
  private Cache<Long, Segment> kept() {
    Cache<Long, Segment> known = made;
    return known == null ? make() : known;
  }

  private synchronized Cache<Long, Segment> make() {
    Cache<Long, Segment> known = made;
    if (known == null) {
      known = newCache();
      made = known;
    }
    return known;
  }

  private Cache<Long, Segment> newCache() {
    return Caffeine.newBuilder()
        .maximumWeight(most)
        .weigher((Long id, Segment segment) -> weight(segment))
        .expireAfter(Expiry.<Long, Segment>writing((id, segment) -> timeLeft(segment)))
        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(millis.getAsLong()))
        .executor(Runnable::run)
        .removalListener(this::removed)
        .build();
  }

  private static int weight(Segment segment) {
    return (int) Math.min(Integer.MAX_VALUE, segment.bytes());
  }

  private Duration timeLeft(Segment segment) {
    long age = millis.getAsLong() - segment.knownAt().millis();
    return Duration.ofMillis(Math.max(0, segment.keepMillis() - age));
  }

  private void removed(@Nullable Long id, @Nullable Segment segment, RemovalCause cause) {
    if (segment != null && cause != RemovalCause.REPLACED) {
      take(segment.origin().key(), List.of(segment));
    }
  }

  private void take(ListKey key, List<Segment> gone) {
    index.computeIfPresent(
        key,
        (k, known) -> {
          List<Segment> left = new ArrayList<>(known);
          left.removeIf(s -> gone.stream().anyMatch(g -> g.id() == s.id()));
          return left.isEmpty() ? null : List.copyOf(left);
        });
    if (!index.containsKey(key)) {
      places.computeIfPresent(place(key), (p, keys) -> without(keys, key));
    }
  }

  private @Nullable Set<ListKey> without(Set<ListKey> keys, ListKey key) {
    // Somebody may have kept something new of it in between.
    if (index.containsKey(key)) {
      return keys;
    }
    Set<ListKey> left = new HashSet<>(keys);
    left.remove(key);
    return left.isEmpty() ? null : Set.copyOf(left);
  }

  private static Place place(ListKey key) {
    return new Place(key.account(), key.path());
  }

  /** Hands over all segments that are kept(). */
  public void each(Consumer<Segment> taker) {
    kept().cleanUp();
    index.values().forEach(all -> all.forEach(taker));
  }

  /** A segment that is kept, null if it is not. */
  public @Nullable Segment get(long id) {
    return kept().asMap().get(id);
  }

  @Override
  public List<Segment> segments(ListKey key) {
    return index.getOrDefault(key, List.of());
  }

  @Override
  public Collection<ListKey> lists(String account, String path) {
    return places.getOrDefault(new Place(account, path), Set.of());
  }

  @Override
  public void put(Segment segment) {
    ListKey key = segment.origin().key();
    List<Segment> replaced = new ArrayList<>();
    index.compute(
        key,
        (k, known) -> {
          List<Segment> all = new ArrayList<>();
          for (Segment other : known == null ? List.<Segment>of() : known) {
            if (segment.replaces(other)) {
              replaced.add(other);
            } else if (other.id() != segment.id()) {
              all.add(other);
            }
          }
          all.add(segment);
          return List.copyOf(all);
        });
    places.compute(
        place(key),
        (p, keys) -> {
          if (keys != null && keys.contains(key)) {
            return keys;
          }
          Set<ListKey> more = new HashSet<>(keys == null ? Set.of() : keys);
          more.add(key);
          return Set.copyOf(more);
        });
    kept().put(segment.id(), segment);
    replaced.forEach(old -> kept().invalidate(old.id()));
  }

  @Override
  public void drop(long id) {
    kept().invalidate(id);
  }

  @Override
  public void used(Segment segment) {
    segment.hit();
    Segment unused = kept().getIfPresent(segment.id());
  }

  @Override
  public void reweigh(Segment segment) {
    kept().asMap().computeIfPresent(segment.id(), (id, now) -> now);
  }

  @Override
  public synchronized void bound(long bytes) {
    most = bytes;
    Cache<Long, Segment> known = made;
    if (known != null) {
      known.policy().eviction().ifPresent(eviction -> eviction.setMaximum(bytes));
    }
  }

  @Override
  public long most() {
    return most;
  }

  @Override
  public long bytes() {
    kept().cleanUp();
    return kept().policy().eviction().stream()
        .mapToLong(eviction -> eviction.weightedSize().orElse(0))
        .sum();
  }

  @Override
  public List<SegmentView> list() {
    kept().cleanUp();
    long now = millis.getAsLong();
    return index.values().stream()
        .flatMap(List::stream)
        .map(segment -> segment.view(now, SegmentView.Location.MEMORY))
        .sorted(Comparator.comparingLong((SegmentView s) -> s.age().readAtMillis()).reversed())
        .toList();
  }

  @Override
  public void clear() {
    kept().invalidateAll();
  }
}
