package io.stripejdbc.scan.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.scan.FakeApi.Thing;
import io.stripejdbc.scan.ScanSpecBuilder;
import io.stripejdbc.scan.TestCatalog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Values of a filter, over a list of which a part is cached: one call for each, and all rows. */
class ValuesOfCachedListsTest extends CachedScanFixture {
  private static final int CUSTOMERS = 13;
  private static final int ROWS = 1_000;

  @BeforeEach
  void list() {
    List<Thing> things = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      String customer = "\"cus_" + i % CUSTOMERS + "\"";
      things.add(new Thing("ch_" + i, OLD - i, Map.of("customer", customer, "amount", "1")));
    }
    api.list("platform", "/v1/charges", things);
  }

  private static String[] customers(int count) {
    return IntStream.range(0, count).mapToObj(i -> "cus_" + i).toArray(String[]::new);
  }

  private static ScanSpecBuilder of(String... customers) {
    return charges("id", "customer").equal(TestCatalog.CUSTOMER, customers);
  }

  private static long rowsOf(int customers) {
    return IntStream.range(0, ROWS).filter(i -> i % CUSTOMERS < customers).count();
  }

  /** Some pages of the list are cached, and no more. */
  private void readSome(int rows) {
    assertEquals(rows, rows(charges("id").few(), rows).size());
    awaitNoReading();
  }

  private void costs(int calls, int customers, ScanSpecBuilder question) {
    int before = api.asked().size();
    List<String> rows = rows(question);
    assertEquals(rowsOf(customers), new HashSet<>(rows).size());
    assertEquals(rows.size(), new HashSet<>(rows).size(), "a row came twice");
    List<String> asked = api.asked().subList(before, api.asked().size());
    assertEquals(calls, asked.size(), asked.toString());
  }

  @Test
  void eachValueIsOneCall() {
    for (int cached : new int[] {10, 150, 400}) {
      cache.clear();
      readSome(cached);
      costs(CUSTOMERS, CUSTOMERS, of(customers(CUSTOMERS)));
      costs(0, CUSTOMERS, of(customers(CUSTOMERS)));
      cache.clear();
      readSome(cached);
      costs(CUSTOMERS, CUSTOMERS, of(customers(CUSTOMERS)).whole());
      costs(0, CUSTOMERS, of(customers(CUSTOMERS)).whole());
      cache.clear();
      readSome(cached);
      costs(1, 1, of("cus_0"));
      costs(0, 1, of("cus_0").whole());
    }
  }

  @Test
  void rowsThatCameMeanwhileAreThereOnceAndThoseOutOfPlaceToo() {
    readSome(150);
    List<Thing> things = api.list("platform", "/v1/charges");
    // Older than all of the list, and listed before its end; and one of a cached second.
    things.add(700, new Thing("ch_odd", OLD + 5, Map.of("customer", "\"cus_0\"")));
    things.add(120, new Thing("ch_mid", OLD - 120, Map.of("customer", "\"cus_0\"")));
    List<String> rows = rows(of("cus_0").whole());
    assertEquals(rowsOf(1) + 2, rows.size());
    assertTrue(rows.contains("ch_odd cus_0") && rows.contains("ch_mid cus_0"), rows.toString());
  }

  @Test
  void aListOfManyCachedRowsIsNotReadAgain() {
    List<Thing> things = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      things.add(new Thing("ch_" + i, OLD - i, Map.of("customer", "\"cus_0\"", "amount", "1")));
    }
    api.list("platform", "/v1/charges", things);
    readSome(800);
    int before = api.asked().size();
    assertEquals(ROWS, new HashSet<>(rows(of("cus_0"))).size());
    List<String> calls = api.asked().subList(before, api.asked().size());
    // Ten pages as a whole; which parts of it are cached depends on who was quicker.
    assertTrue(calls.size() <= 6, calls::toString);
  }

  @Test
  void anOrderIsKept() {
    readSome(150);
    List<String> rows = rows(of("cus_0", "cus_1").newestFirst());
    List<Integer> numbers =
        rows.stream().map(row -> Integer.valueOf(row.substring(3, row.indexOf(' ')))).toList();
    assertEquals(numbers.stream().sorted().toList(), numbers);
    assertEquals(rowsOf(2), numbers.size());
  }
}
