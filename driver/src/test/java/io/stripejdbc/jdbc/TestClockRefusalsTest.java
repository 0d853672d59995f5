package io.stripejdbc.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.jdbc.AnsweringServer.Reply;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a full read below customers where the list of test clocks is refused. */
@Timeout(60)
class TestClockRefusalsTest {
  private static final String CHILDREN = "SELECT id FROM customer_tax_ids";
  private static final String CLOCKS = "/v1/test_helpers/test_clocks?limit=100";
  private static final String CUSTOMER =
      "{\"id\":\"cus_1\",\"object\":\"customer\",\"created\":1700000000,\"livemode\":false,"
          + "\"metadata\":{},\"invoice_settings\":{},\"tax_ids\":{\"object\":\"list\",\"data\":["
          + "{\"id\":\"txi_1\",\"object\":\"tax_id\",\"created\":1700000000,\"customer\":\"cus_1\","
          + "\"livemode\":false,\"type\":\"eu_vat\",\"value\":\"DE1\"}],\"has_more\":false,"
          + "\"url\":\"/v1/customers/cus_1/tax_ids\"}}";

  private static AnsweringServer server(Reply clocks) {
    return new AnsweringServer(
        line ->
            line.startsWith("/v1/test_helpers") ? clocks : AnsweringServer.list(false, CUSTOMER));
  }

  @Test
  void aKeyOfLiveModeOrAnApiWithoutClocksHasNone() throws SQLException {
    for (Reply none :
        List.of(
            AnsweringServer.error(400, null, null, "This API is only available in test mode."),
            AnsweringServer.error(404, null, null, "Unrecognized request URL"),
            AnsweringServer.list(false))) {
      try (AnsweringServer server = server(none);
          Connection connection = server.connect(";accounts=platform")) {
        assertEquals(List.of("txi_1"), AnsweringServer.rows(connection, CHILDREN));
        List<String> asked = server.asked();
        assertEquals(2, asked.size(), asked.toString());
        assertTrue(asked.contains(CLOCKS), asked.toString());
      }
    }
  }

  @Test
  void aKeyThatMayNotReadClocksIsAnError() throws SQLException {
    Reply refused = AnsweringServer.error(403, null, null, "The provided key does not have it");
    try (AnsweringServer server = server(refused);
        Connection connection = server.connect(";accounts=platform")) {
      SQLException failure =
          assertThrows(SQLException.class, () -> AnsweringServer.rows(connection, CHILDREN));
      assertEquals("42501", failure.getSQLState());
      assertTrue(failure.getMessage().contains("test_clock"), failure.getMessage());
    }
  }

  @Test
  void aTableOfClocksThemselvesTellsOfTheRefusal() throws SQLException {
    Reply refused =
        AnsweringServer.error(400, null, null, "This API is only available in test mode.");
    try (AnsweringServer server = server(refused);
        Connection connection = server.connect(";accounts=platform")) {
      for (String table : List.of("test_helpers_test_clocks", "test_clock_customers")) {
        assertThrows(
            SQLException.class,
            () -> AnsweringServer.rows(connection, "SELECT id FROM " + table),
            table);
      }
    }
  }
}
