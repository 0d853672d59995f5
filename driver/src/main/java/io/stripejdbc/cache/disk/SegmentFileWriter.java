package io.stripejdbc.cache.disk;

import io.stripejdbc.cache.disk.SegmentFiles.Written;
import io.stripejdbc.cache.file.CacheFolder;
import io.stripejdbc.cache.file.FolderSweep;
import io.stripejdbc.cache.file.SealedFiles;
import io.stripejdbc.cache.segment.Segment;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Writes segments to files on a thread of its own, which ends when there was nothing to do for a
 * second. What a reading has finished is written beside its place at once, and renamed when the
 * reading is confirmed; segments that are confirmed when they come, such as single objects, go
 * together into one file.
 *
 * <p>What cannot be written is left out: it costs calls later.
 */
final class SegmentFileWriter {
  private static final System.Logger LOG = System.getLogger("io.stripejdbc.cache");

  /** Objects that wait to be written; more are left out, so that a slow disk fills no memory. */
  private static final long MOST_WAITING_BYTES = 64L << 20;

  /** What goes into a file together with others. */
  private static final int MOST_TOGETHER = 256;

  private static final long MOST_BYTES_TOGETHER = 1 << 20;

  /** How long a segment waits for others: what is lost when the process is killed. */
  private static final long TOGETHER_MILLIS = 100;

  /** A segment of this size is a list without an end; it stays in memory. */
  private static final long LARGEST_SEGMENT = 16L << 20;

  private static final long BETWEEN_SWEEPS_BYTES = 32L << 20;
  private static final long IDLE_MILLIS = 1_000;

  private final CacheFolder folder;
  private final SealedFiles files;
  private final StoredSegmentIndex index;
  private final LongSupplier millis;
  private final SegmentFiles segmentFiles;
  private final ScheduledThreadPoolExecutor thread;
  private final Map<Object, Reading> readings = new HashMap<>();
  private final Map<String, List<Segment>> together = new HashMap<>();
  private final Set<String> marked = new HashSet<>();
  private long togetherBytes;
  private int togetherCount;
  private boolean isDue;
  private long mostBytes;
  private long waitingBytes;
  private long sinceSweep = BETWEEN_SWEEPS_BYTES;
  private long age;
  private boolean failed;

  /** What a reading has finished: segments that wait, and files beside their place. */
  private static final class Reading {
    final List<Segment> waiting = new ArrayList<>();
    boolean begun;
    final List<Written> written = new ArrayList<>();
  }

