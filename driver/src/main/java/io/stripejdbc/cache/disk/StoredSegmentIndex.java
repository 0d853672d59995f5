package io.stripejdbc.cache.disk;

import io.stripejdbc.cache.file.SealedFiles;
import io.stripejdbc.cache.segment.ListKey;
import io.stripejdbc.cache.segment.ReadInstant;
import io.stripejdbc.cache.segment.Segment;
import io.stripejdbc.cache.segment.StoredSegment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which segments lie in files: the files of a group, with the heads that were read when one of its
 * lists was asked for first. It has nothing that the files do not say, so that it needs no file of
 * its own and is never behind them; files of other processes are found as they come.
 *
 * <p>A group has the lists of an account below the first two parts of a path: {@code
 * /v1/customers}, each customer by itself, and the lists below one.
 */
final class StoredSegmentIndex {
  /** How often to look for files of other processes. */
  static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** Marks of segments that nobody will tell of again: events are kept for 30 days. */
  private static final long MOST_MARK_MILLIS = TimeUnit.DAYS.toMillis(30);

  /** A folder that changed within this time may change again within the same tick of its clock. */
  private static final long TICK_MILLIS = 2_000;

  private final SealedFiles files;
  private final SegmentFileCodec.Numbers numbers;
  private final LongSupplier millis;
  private final LongSupplier nanos;
  private final Map<String, Group> groups = new ConcurrentHashMap<>();
  private final Map<Long, StoredSegment> byId = new ConcurrentHashMap<>();

  StoredSegmentIndex(
      SealedFiles files,
      SegmentFileCodec.Numbers numbers,
      LongSupplier millis,
      LongSupplier nanos) {
    this.files = files;
    this.numbers = numbers;
    this.millis = millis;
    this.nanos = nanos;
  }

  private record Path(String account, String path) {
    static Path of(ListKey key) {
      return new Path(key.account(), key.path());
    }
  }

  /** What is known of the files of a group; guarded by itself. */
  private final class Group {
    final Map<String, List<Segment>> byFile = new HashMap<>();
    final Set<String> refused = new HashSet<>();
    final Map<ToldMark.Place, ToldMark> marks = new HashMap<>();
    final Set<SealedFiles.Id> markFiles = new HashSet<>();
    final Map<ListKey, List<Segment>> byList = new HashMap<>();
    final Map<Path, Set<ListKey>> byPath = new HashMap<>();
    long changedMillis = -1;
    long lookedNanos;
    boolean looked;

    /** A segment as its mark says it is. */
    Segment marked(Segment segment, SegmentFileCodec.Numbers numbers) {
      StoredSegment stored = segment.stored();
      ToldMark mark =
          stored == null
              ? null
              : marks.get(new ToldMark.Place(stored.file().name(), stored.number()));
      return mark == null || mark.toldMillis() <= segment.knownAt().millis()
          ? segment
          : segment.told(numbers.instant(mark.toldMillis()), mark.window(), mark.open());
    }

    /** Follows what other processes were told. */
    void applyMarks(SegmentFileCodec.Numbers numbers) {
      for (String file : Set.copyOf(byFile.keySet())) {
        List<Segment> before = byFile.getOrDefault(file, List.of());
        List<Segment> now = before.stream().map(one -> marked(one, numbers)).toList();
        boolean same = true;
        for (int i = 0; i < now.size(); i++) {
          same &= now.get(i) == before.get(i);
        }
        if (!same) {
          add(file, now);
        }
      }
    }

    void add(String file, List<Segment> segments) {
      remove(file); // It may have been found before it was told.
      byFile.put(file, segments);
      for (Segment segment : segments) {
        StoredSegment stored = segment.stored();
        if (stored != null) {
          byId.put(segment.id(), stored);
        }
        ListKey list = segment.origin().key();
        byList.computeIfAbsent(list, key -> new ArrayList<>()).add(segment);
        byPath.computeIfAbsent(Path.of(list), path -> new LinkedHashSet<>()).add(list);
      }
    }

    void remove(String file) {
      List<Segment> segments = byFile.remove(file);
      for (Segment segment : segments == null ? List.<Segment>of() : segments) {
        byId.remove(segment.id());
        ListKey list = segment.origin().key();
        List<Segment> left = byList.getOrDefault(list, new ArrayList<>());
        left.remove(segment);
        if (left.isEmpty()) {
          byList.remove(list);
          byPath.computeIfPresent(Path.of(list), (path, lists) -> without(lists, list));
        }
      }
    }
  }

