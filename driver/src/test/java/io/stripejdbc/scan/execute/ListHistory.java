package io.stripejdbc.scan.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.scan.FakeApi.Thing;
import io.stripejdbc.scan.ScanSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The states that lists have had, and whether an answer was true at some time. */
final class ListHistory {
  /** The state of one list of one account at one time. */
  record Moment(long millis, Map<String, Thing> things) {}

  private final Map<String, Deque<Moment>> history = new HashMap<>();

  /** Notes the state of a list. */
  void note(String account, String path, List<Thing> list, long millis) {
    Map<String, Thing> now = new HashMap<>();
    list.forEach(thing -> now.put(thing.id(), thing));
    history
        .computeIfAbsent(account + " " + path, any -> new ArrayDeque<>())
        .addLast(new Moment(millis, now));
  }

  /** The states since a time, the one that held then included. */
  List<Moment> since(String account, String path, long millis) {
    List<Moment> within = new ArrayList<>();
    for (Moment moment : history.getOrDefault(account + " " + path, new ArrayDeque<>())) {
      if (moment.millis() <= millis) {
        within.clear();
      }
      within.add(moment);
    }
    return within;
  }

  /** The second in which the object of a row was made, which was so at some moment. */
  static long secondOf(
      Object[] row, ScanSpec spec, List<Moment> moments, Predicate<Thing> meets, String said) {
    for (Moment moment : moments) {
      Thing thing = moment.things().get((String) row[1]);
      if (thing != null && meets.test(thing) && isSo(row, spec, thing)) {
        return thing.created();
      }
    }
    throw new AssertionError(said + ": never so " + List.of(row));
  }

  private static boolean isSo(Object[] row, ScanSpec spec, Thing thing) {
    for (int i = 2; i < row.length; i++) {
      String wanted = thing.fields().get(spec.columns().get(i).name()).replace("\"", "");
      if (!String.valueOf(row[i]).equals(wanted)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Each row came once, and none is missing that met the question at all moments.
   *
   * @param last with newest first, the second of the last row that was read
   */
  static void assertWhole(
      List<String> rows,
      Map<String, List<Moment>> moments,
      Predicate<Thing> meets,
      boolean ended,
      long last,
      String said) {
    assertEquals(rows.size(), new HashSet<>(rows).size(), () -> said + ": a row came twice");
    moments.forEach(
        (account, its) -> {
          for (String id : always(its, meets)) {
            boolean due = ended || its.get(0).things().get(id).created() > last;
            assertTrue(
                !due || rows.contains(account + " " + id), () -> said + ": " + id + " is missing");
          }
        });
  }

  private static Set<String> always(List<Moment> moments, Predicate<Thing> meets) {
    Set<String> ids = new HashSet<>(moments.get(0).things().keySet());
    for (Moment moment : moments) {
      ids.removeIf(
          id -> {
            Thing thing = moment.things().get(id);
            return thing == null || !meets.test(thing);
          });
    }
    return ids;
  }
}
