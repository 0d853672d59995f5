package io.stripejdbc.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.emulator.read.BigTable;
import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.emulator.server.FaultRule;
import io.stripejdbc.emulator.server.FaultRule.Kind;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.governor.RateLimits;
import io.stripejdbc.governor.TimeSource;
import io.stripejdbc.service.ScannerFactory;
import io.stripejdbc.service.ScannerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever goes wrong with one answer: every row exactly once, or one failure that says why. */
@Timeout(120)
class EveryFaultTest {
  private static final int ROWS = 1200;
  private static final String PATH = "/v1/charges";
  private static final TableSpec CHARGES = BundledCatalog.instance().table("charges").orElseThrow();

  private static Emulator emulator;
  private Scanner scanner;

  @BeforeAll
  static void start() {
    emulator = Emulator.start(EmulatorOptions.demo().withBigTable(new BigTable(PATH, ROWS, 60)));
    assertTrue(emulator.world() != null, "made before the clock of a read time-out runs");
  }

  /** A scanner for each test: the pace that a rate limit leaves behind ends with the last one. */
  @BeforeEach
  void open() {
    scanner =
        ScannerFactory.live(
            BundledCatalog.instance(),
            new ScannerSettings(
                new ScannerSettings.Api(
                    EmulatorOptions.DEMO_KEY, emulator.baseUri().toString(), 5000, 2500, null),
                new ScannerSettings.Scope(Set.of("platform"), false),
                new RateLimits(0, 0, 8),
                5,
                new ScannerSettings.Allowed(true, false),
                ScannerSettings.Caching.inMemory(false, 1 << 26),
                TimeSource.SYSTEM,
                () -> 0));
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  @AfterEach
  void clear() {
    scanner.close();
    emulator.clearFaults();
  }

  private List<Object> read() {
    List<ColumnSpec> columns = List.of(CHARGES.column("id").orElseThrow());
    ScanSpec spec = ScanSpec.all(CHARGES, columns);
    List<Object> rows = new ArrayList<>();
    try (RowCursor cursor = scanner.open(spec, new UnlimitedCallControl())) {
      while (cursor.advance()) {
        rows.add(cursor.row()[0]);
      }
    }
    return rows;
  }

  private static void strike(Kind kind, int after, int times) {
    emulator.addFault(
        FaultRule.on(PATH, kind).after(after).times(times).lasting(Duration.ofSeconds(5)));
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"KEY_EXPIRED", "PERMISSION_DENIED"},
      mode = EnumSource.Mode.EXCLUDE)
  void aPassingFaultCostsNoRowAndDoublesNone(Kind kind) {
    int whole = read().size();
    strike(kind, 2, 1);
    List<Object> rows = read();
    assertTrue(whole >= ROWS, "rows " + whole);
    assertEquals(whole, rows.size());
    assertEquals(whole, new HashSet<>(rows).size());
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {
        "RATE_LIMITED",
        "TOO_MANY_AT_ONCE",
        "LOCK_TIMEOUT",
        "ERROR_500",
        "ERROR_502",
        "RESET",
        "CUT_BODY",
        "BAD_JSON",
        "EMPTY_PAGE_WITH_MORE"
      })
  void aFaultThatStaysIsOneFailureAndNoShortAnswer(Kind kind) {
    strike(kind, 2, 1000);
    DriverFailure failure = assertThrows(DriverFailure.class, this::read);
    Set<DriverError> expected =
        Set.of(
            DriverError.RATE_LIMITED,
            DriverError.API_UNAVAILABLE,
            DriverError.BAD_ANSWER,
            DriverError.REQUEST_REFUSED);
    assertTrue(expected.contains(failure.error()), failure.error() + " " + failure.getMessage());
  }

  @Test
  void cursorsThatAreGoneAgainAndAgainCostCallsAndNoRow() {
    int whole = read().size();
    strike(Kind.CURSOR_GONE, 2, 1000);
    List<Object> rows = read();
    assertEquals(whole, rows.size());
    assertEquals(whole, new HashSet<>(rows).size());
  }

  @Test
  void aKeyThatExpiresHalfWayIsToldAsThat() {
    strike(Kind.KEY_EXPIRED, 3, 1000);
    DriverFailure failure = assertThrows(DriverFailure.class, this::read);
    assertEquals(DriverError.KEY_REJECTED, failure.error());
    assertEquals(401, failure.vendorCode());
  }

  @Test
  void aPermissionThatIsTakenAwayHalfWayIsToldAtOnce() {
    strike(Kind.PERMISSION_DENIED, 3, 1);
    DriverFailure failure = assertThrows(DriverFailure.class, this::read);
    assertEquals(DriverError.PERMISSION_DENIED, failure.error());
    assertEquals(403, failure.vendorCode());
  }
}
