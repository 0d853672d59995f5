package io.stripejdbc.emulator.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A table is answered from its file alone. */
class CatalogEndpointsTest {
  private static final Endpoints KNOWN = Endpoints.load();

  private static Endpoint alone(String path, ObjectTypes objectTypes) {
    Set<String> others = KNOWN.all().stream().map(Endpoint::path).collect(Collectors.toSet());
    others.remove(path);
    List<Endpoint> found = new CatalogEndpoints(others, objectTypes).read();
    return found.stream().filter(each -> each.path().equals(path)).findFirst().orElseThrow();
  }

  @Test
  void theEndpointsOfTheCatalogueAreThoseOfTheFile() {
    for (String path :
        List.of(
            "/v1/coupons", "/v1/balance", "/v1/customers/{customer}/tax_ids", "/v2/core/events")) {
      Endpoint known = KNOWN.at(path).orElseThrow();
      Endpoint found = alone(path, ObjectTypes.load());
      assertEquals(known.kind(), found.kind());
      assertEquals(known.type(), found.type());
      assertEquals(known.one(), found.one());
    }
  }

  @Test
  void aConditionOnAColumnIsAParameterOfItsField() {
    Map<String, QueryParameter> parameters = alone("/v1/invoices", ObjectTypes.load()).parameters();
    assertEquals(
        QueryParameter.Type.RANGE, Objects.requireNonNull(parameters.get("created")).type());
    assertEquals(KNOWN.at("/v1/invoices").orElseThrow().parameters().keySet(), parameters.keySet());
  }

  @Test
  void aTypeThatNoFileHasIsMadeFromTheColumns() {
    ObjectTypes objectTypes = ObjectTypes.of(List.of());
    alone("/v1/coupons", objectTypes);

    ObjectType coupon = objectTypes.get("Coupon");
    assertEquals("coupon", coupon.object());
    assertEquals(FieldKind.ID, Objects.requireNonNull(coupon.field("id")).kind());
    assertEquals(FieldKind.TIMESTAMP, Objects.requireNonNull(coupon.field("created")).kind());
    assertEquals(FieldKind.BOOL, Objects.requireNonNull(coupon.field("valid")).kind());
    assertTrue(Objects.requireNonNull(coupon.field("name")).nullable());
  }
}
