package io.stripejdbc.scan.execute;

import io.stripejdbc.scan.FakeApi;
import io.stripejdbc.scan.FreeControl;
import io.stripejdbc.scan.Question;
import io.stripejdbc.scan.Rooms;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.Scanner;
import io.stripejdbc.scan.Tables;
import io.stripejdbc.scan.window.Beginnings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** Scans of a made-up API in memory, for one test each. */
public abstract class LiveScans {
  public static final long NOW = 1_700_000_000;

  public final FakeApi api = new FakeApi();
  final WorkerPool pool = new WorkerPool(4);
  public final FreeControl control = new FreeControl();
  Set<String> accounts = Set.of("platform", "connected");
  boolean lenient;

  @AfterEach
  void closePool() {
    pool.close();
  }

  public Scanner scanner() {
    return scanner(pool);
  }

  public Scanner scanner(Workers workers) {
    return new LiveScanner(
        new Tables(), accounts, lenient, api, workers, new Beginnings(), Rooms.empty(), () -> {});
  }

  public List<String> rows(Question question) {
    return rows(scanner(), question);
  }

  public List<String> rows(Scanner scanner, Question question) {
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

  public static Question charges(String... columns) {
    return Question.of(Tables.CHARGES, columns);
  }
}
