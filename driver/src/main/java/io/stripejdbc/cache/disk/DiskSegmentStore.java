package io.stripejdbc.cache.disk;

import io.stripejdbc.cache.MemorySegmentStore;
import io.stripejdbc.cache.SegmentStore;
import io.stripejdbc.cache.file.CacheFolder;
import io.stripejdbc.cache.file.SealedFiles;
import io.stripejdbc.cache.segment.ListKey;
import io.stripejdbc.cache.segment.ReadInstant;
import io.stripejdbc.cache.segment.Segment;
import io.stripejdbc.cache.segment.SegmentView;
import io.stripejdbc.cache.segment.StoredSegment;
import io.stripejdbc.cache.segment.StringInterner;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Segments in memory in front of files that outlive the process, and that several processes share.
 *
 * <p>Objects in files are read by whole segments, and then kept in memory as if they had just been
 * read from the API. A file that cannot be read is forgotten: it costs calls.
 */
public final class DiskSegmentStore implements SegmentStore {
  /** A file that is used is noted so no more often than this. */
  private static final long BETWEEN_TOUCHES_MILLIS = TimeUnit.MINUTES.toMillis(10);

  private static final SecureRandom RANDOM = new SecureRandom();

  private final MemorySegmentStore memory;
  private final SealedFiles files;
  private final LongSupplier millis;
  private final StoredSegmentIndex index;
  private final SegmentFileWriter writer;
  private final SegmentFileCodec codec = new SegmentFileCodec(new StringInterner());
  private final Map<String, Long> touched = new ConcurrentHashMap<>();

  /**
   * Opens one; costs the same however much is there.
   *
   * @param memory what stands in front
   * @param apiKey the key that rows are read with; seals the files, and is not kept
   * @param owner what else tells two stores apart: address and version of the API
   * @param millis the time, milliseconds since the epoch
   * @param nanos a clock that never goes back
   * @throws IOException where the folder cannot be written
   */
  public static DiskSegmentStore open(
      MemorySegmentStore memory,
      CacheFolder folder,
      String apiKey,
      String owner,
      LongSupplier millis,
      LongSupplier nanos)
      throws IOException {
    return new DiskSegmentStore(memory, folder, folder.files(apiKey, owner), millis, nanos);
  }

  private DiskSegmentStore(
      MemorySegmentStore memory,
      CacheFolder folder,
      SealedFiles files,
      LongSupplier millis,
      LongSupplier nanos) {
    this.memory = memory;
    this.files = files;
    this.millis = millis;
    long process = RANDOM.nextLong();
    this.index = new StoredSegmentIndex(files, new Numbers(process, millis, nanos), millis, nanos);
    this.writer = new SegmentFileWriter(folder, files, index, millis, process);
  }

  /** Numbers below zero for what other processes wrote: this one counts upwards. */
  private static final class Numbers implements SegmentFileCodec.Numbers {
    /** By so much two clocks read in milliseconds may differ: never younger than it is. */
    private static final long ROUNDED_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private record Scan(long process, long number) {}

    private final long own;
    private final LongSupplier millis;
    private final LongSupplier nanos;
    private final AtomicLong last = new AtomicLong();
    private final Map<Scan, Long> scans = new ConcurrentHashMap<>();

    Numbers(long own, LongSupplier millis, LongSupplier nanos) {
      this.own = own;
      this.millis = millis;
      this.nanos = nanos;
    }

    @Override
    public long next() {
      return last.decrementAndGet();
    }

    @Override
    public long scan(long process, long scan) {
      return process == own ? scan : scans.computeIfAbsent(new Scan(process, scan), any -> next());
    }

    @Override
    public ReadInstant instant(long at) {
      long ageNanos = TimeUnit.MILLISECONDS.toNanos(millis.getAsLong() - at);
      return new ReadInstant(at, nanos.getAsLong() - ageNanos - ROUNDED_NANOS);
    }
  }

  /** Bounds the bytes of all files in the folder, of whatever key. */
  public void boundFiles(long bytes) {
    writer.bound(bytes);
  }

  /** What is known of the lists besides their rows. */
  public StatisticsFile statistics() {
    return new StatisticsFile(files);
  }

  /** Whether rows are kept in memory alone, because the disk takes none. */
  public boolean hasFailed() {
    return writer.hasFailed();
  }

  @Override
  public List<Segment> segments(ListKey key) {
    List<Segment> stored = index.segments(key);
    List<Segment> kept = memory.segments(key);
    if (stored.isEmpty()) {
      return kept;
    }
    Map<Long, Segment> all = new LinkedHashMap<>();
    kept.forEach(segment -> all.put(segment.id(), segment));
    stored.forEach(segment -> all.merge(segment.id(), segment, DiskSegmentStore::latest));
    return List.copyOf(all.values());
  }