  /** All marks of a group, and the files that have some of them. */
  record Marks(List<ToldMark> all, List<SealedFiles.Id> files) {}

  Marks marks(String name) {
    Group group = groups.get(name);
    if (group == null) {
      return new Marks(List.of(), List.of());
    }
    synchronized (group) {
      group.marks.keySet().removeIf(place -> !group.byFile.containsKey(place.file()));
      return new Marks(List.copyOf(group.marks.values()), List.copyOf(group.markFiles));
    }
  }

  /** The marks of a group have been written to this file, instead of those. */
  void markedBy(SealedFiles.Id file, List<SealedFiles.Id> instead) {
    Group group = groups.computeIfAbsent(file.group(), name -> new Group());
    synchronized (group) {
      group.markFiles.removeAll(Set.copyOf(instead));
      group.markFiles.add(file);
      group.refused.add(file.name()); // Read already.
    }
  }

  /**
   * The objects of a segment were told to be the same at a later time.
   *
   * @return whether it lies in a file
   */
  boolean told(Segment now) {
    StoredSegment stored = byId.get(now.id());
    ReadInstant at = now.toldAt();
    Group group = stored == null ? null : groups.get(stored.file().group());
    if (group == null || stored == null || at == null) {
      return false;
    }
    synchronized (group) {
      List<Segment> its = group.byFile.get(stored.file().name());
      if (its == null) {
        return false;
      }
      ToldMark mark =
          new ToldMark(
              stored.file().name(), stored.number(), at.millis(), now.window(), now.open());
      group.marks.put(mark.place(), mark);
      List<Segment> all = new ArrayList<>();
      for (Segment one : its) {
        all.add(one.id() == now.id() ? now.storedIn(stored) : one);
      }
      group.add(stored.file().name(), all);
      return true;
    }
  }

  /**
   * A segment was replaced by another one.
   *
   * @return its file where nothing else in it is of use, null for none
   */
  SealedFiles.@Nullable Id forget(Segment old) {
    StoredSegment stored = byId.get(old.id());
    Group group = stored == null ? null : groups.get(stored.file().group());
    if (group == null || stored == null) {
      return null;
    }
    synchronized (group) {
      String file = stored.file().name();
      List<Segment> left = new ArrayList<>(group.byFile.getOrDefault(file, List.of()));
      left.removeIf(one -> one.id() == old.id());
      if (left.isEmpty()) {
        group.remove(file);
        group.refused.add(file);
        return stored.file();
      }
      group.add(file, left);
      return null;
    }
  }

  private static @Nullable Set<ListKey> without(Set<ListKey> lists, ListKey list) {
    lists.remove(list);
    return lists.isEmpty() ? null : lists;
  }

  /** The name of the group that a list belongs to. */
  String group(String account, String path) {
    String[] parts = path.split("/", 4);
    return files.group(account + ' ' + (parts.length > 2 ? parts[1] + '/' + parts[2] : path));
  }

  List<Segment> segments(ListKey key) {
    Group group = current(group(key.account(), key.path()));
    synchronized (group) {
      return group.byList.getOrDefault(key, List.of()).stream().filter(this::isWanted).toList();
    }
  }

  Collection<ListKey> lists(String account, String path) {
    Group group = current(group(account, path));
    synchronized (group) {
      return Set.copyOf(group.byPath.getOrDefault(new Path(account, path), Set.of()));
    }
  }

  /** Everything in files, by reading the heads of all of them. */
  List<Segment> all() throws IOException {
    List<Segment> all = new ArrayList<>();
    List<String> names = new ArrayList<>(files.groups());
    names.remove(StatisticsFile.group(files));
    for (String name : names) {
      Group group = current(name);
      synchronized (group) {
        group
            .byFile
            .values()
            .forEach(some -> some.stream().filter(this::isWanted).forEach(all::add));
      }
    }
    return all;
  }

  /** A file of this process was written. */
  void add(SealedFiles.Id file, List<Segment> segments) {
    Group group = groups.computeIfAbsent(file.group(), name -> new Group());
    synchronized (group) {
      group.add(file.name(), segments);
    }
  }

  /** A file is there no more, or cannot be read. */
  void remove(SealedFiles.Id file) {
    Group group = groups.computeIfAbsent(file.group(), name -> new Group());
    synchronized (group) {
      group.remove(file.name());
      group.refused.add(file.name());
    }
  }

