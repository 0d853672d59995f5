package io.stripejdbc.plan.runtime;

import io.stripejdbc.fetch.MemoryReservation;
import io.stripejdbc.plan.expand.ExpandedRows;
import io.stripejdbc.plan.lookup.LookupBinder;
import io.stripejdbc.plan.lookup.LookupBinding;
import io.stripejdbc.plan.lookup.LookupPlan;
import io.stripejdbc.plan.lookup.LookupRequest;
import io.stripejdbc.plan.memory.RowSize;
import io.stripejdbc.scan.ScanSpec;
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
import org.jspecify.annotations.Nullable;

/**
 * The rows of the side that is looked up, by key: each distinct key is asked for once, and once
 * looking up would cost more than reading, the side is read instead.
 *
 * <p>Nobody knows the size of a list before reading it. So a few keys are simply looked up; for
 * many the list is read for as long as that has cost less than half of what the lookups would, and
 * what is missing then is looked up. At worst that is half as many calls again as the better way
 * alone, and as many calls again where keys come a few at a time: all lookups so far count. Where
 * the list was read before, it is known which way is fewer calls, and that is taken. Of very many
 * keys half again may be more than a statement may spend: then each page must bring a wanted row on
 * average, so that it costs no more than the lookups it spares.
 */
final class LookupRows {
  /** Up to this many lookups, no page of the list is tried. */
  static final int FEW = 10;

  static final String OPERATION = "The join by lookups";

  static final int ROWS_PER_PAGE = 100;

  /** Half of the calls that a statement may make unless it is allowed more. */
  private static final int VERY_MANY = 5_000;

  private final LookupBinding binding;
  private final ScanRuntime runtime;
  private final MemoryReservation memory;
  private final LookupReader reader;
  private final Map<List<String>, List<@Nullable Object[]>> byKey = new HashMap<>();
  private final Set<List<String>> settled = new HashSet<>();
  private final Set<List<String>> passing = new HashSet<>();
  private final Set<String> wholeAccounts = new HashSet<>();
  private final Map<String, Long> triedAt = new HashMap<>();

  /**
   * Calls for the keys that lookups were asked for, by account: those that the list answers too.
   */
  private final Map<String, Long> lookedUp = new HashMap<>();

  private final Map<String, Long> known = new HashMap<>();
  private boolean whole;

