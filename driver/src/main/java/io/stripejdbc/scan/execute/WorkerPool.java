package io.stripejdbc.scan.execute;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads that make the calls of all scans with one API key. They take one call of each scan in
 * turn, so that a small query is not stuck behind a big one.
 *
 * <p>Threads start when there is work, end when there has been none for a while, and all end with
 * {@link #close}.
 */
public final class WorkerPool implements CallExecutor, AutoCloseable {
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** So long after its scan was closed a call may still take while others wait. */
  private static final long MOST_FINISHING_NANOS = TimeUnit.SECONDS.toNanos(3);

  private record Finishing(Client client, Runnable abort, long sinceNanos) {}

  private final Deque<Finishing> finishing = new ArrayDeque<>();
  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Client> clients = new ArrayDeque<>();
  private final ThreadGroup group = new ThreadGroup("stripe-jdbc-calls");
  private int most;
  private int threads;
  private int idle;
  private long version;
  private boolean closed;

  /**
   * Creates one.
   *
   * @param most threads at once
   */
  public WorkerPool(int most) {
    this(most, System::nanoTime);
  }

  /**
   * @param nanos a clock that never goes back
   */
  WorkerPool(int most, LongSupplier nanos) {
    this.most = most;
    this.nanos = nanos;
  }

  @Override
  public boolean letFinish(Client client, Runnable abort) {
    lock.lock();
    try {
      if (!closed) {
        finishing.addLast(new Finishing(client, abort, nanos.getAsLong()));
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void abortOverdue() {
    takeFinishing(MOST_FINISHING_NANOS).forEach(Runnable::run);
  }

  private List<Runnable> takeFinishing(long olderNanos) {
    List<Runnable> aborts = new ArrayList<>();
    lock.lock();
    try {
      long now = nanos.getAsLong();
      while (!finishing.isEmpty() && now - finishing.peek().sinceNanos() >= olderNanos) {
        aborts.add(finishing.remove().abort());
      }
    } finally {
      lock.unlock();
    }
    return aborts;
  }

  @Override
  public int size() {
    lock.lock();
    try {
      return most;
    } finally {
      lock.unlock();
    }
  }

  /** Lets more or fewer threads run; those that run finish what they do. */
  public void resize(int threadsAtMost) {
    lock.lock();
    try {
      most = threadsAtMost;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void add(Client client) {
    lock.lock();
    try {
      clients.addFirst(client);
    } finally {
      lock.unlock();
    }
    wake();
  }

  @Override
  public void remove(Client client) {
    lock.lock();
    try {
      clients.remove(client);
      finishing.removeIf(scan -> scan.client() == client);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void wake() {
    lock.lock();
    try {
      version++;
      if (idle > 0) {
        changed.signal();
      } else if (threads < most && !closed) {
        start();
      }
    } finally {
      lock.unlock();
    }
  }

  private void start() {
    Thread thread = new Thread(group, this::work, "stripe-jdbc-call-" + (threads + 1));
    thread.setDaemon(true);
    thread.start();
    threads++;
  }

  private void work() {
    boolean ended = false;
    try {
      Runnable call = next();
      while (call != null) {
        // One thread finds work for the next: a burst of calls starts a burst of threads.
        wake();
        call.run();
        call = next();
      }
      ended = true;
    } finally {
      if (!ended) {
        workerEnded();
      }
    }
  }

  /** A thread that ends with an error leaves its place to another. */
  private void workerEnded() {
    lock.lock();
    try {
      threads--;
    } finally {
      lock.unlock();
    }
    wake();
  }

  /** The next call of any scan, null when the thread should end. */
  private @Nullable Runnable next() {
    while (true) {
      long seen = version();
      Runnable call = pollAll();
      if (call != null) {
        return call;
      }
      if (!awaitChange(seen)) {
        return null;
      }
    }
  }

  private long version() {
    lock.lock();
    try {
      return version;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Runnable pollAll() {
    int turns = clientCount();
    for (int turn = 0; turn < turns; turn++) {
      Client client = rotate();
      Runnable call = client == null ? null : client.poll();
      if (call != null) {
        return call;
      }
    }
    return null;
  }

  private int clientCount() {
    lock.lock();
    try {
      return closed ? 0 : clients.size();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Client rotate() {
    lock.lock();
    try {
      Client client = clients.poll();
      if (client != null) {
        clients.addLast(client);
      }
      return client;
    } finally {
      lock.unlock();
    }
  }

  private boolean awaitChange(long seen) {
    lock.lock();
    try {
      idle++;
      long left = IDLE_NANOS;
      while (version == seen && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      boolean goOn = version != seen && !closed;
      if (!goOn) {
        threads--;
      }
      return goOn;
    } catch (InterruptedException end) {
      threads--;
      return false;
    } finally {
      idle--;
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      clients.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    takeFinishing(0).forEach(Runnable::run);
    group.interrupt();
  }
}
