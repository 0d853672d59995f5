package io.stripejdbc.plan.expand;

import io.stripejdbc.fetch.MemoryReservation;
import io.stripejdbc.plan.memory.RowSize;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows that came inside those of another scan, by account and id. For one thread. */
public final class ExpandedRows {
  /** In the place of an account: whichever has the object, for no two share an id. */
  public static final String ANY = "";

  /** An object, or the parent of children, in Stripe. */
  public record Key(String account, String id) {}

  private final Map<Key, List<@Nullable Object[]>> rows = new HashMap<>();

  private final MemoryReservation memory;

  private boolean passing;

  /**
   * @param memory the account of the rows
   */
  ExpandedRows(MemoryReservation memory) {
    this.memory = memory;
  }

  /** Says whether rows of a key come again whenever a driving row has it. */
  public void pass(boolean streams) {
    passing = streams;
  }

  /** Whether rows may be forgotten once the driving rows of the moment are joined. */
  public boolean isPassing() {
    return passing;
  }

  public void forget(Key key) {
    List<@Nullable Object[]> forgotten = rows.remove(key);
    if (forgotten != null) {
      memory.subtract(RowSize.ofRows(forgotten));
    }
  }

  public boolean knows(Key key) {
    return rows.containsKey(key);
  }

  /** All rows of a key; none where the object was deleted or has no children. */
  void put(Key key, List<@Nullable Object[]> found) {
    memory.add(RowSize.ofRows(found));
    rows.put(key, found);
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The rows of these keys; nothing where those of any did not come along. */
  public Optional<List<@Nullable Object[]>> all(String account, Set<String> ids) {
    List<@Nullable Object[]> found = new ArrayList<>();
    for (String id : ids) {
      List<@Nullable Object[]> known = rows.get(new Key(account, id));
      if (known == null) {
        return Optional.empty();
      }
      found.addAll(known);
    }
    return Optional.of(found);
  }
}
