package io.stripejdbc.scan.estimate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Of how many accounts the rows of a step are cached, and what the others take. */
final class AccountCoverage {
  /** What is done about the rows of one account. */
  enum State {
    /** All of them are cached. */
    REMEMBERED,
    /** They are past their time to live, and events tell what became of them. */
    BY_EVENTS,
    /** They are past their time to live, and only the newest of them can have changed. */
    FROM_UNSETTLED,
    /** Some of them are cached, some are read. */
    IN_PART,
    /** They are read. */
    READ
  }

  private final Map<State, Integer> accounts = new EnumMap<>(State.class);
  private final Map<State, Long> calls = new EnumMap<>(State.class);
  private boolean allKnown = true;

  /**
   * Adds an account.
   *
   * @param least calls that it takes at least; below zero where that is not known
   */
  void add(State state, long least) {
    accounts.merge(state, 1, Integer::sum);
    calls.merge(state, Math.max(0, least), Long::sum);
    allKnown &= state != State.READ || least >= 0;
  }

  boolean has(State state) {
    return accounts.containsKey(state);
  }

  /** Calls that accounts of a state take at least. */
  long calls(State state) {
    return calls.getOrDefault(state, 0L);
  }

  /** What is to be said about it, empty where all of it is read. */
  String note() {
    if (accounts.isEmpty() || (has(State.READ) && accounts.size() == 1)) {
      return "";
    }
    int all = accounts.values().stream().mapToInt(Integer::intValue).sum();
    List<String> parts = new ArrayList<>();
    accounts.forEach((state, count) -> parts.add((count == all ? "" : of(count)) + words(state)));
    return " (" + String.join("; ", parts) + ")";
  }

  private static String of(int count) {
    return count + (count == 1 ? " account " : " accounts ");
  }

  private String words(State state) {
    return switch (state) {
      case REMEMBERED -> "remembered";
      case BY_EVENTS -> "brought up to date by events: " + count(state);
      case FROM_UNSETTLED -> "read from the oldest row on that can still change: " + count(state);
      case IN_PART -> "remembered in part";
      case READ -> allKnown ? "read: " + count(state) : "read";
    };
  }

  private String count(State state) {
    long number = calls(state);
    return number + (number == 1 ? " call" : " calls");
  }
}
