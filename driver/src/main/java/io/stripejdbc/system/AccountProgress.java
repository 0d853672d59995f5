package io.stripejdbc.system;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The accounts a statement reads, and those it is not done with. Guarded by its owner. */
final class AccountProgress {
  private final Set<String> all = new HashSet<>();
  private final Map<String, Integer> open = new HashMap<>();

  void opened(String account) {
    all.add(account);
    open.merge(account, 1, Integer::sum);
  }

  void closed(String account) {
    open.computeIfPresent(account, (name, count) -> count == 1 ? null : count - 1);
  }

  int total() {
    return all.size();
  }

  int left() {
    return open.size();
  }
}
