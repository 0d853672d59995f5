package io.stripejdbc.emulator.read;

import io.stripejdbc.emulator.request.RowCondition;
import io.stripejdbc.emulator.world.WorldRow;
import io.stripejdbc.emulator.world.WorldRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Rows of a list that fulfil conditions, found through an index where there is one and through
 * {@code created} by halving, so that a page of a long list costs little.
 */
final class RowSelection {
  private final WorldRows rows;

  /** Candidates, newest first. */
  private final int[] positions;

  private final int from;
  private final int to;
  private final List<RowCondition> conditions;

  private RowSelection(
      WorldRows rows, int[] positions, int from, int to, List<RowCondition> conditions) {
    this.rows = rows;
    this.positions = positions;
    this.from = from;
    this.to = to;
    this.conditions = conditions;
  }

  /** {@code parent} is empty for a top-level list; {@code created} names the field of the order. */
  static RowSelection of(
      WorldRows rows, String parent, String created, List<RowCondition> conditions) {
    int[] positions = parent.isEmpty() ? rows.everything() : rows.where(WorldRows.PARENT, parent);
    long low = Long.MIN_VALUE;
    long high = Long.MAX_VALUE;
    List<RowCondition> left = new ArrayList<>();
    boolean narrowed = !parent.isEmpty();
    for (RowCondition condition : conditions) {
      if (condition instanceof RowCondition.Between range && range.field().equals(created)) {
        low = Math.max(low, range.low());
        high = Math.min(high, range.high());
      } else if (!narrowed
          && condition instanceof RowCondition.AnyOf any
          && any.values().size() == 1) {
        positions = rows.where(any.field(), any.values().iterator().next());
        narrowed = true;
      } else {
        left.add(condition);
      }
    }
    int from = high == Long.MAX_VALUE ? 0 : firstNotAfter(rows, positions, high);
    int to = low == Long.MIN_VALUE ? positions.length : firstNotAfter(rows, positions, low - 1);
    return new RowSelection(rows, positions, from, to, left);
  }

  /** The first place whose row is not newer than this second. */
  private static int firstNotAfter(WorldRows rows, int[] positions, long second) {
    int low = 0;
    int high = positions.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rows.at(positions[middle]).created() > second) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Where the row with this id stands among the candidates, or -1 when it is not one of them. */
  int placeOf(String id) {
    int position = rows.indexOf(id);
    if (position < 0 || from >= to) {
      return -1;
    }
    int place = Arrays.binarySearch(positions, from, to, position);
    return place >= 0 && holds(place) ? place : -1;
  }

  /** At most {@code limit} rows from behind this place (-1: from the start) on. */
  List<WorldRow> after(int place, int limit) {
    List<WorldRow> found = new ArrayList<>();
    for (int i = Math.max(from, place + 1); i < to && found.size() < limit; i++) {
      if (holds(i)) {
        found.add(rows.at(positions[i]));
      }
    }
    return found;
  }

  /** At most {@code limit} rows that stand directly before this place, newest first. */
  List<WorldRow> before(int place, int limit) {
    List<WorldRow> found = new ArrayList<>();
    for (int i = place - 1; i >= from && found.size() < limit; i--) {
      if (holds(i)) {
        found.add(rows.at(positions[i]));
      }
    }
    Collections.reverse(found);
    return found;
  }

  private boolean holds(int place) {
    if (conditions.isEmpty()) {
      return true;
    }
    var facts = rows.at(positions[place]).facts().get();
    return conditions.stream().allMatch(condition -> condition.holds(facts));
  }
}
