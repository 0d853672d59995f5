package io.stripejdbc.plan;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What a lookup join and the scan below it tell each other during one execution: the request going
 * down, the rows read coming up. Used by the one thread that reads the result.
 */
final class LookupState {
  private @Nullable LookupRequest request;
  private final AtomicLong rowsRead = new AtomicLong();
  private final CarriedRows carried = new CarriedRows();

  /** What came along with the driving rows. */
  CarriedRows carried() {
    return carried;
  }

  void ask(LookupRequest next) {
    request = next;
    rowsRead.set(0);
  }

  Optional<LookupRequest> request() {
    return Optional.ofNullable(request);
  }

  void countRow() {
    rowsRead.incrementAndGet();
  }

  /** Rows the scan gave back since the last request, before any condition above it. */
  long rowsRead() {
    return rowsRead.get();
  }
}
