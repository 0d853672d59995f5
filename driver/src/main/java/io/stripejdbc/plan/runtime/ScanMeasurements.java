package io.stripejdbc.plan.runtime;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** What the scans of one execution have cost, by the scan of the plan. */
public final class ScanMeasurements {
  private final IdentityHashMap<ScanTemplate, ScanMeasurement> scans = new IdentityHashMap<>();

  /** That of a scan, begun with its first read. */
  synchronized ScanMeasurement begun(ScanTemplate scan) {
    return scans.computeIfAbsent(scan, s -> new ScanMeasurement());
  }

  /** That of a scan, null where it was not read. */
  public synchronized @Nullable ScanMeasurement of(ScanTemplate scan) {
    return scans.get(scan);
  }
}
