package io.stripejdbc.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.request.RecordedRequest;
import io.stripejdbc.emulator.world.World;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Stripe lists payment methods of the type custom only when asked for them: they are rows anyway.
 */
class CustomPaymentMethodsTest extends PlatformFixture {
  private static final String ALL = "SELECT COUNT(*) FROM payment_methods";

  private int others;

  @BeforeEach
  void addOne() {
    World world = emulator.world();
    List<ObjectNode> known = world.objects(World.PLATFORM, "/v1/payment_methods");
    others = known.size();
    ObjectNode like = known.get(0).deepCopy();
    like.put("id", "pm_custom").put("type", "custom").put("customer", "cus_custom");
    world.add(World.PLATFORM, "/v1/payment_methods", like);
  }

  private List<String> asked() {
    return emulator.requests().stream().map(RecordedRequest::query).sorted().toList();
  }

  @Test
  void aFullReadHasThem() throws SQLException {
    assertEquals(List.of(Integer.toString(others + 1)), rows(ALL));
    assertEquals(
        List.of("limit=100&type=custom"),
        asked().stream().filter(query -> query.contains("type")).toList());
  }

  @Test
  void aConditionFindsWhatAFullReadHas() throws SQLException {
    assertEquals(List.of("1"), rows(ALL + " WHERE type = 'custom'"));
    assertEquals(List.of("limit=100&type=custom"), asked());
    assertEquals(List.of("1"), rows(ALL + " WHERE id = 'pm_custom'"));
    assertEquals(List.of("1"), rows(ALL + " WHERE customer = 'cus_custom'"));
    assertEquals(
        List.of(Integer.toString(others + 1)), rows(ALL + " WHERE type || '' <> 'nothing'"));
  }

  @Test
  void aCachedListWithoutThemAnswersNoQuestionForThem() throws SQLException {
    assertEquals(List.of("0"), rows(ALL + " WHERE type = 'card' AND customer = 'cus_custom'"));
    assertEquals(List.of("1"), rows(ALL + " WHERE customer = 'cus_custom'"));
    int before = asked().size();
    assertEquals(List.of("1"), rows(ALL + " WHERE customer = 'cus_custom' AND type = 'custom'"));
    assertEquals(before, asked().size(), "the list of that type is cached");
  }
}
