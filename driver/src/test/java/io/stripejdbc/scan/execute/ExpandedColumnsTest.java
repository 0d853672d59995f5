package io.stripejdbc.scan.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnSpec.DeclaredType;
import io.stripejdbc.catalog.ColumnSpec.RequestExtras;
import io.stripejdbc.catalog.ColumnSpec.Role;
import io.stripejdbc.catalog.ColumnSpec.ValueSource;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.scan.EmptyCaches;
import io.stripejdbc.scan.FakeApi;
import io.stripejdbc.scan.FakeApi.Thing;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanConditions;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.Scanner;
import io.stripejdbc.scan.TestCatalog;
import io.stripejdbc.scan.UnlimitedCallControl;
import io.stripejdbc.scan.window.ListStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A scan brings referenced objects along where the API expands them, and never needs to. */
class ExpandedColumnsTest {
  private final FakeApi api = new FakeApi();
  private final WorkerPool pool = new WorkerPool(4);

  @AfterEach
  void closePool() {
    pool.close();
  }

  private List<String> rows(Optional<Set<String>> ids) {
    ScanSpec spec =
        ScanSpec.all(
                TestCatalog.CHARGES,
                List.of(
                    TestCatalog.CHARGES.column("id").orElseThrow(),
                    TestCatalog.CHARGES.column("customer").orElseThrow(),
                    embedded("email", "customer.email"),
                    embedded("object", "customer.object")))
            .withConditions(ScanConditions.ofAccount("platform").withIds(ids));
    List<String> rows = new ArrayList<>();
    Scanner scanner =
        new LiveScanner(
            new TestCatalog(),
            Set.of("platform"),
            false,
            api,
            pool,
            new ListStatistics(),
            EmptyCaches.empty(),
            () -> {});
    try (RowCursor cursor = scanner.open(spec, new UnlimitedCallControl())) {
      while (cursor.advance()) {
        rows.add(Arrays.toString(cursor.row()));
      }
    }
    return rows;
  }

  private static ColumnSpec embedded(String name, String path) {
    return ColumnSpec.of(
            "customer." + name,
            ValueSource.of(Role.EXPANDED, path),
            DeclaredType.of(ColumnType.VARCHAR))
        .withExtras(RequestExtras.expand("customer"));
  }

  private static Thing charge(String customer) {
    return new Thing("ch_1", 100, Map.of("customer", customer));
  }

  private static final String EXPANDED =
      "{\"id\":\"cus_1\",\"object\":\"customer\",\"email\":\"a@example.com\"}";

  @Test
  void anExpandedReferenceIsItsIdAndTheFieldsOfItsObject() {
    api.list("platform", "/v1/charges", List.of(charge(EXPANDED)));
    assertEquals(List.of("[ch_1, cus_1, a@example.com, customer]"), rows(Optional.empty()));
    assertEquals(List.of("platform /v1/charges?limit=100&expand[0]=data.customer"), api.asked());
  }

  @Test
  void anObjectAskedForByItsIdIsExpandedToo() {
    api.list("platform", "/v1/charges", List.of(charge(EXPANDED)));
    assertEquals(
        List.of("[ch_1, cus_1, a@example.com, customer]"), rows(Optional.of(Set.of("ch_1"))));
    assertEquals(List.of("platform /v1/charges/ch_1?expand[0]=customer"), api.asked());
  }

  @Test
  void whatIsNotExpandedIsNull() {
    api.list("platform", "/v1/charges", List.of(charge("\"cus_1\"")));
    assertEquals(List.of("[ch_1, cus_1, null, null]"), rows(Optional.empty()));
  }

  @Test
  void aListThatRefusesToExpandIsReadWithout() {
    for (int status : new int[] {400, 403}) {
      api.list("platform", "/v1/charges", List.of(charge("\"cus_1\"")));
      api.fault =
          request ->
              request.parameters().stream().anyMatch(p -> p.name().startsWith("expand"))
                  ? FakeApi.failure(request, DriverError.REQUEST_REFUSED, status, null, "expand")
                  : null;
      assertEquals(List.of("[ch_1, cus_1, null, null]"), rows(Optional.empty()));
      assertEquals(List.of("[ch_1, cus_1, null, null]"), rows(Optional.of(Set.of("ch_1"))));
    }
  }

  @Test
  void aListThatRefusesAnywayFails() {
    api.fault = request -> FakeApi.failure(request, DriverError.PERMISSION_DENIED, 403, null, null);
    DriverFailure failure = assertThrows(DriverFailure.class, () -> rows(Optional.empty()));
    assertEquals(DriverError.PERMISSION_DENIED, failure.error());
  }
}
