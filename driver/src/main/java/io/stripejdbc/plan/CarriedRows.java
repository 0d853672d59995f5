package io.stripejdbc.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Objects that came inside the rows of another scan, by account and id. For one thread. */
final class CarriedRows {
  /** An object's place in Stripe. */
  record Key(String account, String id) {}

  private final Map<Key, Optional<@Nullable Object[]>> rows = new HashMap<>();

  boolean knows(Key key) {
    return rows.containsKey(key);
  }

  void put(Key key, @Nullable Object[] row) {
    rows.put(key, Optional.of(row));
  }

  /** The object was deleted: there is no row of it. */
  void absent(Key key) {
    rows.put(key, Optional.empty());
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The rows of these objects; nothing where any of them did not come along. */
  Optional<List<@Nullable Object[]>> all(String account, Set<String> ids) {
    List<@Nullable Object[]> found = new ArrayList<>();
    for (String id : ids) {
      Optional<@Nullable Object[]> row = rows.get(new Key(account, id));
      if (row == null) {
        return Optional.empty();
      }
      row.ifPresent(found::add);
    }
    return Optional.of(found);
  }
}
