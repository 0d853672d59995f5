package io.stripejdbc.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.scan.FakeApi.Thing;
import io.stripejdbc.scan.execute.LiveScannerFixture;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lists that lose their place or do not go on: no row is lost, none comes twice. */
class LostCursorTest extends LiveScannerFixture {
  @Test
  void aVanishedCursorLosesAndDoublesNothing() {
    List<Thing> things = new ArrayList<>();
    for (int i = 1; i <= 260; i++) {
      things.add(new Thing("ch_" + i, NOW - i / 7, Map.of()));
    }
    api.list("platform", "/v1/charges", things);
    api.fault =
        request -> {
          if (FakeApi.line(request).endsWith("starting_after=ch_100")) {
            api.list("platform", "/v1/charges").removeIf(t -> t.id().equals("ch_100"));
          }
          return null;
        };
    List<String> rows = rows(charges("id").accounts("platform"));
    assertEquals(260, rows.size());
    assertEquals(260, new HashSet<>(rows).size());
  }

  @Test
  void aVanishedCursorOfAListWithoutTimesStepsBack() {
    api.list("platform", "/v1/payment_links", FakeApi.things("plink_", 150, NOW));
    api.fault =
        request -> {
          if (FakeApi.line(request).endsWith("starting_after=plink_100")) {
            api.list("platform", "/v1/payment_links").removeIf(t -> t.id().equals("plink_100"));
          }
          return null;
        };
    List<String> rows = rows(ScanSpecBuilder.of(TestCatalog.LINKS, "id").accounts("platform"));
    assertEquals(150, rows.size());
    assertEquals(150, new HashSet<>(rows).size());
  }

  @Test
  void anEmptyPageThatGoesOnIsAnErrorAfterAFewTries() {
    api.body = request -> "{\"object\":\"list\",\"data\":[],\"has_more\":true}";
    DriverFailure failure =
        assertThrows(DriverFailure.class, () -> rows(charges("id").accounts("platform")));
    assertEquals(DriverError.BAD_ANSWER, failure.error());
    assertEquals(3, api.asked().size());
  }

  @Test
  void aRepeatedPageIsAnErrorAfterAFewTries() {
    api.body =
        request ->
            "{\"object\":\"list\",\"data\":[{\"id\":\"ch_1\",\"created\":5}],\"has_more\":true}";
    DriverFailure failure =
        assertThrows(DriverFailure.class, () -> rows(charges("id").accounts("platform")));
    assertEquals(DriverError.BAD_ANSWER, failure.error());
    assertEquals(4, api.asked().size());
  }

  @Test
  void cursorsInACircleAreFoundOut() {
    api.body =
        request -> {
          String line = FakeApi.line(request);
          int at = line.indexOf("starting_after=ch_");
          int last = at < 0 ? 0 : Integer.parseInt(line.substring(at + 18));
          int next = last % 7 + 1;
          return "{\"object\":\"list\",\"data\":[{\"id\":\"ch_%d\",\"created\":5}],\"has_more\":true}"
              .formatted(next);
        };
    DriverFailure failure =
        assertThrows(DriverFailure.class, () -> rows(charges("id").accounts("platform")));
    assertEquals(DriverError.BAD_ANSWER, failure.error());
  }

  @Test
  void aBodyThatIsNoListIsAnErrorAndNotAnEmptyTable() {
    api.body = request -> "{}";
    assertThrows(RuntimeException.class, () -> rows(charges("id").accounts("platform")));
  }
}
