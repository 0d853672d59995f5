package io.stripejdbc.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the side that is looked up, by key: each distinct key is asked for once, and once
 * looking up would cost more than reading, the side is read instead.
 *
 * <p>Nobody knows the size of a list before reading it. So a few keys are simply looked up; for
 * many the list is read for as long as that has cost less than half of what the lookups would, and
 * what is missing then is looked up. At worst that is half as many calls again as the better way
 * alone.
 */
final class LookedUpRows {
  /** Up to this many lookups, no page of the list is tried. */
  static final int FEW = 10;

  private static final int ROWS_PER_PAGE = 100;

  private final LookupPlan plan;
  private final LookupSlot slot;
  private final ScanRuntime runtime;
  private final Enumerable<? extends @Nullable Object> right;
  private final Map<List<String>, List<@Nullable Object[]>> byKey = new HashMap<>();
  private final Set<List<String>> settled = new HashSet<>();
  private final Set<String> wholeAccounts = new HashSet<>();
  private final Map<String, Long> triedAt = new HashMap<>();
  private boolean whole;

  LookedUpRows(LookupPlan plan, ScanRuntime runtime, Enumerable<? extends @Nullable Object> right) {
    this.plan = plan;
    this.slot = plan.slot();
    this.runtime = runtime;
    this.right = right;
  }

  /** The key of a row, null when a part of it is NULL: NULL equals nothing. */
  static @Nullable List<String> key(@Nullable Object[] row, List<Integer> positions) {
    List<String> key = new ArrayList<>(positions.size());
    for (int position : positions) {
      Object part = row[position];
      if (part == null) {
        return null;
      }
      key.add(part.toString());
    }
    return key;
  }

  List<@Nullable Object[]> matches(@Nullable List<String> key) {
    return key == null ? List.of() : byKey.getOrDefault(key, List.of());
  }

  /** Makes sure that the rows of all these keys have been asked for. */
  void require(Collection<List<String>> keys) {
    Set<List<String>> fresh = new LinkedHashSet<>();
    for (List<String> key : keys) {
      if (!isSettled(key)) {
        fresh.add(key);
      }
    }
    fresh.removeAll(takeCarried(fresh));
    if (fresh.isEmpty()) {
      return;
    }
    if (slot.valuePosition() < 0) {
      askAccounts(fresh);
    } else if (slot.accountPosition() < 0) {
      settle(null, fresh);
    } else {
      byAccount(fresh).forEach(this::settle);
    }
  }

  /** Settles the keys whose objects came along with the driving rows: no call is made. */
  private Set<List<String>> takeCarried(Set<List<String>> keys) {
    CarriedRows carried = runtime.lookup(slot.id()).carried();
    if (carried.isEmpty() || !slot.isUnique()) {
      return Set.of();
    }
    Set<List<String>> known = new LinkedHashSet<>(keys);
    known.removeIf(
        key -> !carried.knows(new CarriedRows.Key(account(key), key.get(slot.valuePosition()))));
    byAccount(known)
        .forEach(
            (account, group) ->
                read(
                    new LookupRequest(Optional.of(Set.of(account)), Optional.of(values(group)), -1),
                    group));
    settled.addAll(known);
    return known;
  }

  private boolean isSettled(List<String> key) {
    return whole || settled.contains(key) || wholeAccounts.contains(account(key));
  }

  private String account(List<String> key) {
    return slot.accountPosition() < 0 ? "" : key.get(slot.accountPosition());
  }

  private Map<String, Set<List<String>>> byAccount(Set<List<String>> keys) {
    Map<String, Set<List<String>>> groups = new LinkedHashMap<>();
    for (List<String> key : keys) {
      groups.computeIfAbsent(account(key), k -> new LinkedHashSet<>()).add(key);
    }
    return groups;
  }

