package io.stripejdbc.scan.execute;

import io.stripejdbc.scan.EmptyCaches;
import io.stripejdbc.scan.FakeApi;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanSpecBuilder;
import io.stripejdbc.scan.Scanner;
import io.stripejdbc.scan.TestCatalog;
import io.stripejdbc.scan.UnlimitedCallControl;
import io.stripejdbc.scan.window.ListStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** Scans of a made-up API in memory, for one test each. */
public abstract class LiveScannerFixture {
  public static final long NOW = 1_700_000_000;

  public final FakeApi api = new FakeApi();
  final WorkerPool pool = new WorkerPool(4);
  public final UnlimitedCallControl control = new UnlimitedCallControl();
  Set<String> accounts = Set.of("platform", "connected");
  boolean lenient;

  @AfterEach
  void closePool() {
    pool.close();
  }

  public Scanner scanner() {
    return scanner(pool);
  }

  public Scanner scanner(CallExecutor executor) {
    return new LiveScanner(
        new TestCatalog(),
        accounts,
        lenient,
        api,
        executor,
        new ListStatistics(),
        EmptyCaches.empty(),
        () -> {});
  }

  public List<String> rows(ScanSpecBuilder scanSpecBuilder) {
    return rows(scanner(), scanSpecBuilder);
  }

  public List<String> rows(Scanner scanner, ScanSpecBuilder scanSpecBuilder) {
    List<String> rows = new ArrayList<>();
    try (RowCursor cursor = scanner.open(scanSpecBuilder.spec(), control)) {
      while (cursor.advance()) {
        rows.add(
            Arrays.stream(cursor.row())
                .map(String::valueOf)
                .reduce("", (a, b) -> a.isEmpty() ? b : a + " " + b));
      }
    }
    return rows;
  }

  public static ScanSpecBuilder charges(String... columns) {
    return ScanSpecBuilder.of(TestCatalog.CHARGES, columns);
  }
}
