package io.stripejdbc.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** Scans of a made-up API in memory, for one test each. */
abstract class LiveScans {
  static final long NOW = 1_700_000_000;

  final FakeApi api = new FakeApi();
  final WorkerPool pool = new WorkerPool(4);
  final FreeControl control = new FreeControl();
  Set<String> accounts = Set.of("platform", "connected");
  boolean lenient;

  @AfterEach
  void closePool() {
    pool.close();
  }

  Scanner scanner() {
    return scanner(pool);
  }

  Scanner scanner(Workers workers) {
    return new LiveScanner(
        new Tables(), accounts, lenient, api, workers, new Beginnings(), Rooms.empty(), () -> {});
  }

  List<String> rows(Question question) {
    return rows(scanner(), question);
  }

  List<String> rows(Scanner scanner, Question question) {
    List<String> rows = new ArrayList<>();
    try (RowCursor cursor = scanner.open(question.spec(), control)) {
      while (cursor.advance()) {
        rows.add(
            Arrays.stream(cursor.row())
                .map(String::valueOf)
                .reduce("", (a, b) -> a.isEmpty() ? b : a + " " + b));
      }
    }
    return rows;
  }

  static Question charges(String... columns) {
    return Question.of(Tables.CHARGES, columns);
  }
}