  private void askAccounts(Set<List<String>> keys) {
    Set<String> accounts = new LinkedHashSet<>();
    keys.forEach(key -> accounts.add(account(key)));
    if (slot.ofAccounts()
        && isWorthTrying("", accounts.size())
        && readWhole(Optional.empty(), accounts.size() / 2, keys)) {
      whole = true;
      return;
    }
    read(new LookupRequest(Optional.of(accounts), Optional.empty(), -1), keys);
    settled.addAll(keys);
  }

  /**
   * Settles keys of one account, or of all accounts at once when the join does not compare them.
   */
  private void settle(@Nullable String account, Set<List<String>> keys) {
    Optional<Set<String>> accounts = Optional.ofNullable(account).map(Set::of);
    long callsPerKey = account == null ? runtime.accountCount() : 1;
    long lookups = keys.size() * callsPerKey;
    Set<List<String>> missing = keys;
    if (isWorthTrying(String.valueOf(account), lookups)) {
      if (readWhole(accounts, lookups / 2, keys)) {
        rememberWhole(account);
        return;
      }
      missing = slot.isUnique() ? unanswered(keys) : keys;
    }
    if (!missing.isEmpty()) {
      read(new LookupRequest(accounts, Optional.of(values(missing)), -1), missing);
    }
    settled.addAll(keys);
  }

  /** The list is tried when there are many keys, and again only for several times as many. */
  private boolean isWorthTrying(String account, long lookups) {
    long before = triedAt.getOrDefault(account, 0L);
    boolean worth = !slot.eachParentAsked() && lookups > FEW && lookups > 2 * before;
    if (worth) {
      triedAt.put(account, lookups);
    }
    return worth;
  }

  private void rememberWhole(@Nullable String account) {
    if (account == null) {
      whole = true;
    } else {
      wholeAccounts.add(account);
    }
  }

  private Set<List<String>> unanswered(Set<List<String>> keys) {
    Set<List<String>> missing = new LinkedHashSet<>(keys);
    missing.removeAll(byKey.keySet());
    return missing;
  }

  private Set<String> values(Set<List<String>> keys) {
    Set<String> values = new LinkedHashSet<>();
    keys.forEach(key -> values.add(key.get(slot.valuePosition())));
    return values;
  }

  /**
   * Reads the list up to a number of pages; true if that was all of it. Of a list cut short only
   * unique keys are settled, so other rows are forgotten.
   */
  private boolean readWhole(Optional<Set<String>> accounts, long pages, Set<List<String>> keys) {
    long budget = Math.max(1, pages) * ROWS_PER_PAGE;
    Map<List<String>, List<@Nullable Object[]>> found =
        rows(new LookupRequest(accounts, Optional.empty(), budget));
    boolean complete = runtime.lookup(slot.id()).rowsRead() < budget;
    if (complete) {
      found.forEach(byKey::putIfAbsent);
    } else if (slot.isUnique()) {
      found.keySet().retainAll(keys);
      found.forEach(byKey::putIfAbsent);
    }
    return complete;
  }

  private void read(LookupRequest request, Set<List<String>> keys) {
    Map<List<String>, List<@Nullable Object[]>> found = rows(request);
    found.keySet().retainAll(keys);
    byKey.putAll(found);
  }

  private Map<List<String>, List<@Nullable Object[]>> rows(LookupRequest request) {
    runtime.lookup(slot.id()).ask(request);
    Map<List<String>, List<@Nullable Object[]>> found = new HashMap<>();
    try (Enumerator<? extends @Nullable Object> rows = right.enumerator()) {
      while (!isSpent(request) && rows.moveNext()) {
        @Nullable Object[] row = LookupJoinRuntime.array(rows.current(), plan.rightColumns());
        List<String> key = key(row, plan.rightKeys());
        if (key != null) {
          found.computeIfAbsent(key, k -> new ArrayList<>()).add(row.clone());
        }
      }
    }
    return found;
  }

  private boolean isSpent(LookupRequest request) {
    return request.rowBudget() >= 0 && runtime.lookup(slot.id()).rowsRead() >= request.rowBudget();
  }
}
