package io.stripejdbc.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.fetch.Freshness;
import io.stripejdbc.scan.FakeApi.Thing;
import io.stripejdbc.scan.execute.CachedScanFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A report over a year of balance transactions that is run every day. */
class DailyReportTest extends CachedScanFixture {
  private static final int A_DAY = 86_400;
  private static final int DAYS = 365;
  private static final int OF_A_DAY = 50;
  private static final int LAST_DAYS = 30;

  /** Most transactions are available two days after they were made. */
  private static final int PENDING_DAYS = 2;

  private static final String PATH = "/v1/balance_transactions";

  private long now() {
    return millis.get() / 1000;
  }

  private void dayGoesBy(int day) {
    pass(A_DAY);
    List<Thing> list = api.list("platform", PATH);
    for (int i = 0; i < OF_A_DAY; i++) {
      long created = now() - A_DAY + 60 + i * 1_700L;
      list.add(0, new Thing("txn_" + day + "_" + i, created, Map.of("status", "\"pending\"")));
    }
    for (int at = 0; at < Math.min(list.size(), (PENDING_DAYS + 2) * OF_A_DAY); at++) {
      Thing one = list.get(at);
      boolean available = one.created() < now() - PENDING_DAYS * A_DAY;
      if (available && one.fields().get("status").contains("pending")) {
        list.set(at, new Thing(one.id(), one.created(), Map.of("status", "\"available\"")));
      }
    }
  }

  @Test
  void costsWhatIsNewAndWhatIsPendingAndNotTheYear() {
    letTimeGoBy();
    control.freshness = Freshness.cached(3_600).broughtUpToDate();
    control.tables = Set.of("balance_transactions");
    api.list("platform", PATH, new ArrayList<>());
    for (int day = 0; day < DAYS - LAST_DAYS; day++) {
      dayGoesBy(day);
    }
    ScanSpecBuilder every =
        ScanSpecBuilder.of(TestCatalog.TRANSACTIONS, "id", "status").accounts("platform");
    int first = calls(every).size();
    assertTrue(first >= (DAYS - LAST_DAYS) * OF_A_DAY / 100, first + " calls");
    int most = 0;
    for (int day = DAYS - LAST_DAYS; day < DAYS; day++) {
      dayGoesBy(day);
      most = Math.max(most, calls(every).size());
    }
    // Three or four days of fifty are two pages, which a cut may make one more of.
    assertTrue(most <= 3, most + " calls a day instead of " + first);
    List<String> rows = rows(every);
    control.freshness = Freshness.LIVE;
    assertEquals(rows(every).stream().sorted().toList(), rows.stream().sorted().toList());
    assertEquals(DAYS * OF_A_DAY, rows.size());
  }
}
