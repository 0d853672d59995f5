package io.stripejdbc.query.direct;

import io.stripejdbc.query.direct.SimpleSelect.Item;
import io.stripejdbc.query.direct.TokenReader.OtherFormException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which aggregates need no planner: by columns under their own names, in no order. */
final class GroupingCheck {
  private GroupingCheck() {}

  static void check(SimpleSelect select) throws OtherFormException {
    if (!select.aggregates()) {
      demand(select.groups().isEmpty());
      return;
    }
    demand(select.order().isEmpty() && select.limit() < 0);
    List<String> groups = select.groups();
    Set<String> labels = new HashSet<>();
    for (Item item : select.items()) {
      boolean key = item.function() == null;
      // GROUP BY looks for labels too, and two of one name lose it.
      demand(labels.add(item.label().toLowerCase(Locale.ROOT)));
      demand(key == groups.contains(item.column()));
      demand(key ? item.label().equals(item.column()) : !groups.contains(item.label()));
    }
    demand(new HashSet<>(groups).size() == groups.size());
  }

  private static void demand(boolean met) throws OtherFormException {
    if (!met) {
      throw new OtherFormException();
    }
  }
}
