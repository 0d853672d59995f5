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

  private static Endpoint alone(String path, Shapes shapes) {
    Set<String> others = KNOWN.all().stream().map(Endpoint::path).collect(Collectors.toSet());
    others.remove(path);
    List<Endpoint> found = new CatalogEndpoints(others, shapes).read();
    return found.stream().filter(each -> each.path().equals(path)).findFirst().orElseThrow();
  }

  @Test
  void theEndpointsOfTheCatalogueAreThoseOfTheFile() {
    for (String path :
        List.of(
            "/v1/coupons", "/v1/balance", "/v1/customers/{customer}/tax_ids", "/v2/core/events")) {
      Endpoint known = KNOWN.at(path).orElseThrow();
      Endpoint found = alone(path, Shapes.load());
      assertEquals(known.kind(), found.kind());
      assertEquals(known.type(), found.type());
      assertEquals(known.one(), found.one());
    }
  }

  @Test
  void aConditionOnAColumnIsAParameterOfItsField() {
    Map<String, Parameter> parameters = alone("/v1/invoices", Shapes.load()).parameters();
    assertEquals(Parameter.Type.RANGE, Objects.requireNonNull(parameters.get("created")).type());
    assertEquals(KNOWN.at("/v1/invoices").orElseThrow().parameters().keySet(), parameters.keySet());
  }

  @Test
  void aTypeThatNoFileHasIsMadeFromTheColumns() {
    Shapes shapes = Shapes.of(List.of());
    alone("/v1/coupons", shapes);

    Shape coupon = shapes.get("Coupon");
    assertEquals("coupon", coupon.object());
    assertEquals(Kind.ID, Objects.requireNonNull(coupon.field("id")).kind());
    assertEquals(Kind.TIMESTAMP, Objects.requireNonNull(coupon.field("created")).kind());
    assertEquals(Kind.BOOL, Objects.requireNonNull(coupon.field("valid")).kind());
    assertTrue(Objects.requireNonNull(coupon.field("name")).nullable());
  }
}
