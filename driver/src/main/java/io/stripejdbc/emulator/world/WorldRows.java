package io.stripejdbc.emulator.world;

import io.stripejdbc.emulator.world.object.JsonNodes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** The rows of one list of one account, newest first, with indexes made when first wanted. */
public final class WorldRows {
  /** The name under which {@link #where} finds the children of an object. */
  public static final String PARENT = "";

  private static final int[] NONE = {};

  private final List<WorldRow> rows;
  private final Map<String, Map<String, int[]>> indexes = new ConcurrentHashMap<>();

  private final int[] everything;

  private WorldRows(List<WorldRow> rows) {
    this.rows = rows;
    this.everything = IntStream.range(0, rows.size()).toArray();
  }

  /** Sorts by {@code created}; rows of one second keep their order. */
  public static WorldRows of(List<WorldRow> unsorted) {
    List<WorldRow> rows = new ArrayList<>(unsorted);
    rows.sort(Comparator.comparingLong(WorldRow::created).reversed());
    return new WorldRows(rows);
  }

  public int size() {
    return rows.size();
  }

  public WorldRow at(int position) {
    return rows.get(position);
  }

  public List<WorldRow> all() {
    return rows;
  }

  /** All positions, newest first; not to be changed. */
  public int[] everything() {
    return everything;
  }

  /** The position of an id, or -1. */
  public int indexOf(String id) {
    int[] found = index("id").getOrDefault(id, NONE);
    return found.length == 0 ? -1 : found[0];
  }

  /** The positions of the rows that have this text at this path, newest first. */
  public int[] where(String path, String text) {
    return index(path).getOrDefault(text, NONE);
  }

  private Map<String, int[]> index(String path) {
    return indexes.computeIfAbsent(path, this::makeIndex);
  }

  private Map<String, int[]> makeIndex(String path) {
    Map<String, IntStream.Builder> growing = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      for (String key : Set.copyOf(keys(rows.get(i), path))) {
        growing.computeIfAbsent(key, any -> IntStream.builder()).add(i);
      }
    }
    Map<String, int[]> index = new HashMap<>();
    growing.forEach((key, positions) -> index.put(key, positions.build().toArray()));
    return index;
  }

  private static List<String> keys(WorldRow row, String path) {
    return switch (path) {
      case PARENT -> List.of(row.parent());
      case "id" -> List.of(row.id());
      default -> JsonNodes.texts(row.facts().get(), path);
    };
  }
}
