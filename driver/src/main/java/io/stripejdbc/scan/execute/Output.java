package io.stripejdbc.scan.execute;

import io.stripejdbc.scan.task.Strand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where rows wait between the strands and the reader, and what decides whether more may be fetched.
 * Used under the run's lock.
 */
interface Output {
  /** A strand was added to the scan. */
  void opened(Strand<?> strand);

  /** Rows of a strand, in its order. */
  void add(Strand<?> strand, List<@Nullable Object[]> rows);

  /** The strand brings no more rows. */
  void closed(Strand<?> strand);

  /** Whether the strand's next page is wanted now. */
  boolean wants(Strand<?> strand, int inFlight);

  /** The next rows for the reader, empty when none can be given yet. */
  List<@Nullable Object[]> take();
}
