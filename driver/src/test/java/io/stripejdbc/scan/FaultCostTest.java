package io.stripejdbc.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.emulator.read.BigTable;
import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.emulator.server.FaultRule;
import io.stripejdbc.emulator.server.FaultRule.Kind;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.governor.RateLimits;
import io.stripejdbc.governor.TimeSource;
import io.stripejdbc.service.ScannerFactory;
import io.stripejdbc.service.ScannerSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What each fault costs: the rows, and the requests that arrived, one by one. A list of three
 * pages, read by one worker, meets the fault with its second request.
 */
@Timeout(120)
class FaultCostTest {
  private static final int ROWS = 250;
  private static final int PAGES = 3;
  private static final int RETRIES = 2;
  private static final String PATH = "/v1/charges";
  private static final TableSpec CHARGES = BundledCatalog.instance().table("charges").orElseThrow();

  private static Emulator emulator;
  private Scanner scanner;

  @BeforeAll
  static void start() {
    emulator =
        Emulator.start(
            EmulatorOptions.demo().withScale(0.05).withBigTable(new BigTable(PATH, ROWS, 60)));
    assertTrue(emulator.world() != null, "made before the clock of a read time-out runs");
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  @BeforeEach
  void open() {
    scanner =
        ScannerFactory.live(
            BundledCatalog.instance(),
            new ScannerSettings(
                new ScannerSettings.Api(
                    EmulatorOptions.DEMO_KEY, emulator.baseUri().toString(), 5000, 1500, null),
                new ScannerSettings.Scope(Set.of("platform"), false),
                new RateLimits(0, 0, 1),
                RETRIES,
                new ScannerSettings.Allowed(true, false),
                ScannerSettings.Caching.inMemory(false, 1 << 26),
                TimeSource.SYSTEM,
                () -> 0));
    emulator.clearRequests();
  }

  @AfterEach
  void close() {
    scanner.close();
    emulator.clearFaults();
  }

  private List<Object> read() {
    ScanSpec spec =
        ScanSpec.all(CHARGES, List.of(CHARGES.column("id").orElseThrow()))
            .withConditions(ScanConditions.ofAccount("platform"));
    List<Object> rows = new ArrayList<>();
    try (RowCursor cursor = scanner.open(spec, new UnlimitedCallControl())) {
      while (cursor.advance()) {
        rows.add(cursor.row()[0]);
      }
    }
    return rows;
  }

  private static void strike(Kind kind, int times) {
    emulator.addFault(
        FaultRule.on(PATH, kind).after(1).times(times).lasting(Duration.ofMinutes(1)));
  }

  @ParameterizedTest
  @CsvSource({
    "RATE_LIMITED, 1",
    "TOO_MANY_AT_ONCE, 1",
    "LOCK_TIMEOUT, 1",
    "ERROR_500, 1",
    "ERROR_502, 1",
    "ERROR_503, 1",
    "ERROR_504, 1",
    "RESET, 1",
    "SLOW_START, 1",
    "STALLED_BODY, 1",
    "CUT_BODY, 1",
    "BAD_JSON, 1",
    "EMPTY_PAGE_WITH_MORE, 1",
    "REPEATED_PAGE, 1",
    "CURSOR_GONE, 1",
  })
  void aPassingFaultCostsSoManyRequestsMoreAndNoRow(Kind kind, int more) {
    strike(kind, 1);
    List<Object> rows = read();
    assertEquals(ROWS, rows.size());
    assertEquals(ROWS, new HashSet<>(rows).size());
    assertEquals(PAGES + more, emulator.requests().size());
  }

  @ParameterizedTest
  @CsvSource({
    "RATE_LIMITED, 53400, 429, 4, 2",
    "TOO_MANY_AT_ONCE, 53400, 429, 4, 2",
    "LOCK_TIMEOUT, 53400, 429, 4, 2",
    "ERROR_500, 58030, 500, 4, 2",
    "ERROR_502, 58030, 502, 4, 2",
    "ERROR_503, 58030, 503, 4, 2",
    "ERROR_504, 58030, 504, 4, 2",
    // Each attempt goes out twice: the JDK's client repeats it by itself.
    "RESET, 58030, 0, 7, 2",
    "SLOW_START, 58030, 0, 4, 2",
    "STALLED_BODY, 58030, 200, 4, 2",
    "CUT_BODY, 58030, 200, 4, 2",
    "BAD_JSON, 58030, 200, 4, 2",
    "EMPTY_PAGE_WITH_MORE, 58030, 0, 4, 0",
    "REPEATED_PAGE, 58030, 0, 4, 0",
    "KEY_EXPIRED, 28000, 401, 2, 0",
  })
  void aFaultThatStaysIsOneFailureWithItsAttempts(
      Kind kind, String state, int status, int requests, int earlier) {
    strike(kind, 1000);
    SQLException failure = assertThrows(DriverFailure.class, this::read).toSqlException();
    assertEquals(state, failure.getSQLState(), failure.getMessage());
    assertEquals(status, failure.getErrorCode(), failure.getMessage());
    assertEquals(requests, emulator.requests().size());
    assertEquals(earlier, failure.getSuppressed().length);
  }
}