  LookupRows(LookupPlan plan, ScanRuntime runtime, Enumerable<? extends @Nullable Object> right) {
    this.binding = plan.binding();
    this.runtime = runtime;
    this.memory = runtime.reservation(plan, OPERATION);
    memory.release(); // The join may run once more for each row of another.
    this.reader = new LookupReader(plan, runtime, right, memory);
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

  /** The account of all that the join keeps. */
  MemoryReservation memory() {
    return memory;
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
    fresh.removeAll(takeExpanded(fresh));
    if (fresh.isEmpty()) {
      return;
    }
    if (binding.valuePosition() < 0) {
      askAccounts(fresh);
    } else {
      settle(byAccount(fresh));
    }
  }

  /**
   * Forgets what came along with rows that have been joined, where it comes again with the next row
   * that has the key: so a long join holds a batch, not all.
   */
  void forgetPassing() {
    ExpandedRows expanded = runtime.lookup(binding.id()).expandedRows();
    if (expanded.isPassing()) {
      for (List<String> key : passing) {
        List<@Nullable Object[]> forgotten = byKey.remove(key);
        if (forgotten != null) {
          memory.subtract(RowSize.ofRows(forgotten));
        }
        settled.remove(key);
        expanded.forget(new ExpandedRows.Key(account(key), key.get(binding.valuePosition())));
      }
    }
    passing.clear();
  }

  /** Settles the keys whose objects came along with the driving rows: no call is made. */
  private Set<List<String>> takeExpanded(Set<List<String>> keys) {
    ExpandedRows expanded = runtime.lookup(binding.id()).expandedRows();
    if (expanded.isEmpty() || binding.valuePosition() < 0) {
      return Set.of();
    }
    Set<List<String>> known = new LinkedHashSet<>(keys);
    known.removeIf(
        key ->
            !expanded.knows(new ExpandedRows.Key(account(key), key.get(binding.valuePosition()))));
    if (binding.accountPosition() >= 0) {
      lookUp(byAccount(known));
    } else {
      settled.addAll(known); // Only that there is nothing to ask for comes along without account.
    }
    passing.addAll(known);
    return known;
  }

  private boolean isSettled(List<String> key) {
    return whole || settled.contains(key) || wholeAccounts.contains(account(key));
  }

  private String account(List<String> key) {
    return binding.accountPosition() < 0 ? ExpandedRows.ANY : key.get(binding.accountPosition());
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
    if (binding.ofAccounts()
        && isWorthTrying("", accounts.size())
        && readWhole(Map.of("", keys), 1).contains("")) {
      whole = true;
      return;
    }
    keep(
        reader.rows(List.of(new LookupRequest(Optional.of(accounts), Optional.empty(), -1))).get(0),
        keys);
    settled.addAll(keys);
  }

  /** Settles keys by account, all accounts side by side. */
  private void settle(Map<String, Set<List<String>>> keys) {
    Map<String, Set<List<String>>> many = new LinkedHashMap<>();
    Map<String, Set<List<String>>> left = new LinkedHashMap<>(keys);
    // A list that is never read whole needs no comparison, for which accounts may have to be
    // listed.
    long callsPerKey = binding.eachParentAsked() ? 1 : callsPerKey();
    for (Map.Entry<String, Set<List<String>>> group : keys.entrySet()) {
      long lookups = group.getValue().size() * callsPerKey;
      long all = lookedUp.merge(group.getKey(), lookups, Long::sum);
      if (isFewerCalls(group.getKey(), all)) {
        many.put(group.getKey(), group.getValue());
      }
    }
    if (!many.isEmpty()) {
      for (String account : readWhole(many, callsPerKey)) {
        keepWhole(account);
        left.remove(account);
      }
      many.keySet().retainAll(left.keySet());
      many.forEach(
          (account, group) -> left.put(account, binding.isUnique() ? unanswered(group) : group));
    }
    lookUp(left);
    keys.values().forEach(settled::addAll);
  }

  /** Calls for one key: one for each account that may have it. */
  private long callsPerKey() {
    if (binding.accountPosition() >= 0 || binding.platformOnly()) {
      return 1;
    }
    return binding.namedAccounts() > 0 ? binding.namedAccounts() : runtime.accountCount();
  }

  /** Whether the list is read: where it is known to be fewer calls, or is worth trying. */
  private boolean isFewerCalls(String account, long lookups) {
    if (binding.eachParentAsked()) {
      return false;
    }
    long calls = knownCalls(account);
    if (calls < 0) {
      return isWorthTrying(account, lookups);
    }
    return calls < lookups && (calls > 0 || lookups > FEW);
  }

  /** The calls that reading the list of an account takes, -1 where that is not known. */
  private long knownCalls(String account) {
    ScanSpec list = runtime.lookup(binding.id()).whole();
    LookupRequest all = new LookupRequest(accounts(account), Optional.empty(), -1);
    return list == null
        ? -1
        : known.computeIfAbsent(
            account,
            any ->
                LookupBinder.narrow(list, binding, all)
                    .map(spec -> runtime.scanner().knownCalls(spec, runtime.control()))
                    .orElse(-1L));
  }

  /** The list is tried when there are many keys, and again only for several times as many. */
  private boolean isWorthTrying(String account, long lookups) {
    long before = triedAt.getOrDefault(account, 0L);
    boolean worth = !binding.eachParentAsked() && lookups > FEW && lookups > 2 * before;
    if (worth) {
      triedAt.put(account, lookups);
    }
    return worth;
  }

  private void keepWhole(String account) {
    if (binding.accountPosition() < 0) {
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
    keys.forEach(key -> values.add(key.get(binding.valuePosition())));
    return values;
  }

  private void lookUp(Map<String, Set<List<String>>> keys) {
    List<LookupRequest> requests = new ArrayList<>();
    List<Set<List<String>>> wanted = new ArrayList<>();
    keys.forEach(
        (account, group) -> {
          if (!group.isEmpty()) {
            requests.add(new LookupRequest(accounts(account), Optional.of(values(group)), -1));
            wanted.add(group);
            settled.addAll(group);
          }
        });
    List<LookupReader.Found> found = reader.rows(requests);
    for (int i = 0; i < found.size(); i++) {
      keep(found.get(i), wanted.get(i));
    }
  }

  private Optional<Set<String>> accounts(String account) {
    return account.isEmpty() ? Optional.empty() : Optional.of(Set.of(account));
  }

  /**
   * Reads the lists of accounts while that costs less than half of the lookups; says of which
   * accounts that was all. Of a list cut short only unique keys are settled, so other rows are
   * forgotten.
   */
  private List<String> readWhole(Map<String, Set<List<String>>> keys, long callsPerKey) {
    List<LookupRequest> requests = new ArrayList<>();
    List<String> accounts = new ArrayList<>();
    List<Set<List<String>>> groups = new ArrayList<>();
    keys.forEach(
        (account, group) -> {
          long calls = knownCalls(account);
          // What is known may have grown since.
          long lookups = lookedUp.getOrDefault(account, group.size() * callsPerKey);
          long pages = Math.max(calls + calls / 4 + 1, lookups / 2);
          requests.add(
              new LookupRequest(accounts(account), Optional.empty(), pages * ROWS_PER_PAGE));
          accounts.add(account);
          groups.add(group);
        });
    List<Set<List<String>>> wanted = new ArrayList<>();
    groups.forEach(
        group ->
            wanted.add(
                binding.isUnique() && group.size() * callsPerKey > VERY_MANY ? group : Set.of()));
    List<LookupReader.Found> found = reader.rows(requests, wanted);
    List<String> complete = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      Map<List<String>, List<@Nullable Object[]>> rows = found.get(i).rows();
      if (!found.get(i).asked().isSpent()) {
        complete.add(accounts.get(i));
        rows.forEach(byKey::putIfAbsent);
      } else if (binding.isUnique()) {
        rows.keySet().retainAll(groups.get(i));
        rows.forEach(byKey::putIfAbsent);
      }
    }
    return complete;
  }

  private void keep(LookupReader.Found found, Set<List<String>> keys) {
    found.rows().keySet().retainAll(keys);
    byKey.putAll(found.rows());
  }
}
