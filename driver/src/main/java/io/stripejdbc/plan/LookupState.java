package io.stripejdbc.plan;

import io.stripejdbc.fetch.MemoryReservation;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What a lookup join and the scan below it tell each other during one execution: the request going
 * down, the rows read coming up. Used by the one thread that reads the result.
 */
final class LookupState {
  private final CarriedRows carried;
  private @Nullable Asked asked;

  /**
   * @param memory the account of what comes along
   */
  LookupState(MemoryReservation memory) {
    this.carried = new CarriedRows(memory);
  }

  /**
   * A request on its way.
   *
   * @param request what is asked
   * @param rowsRead rows the scan gave back for it, before any condition above it
   */
  record Asked(LookupRequest request, AtomicLong rowsRead) {
    void countRow() {
      rowsRead.incrementAndGet();
    }

    /** Reads no more of it: of a request with a bound alone. */
    void giveUp() {
      rowsRead.set(Math.max(rowsRead.get(), request.rowBudget()));
    }

    /** Whether as many rows have been read as the request allows. */
    boolean isSpent() {
      return request.rowBudget() >= 0 && rowsRead.get() >= request.rowBudget();
    }
  }

  /** What came along with the driving rows. */
  CarriedRows carried() {
    return carried;
  }

  /** Sets what the scan's next enumerator is asked. */
  Asked ask(LookupRequest request) {
    Asked next = new Asked(request, new AtomicLong());
    asked = next;
    return next;
  }

  Optional<Asked> asked() {
    return Optional.ofNullable(asked);
  }
}
