package io.stripejdbc.scan.execute;

import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.scan.task.Call;
import io.stripejdbc.scan.task.Strand;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The strands of a scan: which wait for a call, and which may still bring rows. Under its lock. */
final class Roster {
  private final Output output;
  private final CallControl control;
  private final Deque<Strand<?>> ready = new ArrayDeque<>();
  private final Set<Strand<?>> living = new HashSet<>();
  private final Set<String> leftOut = new HashSet<>();
  private boolean held;
  private boolean waiting;

  /**
   * @param control told which accounts are being read
   */
  Roster(Output output, CallControl control) {
    this.output = output;
    this.control = control;
  }

  /** Adds a strand whose first call is made at once. */
  void open(Strand<?> strand) {
    living.add(strand);
    output.opened(strand);
    if (!strand.rowsOf().isEmpty()) {
      control.accountOpened(strand.rowsOf());
    }
  }

  private void close(Strand<?> strand) {
    strand.close();
    if (!strand.rowsOf().isEmpty()) {
      control.accountClosed(strand.rowsOf());
    }
  }

  /** Adds a strand; its calls go before those of the strands that wait. */
  void addFirst(Strand<?> strand) {
    open(strand);
    ready.addFirst(strand);
  }

  /** Adds a strand behind those that wait. */
  void addLast(Strand<?> strand) {
    open(strand);
    ready.addLast(strand);
  }

  /** Whether no strand can bring anything more. */
  boolean isEmpty() {
    return living.isEmpty();
  }

  /**
   * The call to make next, null for none.
   *
   * @param wake lets other scans look again
   */
  @Nullable Call<?> next(int inFlight, Runnable wake) {
    held = false;
    waiting = false;
    for (Iterator<Strand<?>> all = ready.iterator(); all.hasNext(); ) {
      Strand<?> strand = all.next();
      if (!output.wants(strand, inFlight)) {
        held = true;
        if (strand.held()) {
          wake.run();
        }
        continue;
      }
      Call<?> call = strand.next();
      if (call != null) {
        all.remove();
        return call;
      }
      waiting = true;
    }
    return null;
  }

  /** Whether a strand was put off at the last look, until the reader has taken more rows. */
  boolean areHeld() {
    return held;
  }

  /** Whether a strand waited at the last look for what another scan reads. */
  boolean waitForOthers() {
    return waiting;
  }

  /** A strand whose call was answered waits for its next one. */
  void goOn(Strand<?> strand) {
    ready.addLast(strand);
  }

  /** A strand brings nothing more. */
  void end(Strand<?> strand) {
    living.remove(strand);
    close(strand);
    output.closed(strand);
  }

  /** Tells all that answers are not what was asked for. */
  void forget() {
    living.forEach(Strand::forget);
  }

  /** All end; what they have read is kept, and who waits for the rest goes on by himself. */
  void endAll() {
    ready.clear();
    living.forEach(this::close);
    living.clear();
  }

  /**
   * An account refused and is left out: all of it. Its other lists may be on their way, or be let
   * through, and the half of an account would be a wrong answer.
   */
  void leaveOut(Strand<?> refused) {
    leftOut.add(refused.rowsOf());
    List<Strand<?>> its = new ArrayList<>(ready);
    its.removeIf(strand -> !isLeftOut(strand));
    ready.removeAll(its);
    its.forEach(this::end);
  }

  /** Whether the strand's account is left out, whatever it still answers. */
  boolean isLeftOut(Strand<?> strand) {
    return leftOut.contains(strand.rowsOf());
  }
}
