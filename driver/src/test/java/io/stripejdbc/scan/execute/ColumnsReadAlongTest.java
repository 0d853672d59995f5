package io.stripejdbc.scan.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.cache.segment.Segment;
import io.stripejdbc.cache.segment.SegmentChunk;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.scan.FakeApi.Thing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Of a long list the columns that nobody has asked for yet are read along, for the next question.
 */
class ColumnsReadAlongTest extends CachedScanFixture {
  private static final int ROWS = 950;
  private static final int BAD = 650;

  private void list(int rows, String badAmount) {
    List<Thing> things = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      String amount = i == BAD ? badAmount : "" + i;
      String customer = i % 3 == 0 ? "null" : "\"cus_" + i % 7 + "\"";
      things.add(new Thing("ch_" + i, OLD - i, Map.of("customer", customer, "amount", amount)));
    }
    api.list("platform", "/v1/charges", things);
  }

  private List<SegmentChunk> chunks() {
    return cache.store().lists("platform", "/v1/charges").stream()
        .flatMap(key -> cache.store().segments(key).stream())
        .flatMap(segment -> segment.parts().stream())
        .map(Segment.Part::chunk)
        .toList();
  }

  private long unpackedNeverAgain() {
    return chunks().stream().filter(SegmentChunk::hasDecodedColumns).count();
  }

  @Test
  void pagesBehindTheFirstHaveAllPlainColumns() {
    list(ROWS, "650");
    assertEquals(ROWS, rows(charges("id")).size());
    assertTrue(unpackedNeverAgain() >= 5, unpackedNeverAgain() + " of " + chunks().size());
    int before = api.asked().size();
    Set<String> rows = new HashSet<>(rows(charges("id", "amount", "customer")));
    assertEquals(before, api.asked().size());
    Set<String> expected = new HashSet<>();
    for (int i = 0; i < ROWS; i++) {
      expected.add("ch_" + i + " " + i + " " + (i % 3 == 0 ? "null" : "cus_" + i % 7));
    }
    assertEquals(expected, rows);
  }

  @Test
  void aListOfOnePageIsReadForItsQuestionAlone() {
    list(90, "");
    assertEquals(90, rows(charges("id")).size());
    assertEquals(0, unpackedNeverAgain());
  }

  @Test
  void aFieldThatNobodyAskedForSpoilsNothing() {
    list(ROWS, "\"seven\"");
    Set<String> ids = new HashSet<>(rows(charges("id", "customer")));
    assertEquals(ROWS, ids.size());
    assertEquals(
        Set.of(), missing(ids, IntStream.range(0, ROWS).mapToObj(i -> "ch_" + i).toList()));
    DriverFailure failure = assertThrows(DriverFailure.class, () -> rows(charges("id", "amount")));
    assertEquals(DriverError.BAD_ANSWER, failure.error());
  }

  private static Set<String> missing(Set<String> rows, List<String> ids) {
    Set<String> missing = new HashSet<>(ids);
    rows.forEach(row -> missing.remove(row.substring(0, row.indexOf(' '))));
    return missing;
  }
}
