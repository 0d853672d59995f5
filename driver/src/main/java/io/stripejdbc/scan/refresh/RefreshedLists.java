package io.stripejdbc.scan.refresh;

import io.stripejdbc.cache.CacheManager;
import io.stripejdbc.cache.CachedRows;
import io.stripejdbc.cache.SeenEvents;
import io.stripejdbc.cache.refresh.ObjectChange;
import io.stripejdbc.cache.refresh.RefreshPlanner;
import io.stripejdbc.cache.refresh.RefreshState;
import io.stripejdbc.cache.refresh.RowCounts;
import io.stripejdbc.cache.segment.CacheQuery;
import io.stripejdbc.cache.segment.ListKey;
import io.stripejdbc.cache.segment.Segment;
import io.stripejdbc.cache.segment.SegmentChunk;
import io.stripejdbc.cache.segment.StoredSegment;
import io.stripejdbc.cache.segment.TimeRange;
import io.stripejdbc.cache.segment.TimeRangeSet;
import io.stripejdbc.catalog.ChangeSpec;
import io.stripejdbc.catalog.ChangeSpec.Told;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.scan.request.RequestStep;
import io.stripejdbc.scan.request.RequestTarget;
import io.stripejdbc.scan.request.RequestTemplate;
import io.stripejdbc.scan.request.ResidualFilter;
import io.stripejdbc.scan.request.RowLayout;
import io.stripejdbc.scan.task.CacheReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The cached lists of one answer that are past their time to live: which of their rows may have
 * changed.
 */
final class RefreshedLists {
  /**
   * The segments of one list.
   *
   * @param last the one that says what is newest, null where nobody wants to know
   */
  record OfList(
      ListKey key, List<Segment> segments, @Nullable Segment last, ResidualFilter conditions) {
    /** Whether an object belongs to the list. */
    boolean has(@Nullable Object[] row) {
      return conditions.test(row);
    }
  }

  private final TableSpec table;
  private final ChangeSpec changes;
  private final RequestTarget target;
  private final CacheQuery query;
  private final @Nullable String id;
  private final RowLayout layout;
  private final Map<ListKey, List<Segment>> segments = new LinkedHashMap<>();
  private final Map<ListKey, ListConditions> conditions = new HashMap<>();
  private final Set<String> dropped = new HashSet<>();

  /**
   * @param id the one object that is asked for, null for lists
   */
  RefreshedLists(
      TableSpec table,
      ChangeSpec changes,
      RequestTarget target,
      CacheQuery query,
      @Nullable String id,
      List<List<Segment>> stale) {
    this.table = table;
    this.changes = changes;
    this.target = target;
    this.query = query;
    this.id = id;
    Set<Segment> all = new LinkedHashSet<>();
    stale.forEach(some -> some.stream().filter(RefreshedLists::isPlain).forEach(all::add));
    Set<String> columns = new LinkedHashSet<>(List.of(changes.settledColumn()));
    for (Segment segment : all) {
      ListKey key = segment.origin().key();
      segments.computeIfAbsent(key, any -> new ArrayList<>()).add(segment);
      ListConditions its =
          conditions.computeIfAbsent(
              key,
              any ->
                  id == null ? ListConditions.of(table, key) : new ListConditions(Map.of(), true));
      columns.addAll(its.values().keySet());
    }
    this.layout = RowLayout.of(table, List.of(), columns);
  }

  /** What was expanded in an object changes with another object's events. */
  private static boolean isPlain(Segment segment) {
    return segment.origin().key().parameters().stream().noneMatch(ListKey::shapesObjects);
  }

  RequestTarget target() {
    return target;
  }

  RowLayout layout() {
    return layout;
  }

  boolean isEmpty() {
    return segments.isEmpty();
  }

  /** Whether it can be said which objects belong to the lists, whatever becomes of them. */
  boolean areTold() {
    boolean known = conditions.values().stream().allMatch(ListConditions::known);
    return switch (changes.told()) {
      case EVENTS -> known;
      case SETTLES ->
          known
              && conditions.values().stream()
                  .noneMatch(one -> one.values().containsKey(changes.settledColumn()))
              && segments.values().stream().allMatch(some -> rows(some) > 0 || id == null);
      case IMMUTABLE ->
          known && (id == null || segments.values().stream().allMatch(s -> rows(s) > 0));
      case READ -> false;
    };
  }

  private static long rows(List<Segment> some) {
    return some.stream().mapToLong(Segment::size).sum();
  }