  /** Where a segment lies, null for one that lies in no file that is known. */
  @Nullable StoredSegment find(long id) {
    return byId.get(id);
  }

  void clear() {
    groups.clear();
    byId.clear();
  }

  /** Calls for each segment of a list that is in files of which nothing else is of use. */
  void replaced(Segment by, Consumer<SealedFiles.Id> unused) {
    Group group = groups.get(group(by.origin().key().account(), by.origin().key().path()));
    if (group == null) {
      return;
    }
    List<SealedFiles.Id> gone = new ArrayList<>();
    synchronized (group) {
      for (Segment old : List.copyOf(group.byList.getOrDefault(by.origin().key(), List.of()))) {
        StoredSegment stored = old.stored();
        boolean only =
            stored != null
                && by.replaces(old)
                && group.byFile.getOrDefault(stored.file().name(), List.of()).size() == 1;
        if (only && stored != null) {
          gone.add(stored.file());
        }
      }
    }
    gone.forEach(unused);
  }

  private Group current(String name) {
    Group group = groups.computeIfAbsent(name, any -> new Group());
    synchronized (group) {
      long now = nanos.getAsLong();
      if (!group.looked || now - group.lookedNanos >= LOOK_NANOS) {
        group.looked = true;
        group.lookedNanos = now;
        look(name, group);
      }
    }
    return group;
  }

  private void look(String name, Group group) {
    long changed = files.changedMillis(name);
    boolean same = changed == group.changedMillis && millis.getAsLong() - changed > TICK_MILLIS;
    if (same) {
      return;
    }
    group.changedMillis = changed;
    try {
      List<SealedFiles.Id> there = files.list(name);
      Set<String> names = new HashSet<>();
      there.forEach(file -> names.add(file.name()));
      for (String gone : Set.copyOf(group.byFile.keySet())) {
        if (!names.contains(gone)) {
          group.remove(gone);
        }
      }
      group.refused.retainAll(names);
      Map<SealedFiles.Id, List<Segment>> found = new HashMap<>();
      for (SealedFiles.Id file : there) {
        if (!group.byFile.containsKey(file.name()) && !group.refused.contains(file.name())) {
          read(file, group, found);
        }
      }
      found.forEach((file, segments) -> keep(file, segments, group));
      group.applyMarks(numbers);
    } catch (IOException unreadable) {
      group.changedMillis = -1; // What cannot be listed costs calls.
    }
  }

  /** Marks first: what a file says of its age is not the last word. */
  private void read(SealedFiles.Id file, Group group, Map<SealedFiles.Id, List<Segment>> found) {
    try {
      SegmentFileCodec.Contents contents = SegmentFiles.contents(files, file, numbers);
      if (contents.segments().isEmpty()) {
        group.refused.add(file.name());
        mark(file, contents.marks(), group);
      } else {
        found.put(file, contents.segments());
      }
    } catch (IOException | RuntimeException corrupt) {
      // Not written so with this key, cut off, or gone meanwhile.
      group.refused.add(file.name());
      files.delete(file);
    }
  }

  private void mark(SealedFiles.Id file, List<ToldMark> marks, Group group) {
    long now = millis.getAsLong();
    boolean any = false;
    for (ToldMark mark : marks) {
      long age = now - mark.toldMillis();
      if (age >= 0 && age <= MOST_MARK_MILLIS) {
        any = true;
        group.marks.merge(mark.place(), mark, (a, b) -> a.toldMillis() >= b.toldMillis() ? a : b);
      }
    }
    if (any) {
      group.markFiles.add(file);
    } else {
      files.delete(file);
    }
  }

  private void keep(SealedFiles.Id file, List<Segment> segments, Group group) {
    List<Segment> wanted =
        segments.stream()
            .map(segment -> group.marked(segment, numbers))
            .filter(this::isWanted)
            .toList();
    if (wanted.isEmpty()) {
      group.refused.add(file.name());
      files.delete(file);
    } else {
      group.add(file.name(), wanted);
    }
  }

  /** A reading of a time to come was made before a clock was set back: its age is not known. */
  private boolean isWanted(Segment segment) {
    long age = millis.getAsLong() - segment.knownAt().millis();
    return age >= 0 && age <= segment.keepMillis();
  }
}
