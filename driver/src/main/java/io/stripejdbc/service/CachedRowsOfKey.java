package io.stripejdbc.service;

import io.stripejdbc.cache.CacheManager;
import io.stripejdbc.cache.MemorySegmentStore;
import io.stripejdbc.cache.SegmentStore;
import io.stripejdbc.cache.disk.DiskSegmentStore;
import io.stripejdbc.cache.file.CacheFolder;
import io.stripejdbc.scan.window.ListStatistics;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is cached with a key in one place, and known of its lists.
 *
 * @param cache the rows
 * @param statistics what is known of lists
 * @param disk the store with files, null for memory alone
 * @param failure why there are no files although there should be, null where all is well
 */
record CachedRowsOfKey(
    CacheManager cache,
    ListStatistics statistics,
    @Nullable DiskSegmentStore disk,
    @Nullable String failure) {
  private static final System.Logger LOG = System.getLogger("io.stripejdbc.cache");

  /**
   * @param apiVersion version of the API that all requests name
   */
  static CachedRowsOfKey open(ScannerSettings settings, String apiVersion) {
    LongSupplier millis = settings.time()::millis;
    MemorySegmentStore memory = new MemorySegmentStore(settings.caching().bytes(), millis);
    DiskCacheSettings wanted = settings.caching().folder();
    if (wanted == null) {
      return of(settings, memory, null, null);
    }
    try {
      return of(settings, memory, disk(settings, memory, wanted, apiVersion), null);
    } catch (IOException | RuntimeException e) {
      String why =
          "Rows are cached in memory alone: folder '%s' (property 'cacheDirectory') cannot be used:"
              + " %s";
      String told = why.formatted(wanted.directory(), e);
      LOG.log(Level.WARNING, told);
      return of(settings, memory, null, told);
    }
  }

  private static CachedRowsOfKey of(
      ScannerSettings settings,
      MemorySegmentStore memory,
      @Nullable DiskSegmentStore disk,
      @Nullable String failure) {
    SegmentStore store = disk == null ? memory : disk;
    CacheManager cache = new CacheManager(store, settings.time()::millis, settings.time()::nanos);
    Supplier<List<byte[]>> stored = disk == null ? List::of : disk.statistics()::read;
    ListStatistics statistics = new ListStatistics(settings.time()::millis, stored);
    return new CachedRowsOfKey(cache, statistics, disk, failure);
  }

  private static DiskSegmentStore disk(
      ScannerSettings settings,
      MemorySegmentStore memory,
      DiskCacheSettings wanted,
      String apiVersion)
      throws IOException {
    return DiskSegmentStore.open(
        memory,
        CacheFolder.open(wanted.directory()),
        settings.api().apiKey(),
        wanted.owner() + ' ' + apiVersion,
        settings.time()::millis,
        settings.time()::nanos);
  }

  /** Tells a scanner what is not as it wanted. */
  void tell(ScannerSettings settings) {
    DiskCacheSettings wanted = settings.caching().disk();
    if (wanted == null) {
      return;
    }
    if (failure != null) {
      wanted.onFailure().accept(failure);
    } else if (disk != null && disk.hasFailed()) {
      wanted
          .onFailure()
          .accept(
              "Rows are cached in memory alone: nothing can be written to folder '%s' (property"
                      .formatted(wanted.directory())
                  + " 'cacheDirectory'); is the disk full?");
    }
  }

  void bound(long bytes, long fileBytes) {
    cache.store().bound(bytes);
    if (disk != null) {
      disk.boundFiles(fileBytes);
    }
  }

  /** What was read outlives the process where it is to, and what is known of lists. */
  void flush() {
    cache.flush();
    byte[] known = statistics.bytes();
    if (disk != null && known.length > 0) {
      disk.statistics().write(known);
    }
  }

  /** Forgets all rows, in memory and in files, and what is known of lists. */
  void clear() {
    statistics.clear();
    cache.clear();
  }

  /** Whether nothing is in memory. */
  boolean isEmpty() {
    return cache.store().bytes() == 0;
  }
}