  /** Pages that reading them again would take. */
  long pages() {
    return segments.values().stream().mapToLong(some -> RowCounts.pages(rows(some))).sum();
  }

  /** The second in which the first of them was read or told of. */
  long oldestSecond() {
    return segments.values().stream()
        .flatMap(List::stream)
        .mapToLong(segment -> StaleTables.second(query, segment))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** What events tell of the table's objects; null where any of them may have changed. */
  @Nullable Map<String, ObjectChange> changes(AccountEvents.Reading reading, SeenEvents seen) {
    Map<String, ObjectChange> told = new HashMap<>();
    seen.note(
        target.account(),
        new SeenEvents.Reading(reading.at(), reading.answered()),
        reading.events().stream()
            .collect(
                HashMap::new, (all, one) -> all.put(one.id(), one.created()), HashMap::putAll));
    long since = oldestSecond() - Segment.LATE_EVENT_SECONDS;
    Set<SeenEvents.Known> known = known();
    for (ToldEvent event : reading.events()) {
      String path = changes.events().get(event.type());
      boolean isNew = event.created() >= since && !seen.before(target.account(), event.id(), known);
      if (isNew && ChangeSpec.ANY_ROW.equals(path)) {
        return null;
      }
      boolean itself = "id".equals(path);
      if (isNew && itself && !(event.object().get(path) instanceof String)) {
        return null; // It does not say which.
      }
      if (path != null && isNew && event.object().get(path) instanceof String named) {
        Long created = itself && event.object().get("created") instanceof Long c ? c : null;
        boolean sane = created != null && created <= event.created();
        RefreshPlanner.add(told, named, new ObjectChange(sane ? created : null, itself));
      }
    }
    return told;
  }

  /** As of when they answer. */
  private Set<SeenEvents.Known> known() {
    return segments.values().stream()
        .flatMap(List::stream)
        .map(SeenEvents.Known::of)
        .collect(Collectors.toSet());
  }

  /**
   * What is known of their rows.
   *
   * @param told objects that events tell of
   */
  RefreshState state(CacheManager cache, Map<String, ObjectChange> told) {
    Map<String, ObjectChange> outside = new HashMap<>(told);
    if (id != null) {
      outside.keySet().retainAll(Set.of(id));
    }
    Map<String, Long> changed = new HashMap<>();
    List<RowCounts> counts = new ArrayList<>();
    List<TimeRange> covered = new ArrayList<>();
    long sureTo = Long.MAX_VALUE;
    for (OfList list : lists()) {
      RowCounts rows = new RowCounts();
      for (Segment segment : list.segments()) {
        look(cache, segment, outside.keySet(), changed, rows);
        long sure = CacheQuery.lastSureSecond(segment, true);
        TimeRange window = segment.window();
        covered.add(
            segment.open() ? new TimeRange(window.from(), Math.min(window.to(), sure)) : window);
      }
      counts.add(rows);
      Segment last = list.last();
      sureTo = last == null ? sureTo : Math.min(sureTo, CacheQuery.lastSureSecond(last, true));
    }
    outside.keySet().removeAll(changed.keySet());
    if (changes.told() != Told.EVENTS) {
      outside.clear();
    }
    return new RefreshState(
        new RefreshState.Lists(
            isTimed(),
            conditions.values().stream().anyMatch(ListConditions::filters),
            table.retrievePath() != null),
        TimeRangeSet.of(covered),
        sureTo,
        changes.told() != Told.EVENTS && sureTo != Long.MAX_VALUE,
        changed,
        outside,
        counts);
  }

  private boolean isTimed() {
    return id == null
        && segments.values().stream().flatMap(List::stream).allMatch(s -> s.origin().timed());
  }

  private List<OfList> lists() {
    List<OfList> all = new ArrayList<>();
    segments.forEach(
        (key, some) ->
            all.add(new OfList(key, some, last(some), given(conditions.get(key)).test(layout))));
    return all;
  }

  private static ListConditions given(@Nullable ListConditions conditions) {
    if (conditions == null) {
      throw new IllegalStateException("a list without conditions");
    }
    return conditions;
  }

  private @Nullable Segment last(List<Segment> some) {
    Segment last = null;
    for (Segment segment : some) {
      boolean later = last == null || query.knownAt(segment).compareTo(query.knownAt(last)) > 0;
      last = segment.open() && segment.origin().timed() && later ? segment : last;
    }
    return last;
  }

  /** Finds the rows of a segment that may have changed. */
  private void look(
      CacheManager cache,
      Segment kept,
      Set<String> ids,
      Map<String, Long> changed,
      RowCounts counts) {
    StoredSegment stored = kept.stored();
    boolean settles = changes.told() == Told.SETTLES;
    boolean needed = stored == null || settles || ids.stream().anyMatch(stored::mayHave);
    Segment segment = needed ? cache.store().load(kept) : kept;
    if (segment == null || !needed) {
      counts.add(kept.window(), kept.size());
      return;
    }
    List<Long> seconds = new ArrayList<>();
    for (Segment.Part part : segment.parts()) {
      SegmentChunk chunk = part.chunk();
      List<@Nullable Object[]> rows = settles ? rows(cache, segment, chunk) : List.of();
      for (int row = 0; row < chunk.rows(); row++) {
        String its = chunk.id(row);
        boolean may = settles ? !isSettled(rows.get(row)) : ids.contains(String.valueOf(its));
        if (part.without() != null && part.without().get(row)) {
          continue;
        }
        if (isTimed() && !segment.window().has(chunk.created(row))) {
          // One of a second that is known in part: without it no row is missing.
          dropped.addAll(may && its != null ? Set.of(its) : Set.of());
          continue;
        }
        seconds.add(chunk.created(row));
        if (may && its != null) {
          changed.put(its, chunk.created(row));
        }
      }
    }
    counts.add(segment.window(), seconds.stream().mapToLong(Long::longValue).toArray());
  }

  private List<@Nullable Object[]> rows(CacheManager cache, Segment segment, SegmentChunk chunk) {
    return CacheReader.everything(
            cache,
            layout,
            List.of(new CachedRows(segment, chunk, null, true)),
            RowContext.of(target.account()))
        .rows();
  }

  private boolean isSettled(@Nullable Object[] row) {
    Object value = row[layout.ordinal(changes.settledColumn())];
    return value != null && changes.settledValues().contains(value.toString());
  }

  /** The request for one object. */
  RequestStep lookup(String wanted) {
    String path = String.valueOf(table.retrievePath());
    RequestTemplate template = RequestTemplate.of(table, path);
    return RequestStep.object(template.fillLast(wanted), true);
  }

  /** Ids of rows that may have changed and stand beside what is known to be whole. */
  Set<String> dropped() {
    return dropped;
  }

  /** Ids of rows that Stripe has no longer, as it keeps them for so many days. */
  Set<String> expired(CacheManager cache) {
    Set<String> expired = new HashSet<>();
    long before =
        Math.floorDiv(cache.now().millis(), 1_000L) - TimeUnit.DAYS.toSeconds(changes.keptDays());
    for (OfList list : changes.keptDays() == 0 ? List.<OfList>of() : lists()) {
      for (Segment segment : list.segments()) {
        Segment loaded = segment.window().from() < before ? cache.store().load(segment) : null;
        for (Segment.Part part : loaded == null ? List.<Segment.Part>of() : loaded.parts()) {
          for (int row = 0; row < part.chunk().rows(); row++) {
            if (part.chunk().created(row) < before) {
              expired.add(String.valueOf(part.chunk().id(row)));
            }
          }
        }
      }
    }
    return expired;
  }

  private static boolean isIn(Segment segment, ListRefresh.Found found) {
    long created = found.object().created();
    return !segment.origin().timed()
        || segment.window().has(created)
        || (segment.open() && created > segment.window().to());
  }

  /**
   * The segments of each list, with their objects where one of them changes.
   *
   * @param replaced ids of the objects that were looked up, or are gone
   * @param found those of them that there are
   */
  List<OfList> segments(
      CacheManager cache, Set<String> replaced, Collection<ListRefresh.Found> found) {
    List<OfList> all = new ArrayList<>();
    for (OfList list : lists()) {
      List<Segment> loaded = new ArrayList<>();
      Segment last = list.last();
      for (Segment segment : list.segments()) {
        StoredSegment stored = segment.stored();
        boolean needed =
            stored != null
                && (replaced.stream().anyMatch(stored::mayHave)
                    || found.stream().anyMatch(one -> list.has(one.row()) && isIn(segment, one)));
        Segment now = needed ? cache.store().load(segment) : segment;
        if (now != null) {
          loaded.add(now);
          last = last == segment ? now : last;
        }
      }
      all.add(new OfList(list.key(), loaded, last, list.conditions()));
    }
    return all;
  }
}
