package io.stripejdbc.plan.expand;

import io.stripejdbc.fetch.MemoryReservation;
import io.stripejdbc.plan.lookup.LookupRequest;
import io.stripejdbc.scan.ScanSpec;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What a lookup join and the scan below it exchange during one execution: the request going down,
 * the rows read coming up. Used by the one thread that reads the result.
 */
public final class LookupState {
  private final ExpandedRows expandedRows;
  private @Nullable Asked asked;
  private @Nullable ScanSpec whole;

  /**
   * Creates one.
   *
   * @param memory the account of what comes along
   */
  public LookupState(MemoryReservation memory) {
    this.expandedRows = new ExpandedRows(memory);
  }

  /**
   * A request on its way.
   *
   * @param request what is asked
   * @param rowsRead rows the scan gave back for it, before any condition above it
   */
  public record Asked(LookupRequest request, AtomicLong rowsRead) {
    public void countRow() {
      rowsRead.incrementAndGet();
    }

    /** Reads no more of it: of a request with a bound alone. */
    public void giveUp() {
      rowsRead.set(Math.max(rowsRead.get(), request.rowBudget()));
    }

    /** Whether as many rows have been read as the request allows. */
    public boolean isSpent() {
      return request.rowBudget() >= 0 && rowsRead.get() >= request.rowBudget();
    }
  }

  /** What came along with the driving rows. */
  public ExpandedRows expandedRows() {
    return expandedRows;
  }

  /** Sets the scan as it is without keys. */
  public void reads(ScanSpec spec) {
    whole = spec;
  }

  /** The scan as it is without keys, null before it was opened. */
  public @Nullable ScanSpec whole() {
    return whole;
  }

  /** Sets what the scan's next enumerator is asked. */
  public Asked ask(LookupRequest request) {
    Asked next = new Asked(request, new AtomicLong());
    asked = next;
    return next;
  }

  public Optional<Asked> asked() {
    return Optional.ofNullable(asked);
  }
}
