package io.stripejdbc.scan.execute;

import io.stripejdbc.cache.segment.SegmentView;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.catalog.TableSpec.Kind;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanDescription;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.Scanner;
import java.util.List;

/** A scanner that computes nothing at Stripe: {@code previewInvoices=off}. */
public final class PreviewRefusingScanner implements Scanner {
  private final Scanner scanner;

  public PreviewRefusingScanner(Scanner scanner) {
    this.scanner = scanner;
  }

  @Override
  public RowCursor open(ScanSpec spec, CallControl control) {
    check(spec);
    return scanner.open(spec, control);
  }

  @Override
  public int accountCount(CallControl control) {
    return scanner.accountCount(control);
  }

  @Override
  public long knownCalls(ScanSpec spec, CallControl control) {
    check(spec);
    return scanner.knownCalls(spec, control);
  }

  @Override
  public List<String> explain(ScanSpec spec) {
    check(spec);
    return scanner.explain(spec);
  }

  @Override
  public ScanDescription explain(ScanSpec spec, CallControl control) {
    check(spec);
    return scanner.explain(spec, control);
  }

  @Override
  public List<SegmentView> cachedSegments() {
    return scanner.cachedSegments();
  }

  @Override
  public void clearCached() {
    scanner.clearCached();
  }

  private static void check(ScanSpec spec) {
    if (spec.table().kind() == Kind.PREVIEW || isInsidePreview(spec.table())) {
      throw new DriverFailure(
          DriverError.SWITCHED_OFF,
          "Table '"
              + spec.table().name()
              + "' is off: Stripe computes its rows on POST requests, which change nothing but are no"
              + " reads; set property 'previewInvoices' to 'on' to allow them");
    }
  }

  /** Whether its rows come with those of such a table. */
  private static boolean isInsidePreview(TableSpec table) {
    return table.kind() == Kind.EMBEDDED && table.path().endsWith("/create_preview");
  }

  @Override
  public void close() {
    scanner.close();
  }
}
