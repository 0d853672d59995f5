package io.stripejdbc.scan.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;

/** Workers on a clock that only moves when nothing is left to do now; all in one thread. */
public final class SimulatedCallExecutor implements CallExecutor {
  private record Event(long time, long order, Runnable call) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(time, other.time);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final List<Client> clients = new ArrayList<>();
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final int slots;
  private final LongSupplier latency;
  private long now;
  private long orders;

  public SimulatedCallExecutor(int slots, LongSupplier latency) {
    this.slots = slots;
    this.latency = latency;
  }

  public long now() {
    return now;
  }

  @Override
  public void add(Client client) {
    clients.add(client);
  }

  @Override
  public void remove(Client client) {
    clients.remove(client);
  }

  @Override
  public void wake() {}

  @Override
  public int size() {
    return slots;
  }

  @Override
  public boolean help() {
    boolean found = true;
    while (found && events.size() < slots) {
      found = false;
      for (Client client : List.copyOf(clients)) {
        Runnable call = events.size() < slots ? client.poll() : null;
        if (call != null) {
          events.add(new Event(now + latency.getAsLong(), orders++, call));
          found = true;
        }
      }
    }
    Event next = events.poll();
    if (next == null) {
      throw new IllegalStateException("the reader waits and nothing is on its way");
    }
    now = next.time();
    next.call().run();
    return true;
  }

  /** Lets the calls that are on their way come to their end. */
  void finish() {
    for (Event next = events.poll(); next != null; next = events.poll()) {
      now = next.time();
      next.call().run();
    }
  }
}