  SegmentFileWriter(
      CacheFolder folder,
      SealedFiles files,
      StoredSegmentIndex index,
      LongSupplier millis,
      long writer) {
    this.folder = folder;
    this.files = files;
    this.index = index;
    this.millis = millis;
    this.segmentFiles = new SegmentFiles(files, writer);
    // Made here: a group of the thread that comes first would be interrupted with its calls.
    ThreadGroup group = new ThreadGroup("stripe-jdbc-cache");
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread made = new Thread(group, work, "stripe-jdbc-cache");
              made.setDaemon(true);
              made.setContextClassLoader(null);
              return made;
            });
    this.thread.setKeepAliveTime(IDLE_MILLIS, TimeUnit.MILLISECONDS);
    this.thread.allowCoreThreadTimeOut(true);
  }

  /** Bounds the bytes of all files in the folder. */
  synchronized void bound(long bytes) {
    mostBytes = bytes;
  }

  /** Whether the last thing that was to be written could not be. */
  synchronized boolean hasFailed() {
    return failed;
  }

  /** A segment will change no more; written beside its place where more of its reading follows. */
  synchronized void finish(Segment segment, Object reading) {
    long bytes = segment.bytes();
    if (bytes > LARGEST_SEGMENT || waitingBytes + bytes > MOST_WAITING_BYTES) {
      return;
    }
    waitingBytes += bytes;
    Reading its = readings.computeIfAbsent(reading, any -> new Reading());
    if (!its.begun) {
      its.begun = true;
      its.waiting.add(segment); // Mostly the only one: it is confirmed at once.
      return;
    }
    List<Segment> before = List.copyOf(its.waiting);
    its.waiting.clear();
    its.waiting.add(segment);
    long now = age;
    thread.execute(() -> before.forEach(one -> writeBeside(its, one, now)));
  }

  synchronized void confirm(Object reading) {
    Reading its = readings.remove(reading);
    if (its == null) {
      return;
    }
    long now = age;
    thread.execute(() -> confirmed(its, now));
  }

  synchronized void discard(Object reading) {
    Reading its = readings.remove(reading);
    if (its != null) {
      thread.execute(
          () -> {
            its.waiting.forEach(this::done);
            its.written.forEach(written -> files.delete(written.file()));
          });
    }
  }

  /** Segments of a group were told to be unchanged: that is written together with others. */
  void marked(String group) {
    thread.execute(
        () -> {
          marked.add(group);
          writeSoon();
        });
  }

  /** Deletes a file, after what was to be done before. */
  void delete(SealedFiles.Id file) {
    thread.execute(() -> files.delete(file));
  }

  void touch(SealedFiles.Id file) {
    thread.execute(
        () -> {
          try {
            files.touch(file, millis.getAsLong());
          } catch (IOException gone) {
            index.remove(file);
          }
        });
  }

  /** Forgets what waits, and deletes all files of the key. */
  void clear() throws IOException {
    synchronized (this) {
      age++;
      readings.clear();
    }
    IOException[] failure = new IOException[1];
    await(
        () -> {
          together.clear();
          marked.clear();
          togetherBytes = 0;
          togetherCount = 0;
          synchronized (this) {
            waitingBytes = 0;
          }
          index.clear();
          try {
            files.deleteAll();
          } catch (IOException e) {
            failure[0] = e;
          }
        });
    if (failure[0] != null) {
      throw failure[0];
    }
  }

  /** Waits until what was confirmed is in its place. */
  void flush() {
    await(this::writeTogether);
  }

  private void await(Runnable work) {
    try {
      thread.submit(work).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      LOG.log(Level.WARNING, "Cached rows could not be written", e.getCause());
    }
  }

  private synchronized boolean isOf(long when) {
    return age == when;
  }

  private synchronized void done(Segment segment) {
    waitingBytes = Math.max(0, waitingBytes - segment.bytes());
  }

  private void writeBeside(Reading its, Segment segment, long when) {
    try {
      if (isOf(when)) {
        its.written.add(written(group(segment), List.of(segment)));
      }
    } catch (IOException | RuntimeException e) {
      told(e);
    } finally {
      done(segment);
    }
  }

  private void confirmed(Reading its, long when) {
    if (!isOf(when)) {
      its.waiting.forEach(this::done);
      its.written.forEach(written -> files.delete(written.file()));
      return;
    }
    its.written.forEach(this::publish);
    for (Segment segment : its.waiting) {
      together.computeIfAbsent(group(segment), any -> new ArrayList<>()).add(segment);
      togetherBytes += segment.bytes();
      togetherCount++;
      done(segment);
    }
    if (togetherBytes >= MOST_BYTES_TOGETHER || togetherCount >= MOST_TOGETHER) {
      writeTogether();
    } else {
      writeSoon();
    }
  }

  private void writeSoon() {
    if (!isDue) {
      isDue = true;
      var unused = thread.schedule(this::writeTogether, TOGETHER_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private String group(Segment segment) {
    return index.group(segment.origin().key().account(), segment.origin().key().path());
  }

  private void writeTogether() {
    isDue = false;
    together.forEach(
        (group, segments) -> {
          try {
            publish(written(group, segments));
          } catch (IOException | RuntimeException e) {
            told(e);
          }
        });
    together.clear();
    togetherBytes = 0;
    togetherCount = 0;
    marked.forEach(this::writeMarks);
    marked.clear();
  }

  /** All marks of a group in one file, in the place of those that said less. */
  private void writeMarks(String group) {
    StoredSegmentIndex.Marks marks = index.marks(group);
    if (marks.all().isEmpty()) {
      return;
    }
    try {
      Written written = segmentFiles.write(group, marks);
      index.markedBy(written.file(), marks.files());
      marks.files().forEach(files::delete);
      sweep(written.bytes());
    } catch (IOException | RuntimeException e) {
      told(e);
    }
  }

  private Written written(String group, List<Segment> segments) throws IOException {
    Written written = segmentFiles.write(group, segments);
    synchronized (this) {
      failed = false;
    }
    return written;
  }

  private void publish(Written written) {
    try {
      segmentFiles.complete(written);
      files.publish(written.file());
      index.add(written.file(), segmentFiles.stored(written));
      for (Segment segment : written.segments()) {
        index.replaced(
            segment,
            old -> {
              index.remove(old);
              files.delete(old);
            });
      }
      sweep(written.bytes());
    } catch (IOException | RuntimeException e) {
      told(e);
    }
  }

  private void sweep(long bytes) throws IOException {
    sinceSweep += bytes;
    long most;
    synchronized (this) {
      most = mostBytes;
    }
    if (sinceSweep >= Math.min(BETWEEN_SWEEPS_BYTES, most / 8)) {
      sinceSweep = 0;
      long unused = FolderSweep.sweep(folder, most, millis.getAsLong());
    }
  }

  /** A disk that stays full is told once. */
  private void told(Exception e) {
    boolean first;
    synchronized (this) {
      first = !failed;
      failed = true;
    }
    if (first) {
      LOG.log(
          Level.WARNING,
          "Cached rows are kept in memory alone: they cannot be written to "
              + folder.root()
              + " ("
              + e
              + ")");
    }
  }
}