  /** The one in memory, as of when another process was told that it is the same. */
  private static Segment latest(Segment inMemory, Segment stored) {
    ReadInstant at = stored.toldAt();
    return at == null || at.millis() <= inMemory.knownAt().millis()
        ? inMemory
        : inMemory.told(at, stored.window(), stored.open());
  }

  @Override
  public Collection<ListKey> lists(String account, String path) {
    Set<ListKey> lists = new LinkedHashSet<>(memory.lists(account, path));
    lists.addAll(index.lists(account, path));
    return lists;
  }

  @Override
  public void put(Segment segment) {
    memory.put(segment);
  }

  /** The same objects are told of by a mark, others are written anew. */
  @Override
  public void replace(List<Segment> old, Segment now) {
    if (old.size() == 1 && now.id() == old.get(0).id()) {
      told(now);
      return;
    }
    memory.put(now);
    for (Segment one : old) {
      memory.drop(one.id());
      SealedFiles.Id unused = index.forget(one);
      if (unused != null) {
        writer.delete(unused);
      }
    }
    Object reading = new Object();
    writer.finish(now, reading);
    writer.confirm(reading);
  }

  private void told(Segment now) {
    Segment known = memory.get(now.id());
    if (now.stored() == null) {
      memory.put(now);
    } else if (known != null) {
      memory.put(now.with(known.parts()));
    }
    if (index.told(now)) {
      writer.marked(index.group(now.origin().key().account(), now.origin().key().path()));
    }
  }

  @Override
  public @Nullable Segment load(Segment segment) {
    StoredSegment stored = segment.stored();
    if (stored == null) {
      return segment;
    }
    Segment known = memory.get(segment.id());
    if (known != null) {
      return known;
    }
    try {
      byte[] block = files.block(stored.file(), stored.number(), stored.at(), stored.length());
      Segment loaded = segment.with(codec.parts(block));
      memory.put(loaded);
      return loaded;
    } catch (IOException | RuntimeException corrupt) {
      forget(stored.file());
      return null;
    }
  }

  private void forget(SealedFiles.Id file) {
    index.remove(file);
    writer.delete(file);
  }

  @Override
  public void drop(long id) {
    memory.drop(id);
    StoredSegment stored = index.find(id);
    if (stored != null) {
      forget(stored.file());
    }
  }

  @Override
  public void used(Segment segment) {
    memory.used(segment);
    StoredSegment stored = segment.stored() == null ? index.find(segment.id()) : segment.stored();
    long now = millis.getAsLong();
    if (stored != null && isDue(stored.file().name(), now)) {
      writer.touch(stored.file());
    }
  }

  private boolean isDue(String file, long now) {
    Long last = touched.get(file);
    if (last != null && now - last < BETWEEN_TOUCHES_MILLIS) {
      return false;
    }
    touched.put(file, now);
    return true;
  }

  @Override
  public void reweigh(Segment segment) {
    memory.reweigh(segment);
  }

  @Override
  public void bound(long bytes) {
    memory.bound(bytes);
  }

  @Override
  public long most() {
    return memory.most();
  }

  /** Files have a bound of their own, for all lists of all keys together. */
  @Override
  public long capacity() {
    return Long.MAX_VALUE;
  }

  @Override
  public long bytes() {
    return memory.bytes();
  }

  @Override
  public List<SegmentView> list() {
    long now = millis.getAsLong();
    Map<Long, SegmentView> all = new HashMap<>();
    memory.each(segment -> all.put(segment.id(), segment.view(now, SegmentView.Location.MEMORY)));
    for (Segment segment : stored()) {
      Segment known = memory.get(segment.id());
      all.put(
          segment.id(),
          known == null
              ? segment.view(now, SegmentView.Location.DISK)
              : known.view(now, SegmentView.Location.BOTH));
    }
    ToLongFunction<SegmentView> time = s -> s.age().readAtMillis();
    return all.values().stream().sorted(Comparator.comparingLong(time).reversed()).toList();
  }

  private List<Segment> stored() {
    try {
      return index.all();
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  @Override
  public void finish(Segment segment, Object reading) {
    writer.finish(segment, reading);
  }

  @Override
  public void confirm(Object reading) {
    writer.confirm(reading);
  }

  @Override
  public void discard(Object reading) {
    writer.discard(reading);
  }

  @Override
  public void flush() {
    writer.flush();
  }

  @Override
  public void clear() {
    memory.clear();
    try {
      writer.clear();
    } catch (IOException e) {
      throw new DriverFailure(
          DriverError.CACHE_FILES,
          "What is cached in memory is forgotten, but not all files could be deleted: "
              + e.getMessage());
    }
  }
}
