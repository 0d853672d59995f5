package io.stripejdbc.examples.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The server as a process of its own, asked by the client of the same SDK over stdio. */
class StripeMcpServerTest {
  private static McpSyncClient client;

  @BeforeAll
  static void start() {
    ServerParameters server =
        ServerParameters.builder(Path.of(System.getProperty("java.home"), "bin/java").toString())
            .args(
                "-cp",
                System.getProperty("java.class.path"),
                "io.stripejdbc.examples.mcp.StripeMcpServer",
                "jdbc:stripe:demo",
                "--max-calls",
                "20",
                "--max-rows",
                "5")
            .build();
    client =
        McpClient.sync(new StdioClientTransport(server, McpJsonDefaults.getMapper()))
            .requestTimeout(Duration.ofMinutes(2))
            .initializationTimeout(Duration.ofMinutes(2))
            .build();
    client.initialize();
  }

  @AfterAll
  static void end() {
    client.closeGracefully();
  }

  private static CallToolResult call(String tool, Map<String, Object> arguments) {
    return client.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
  }

  private static String text(CallToolResult result) {
    return ((TextContent) result.content().get(0)).text();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> answer(String tool, Map<String, Object> arguments) {
    CallToolResult result = call(tool, arguments);
    assertFalse(Boolean.TRUE.equals(result.isError()), () -> text(result));
    return (Map<String, Object>) result.structuredContent();
  }

  @Test
  void everyToolSaysThatItOnlyReads() {
    List<Tool> tools = client.listTools().tools();
    assertEquals(
        List.of("describe_table", "explain_query", "list_tables", "run_query"),
        tools.stream().map(Tool::name).sorted().toList());
    assertTrue(tools.stream().allMatch(tool -> tool.annotations().readOnlyHint()));
  }

  @Test
  void tablesAndColumnsAreListed() {
    String tables = answer("list_tables", Map.of("name_contains", "payout")).toString();
    assertTrue(tables.contains("stripe.payouts"), tables);
    assertFalse(tables.contains("stripe.charges"), tables);
    assertTrue(
        answer("list_tables", Map.of("schema", "reports")).toString().contains("fees_by_type"));
    CallToolResult nowhere = call("list_tables", Map.of("schema", "strype"));
    assertTrue(nowhere.isError());
    assertTrue(text(nowhere).contains("information_schema, reports, sigma"), text(nowhere));
    String columns = answer("describe_table", Map.of("table", "payouts")).toString();
    assertTrue(columns.contains("arrival_date"), columns);
    assertTrue(columns.contains("filtered_by_stripe"), columns);
    CallToolResult missing = call("describe_table", Map.of("table", "chargs"));
    assertTrue(missing.isError());
    assertTrue(text(missing).contains("42S02"), text(missing));
  }

  @Test
  void thePlanSaysWhatAStatementWouldCost() {
    String plan =
        answer("explain_query", Map.of("sql", "SELECT * FROM payouts LIMIT 3")).toString();
    assertTrue(plan.contains("GET /v1/payouts"), plan);
    assertTrue(plan.contains("estimate"), plan);
  }

  @Test
  void rowsComeWithTheirCostAndWithoutTheRest() {
    Map<String, Object> answer =
        answer(
            "run_query",
            Map.of(
                "sql",
                "SELECT id, amount, automatic FROM payouts WHERE connected_account = 'platform'"
                    + " ORDER BY created DESC",
                "max_rows",
                3));
    assertEquals(List.of("id", "amount", "automatic"), answer.get("columns"));
    assertEquals(3, ((List<?>) answer.get("rows")).size());
    assertEquals(true, answer.get("more_rows_exist"));
    assertTrue(answer.get("note").toString().contains("only the first 3 rows"));
    assertEquals(1, ((Number) answer.get("calls")).intValue());
    Map<String, Object> one = answer("run_query", Map.of("sql", "SELECT 1.50 AS n, NULL AS x"));
    assertEquals(false, one.get("more_rows_exist"));
    assertEquals("[[1.5, null]]", one.get("rows").toString());
  }

  @Test
  void theBudgetsAreKeptWhateverIsAskedFor() {
    CallToolResult dear =
        call(
            "run_query",
            Map.of("sql", "SELECT COUNT(*) FROM charges", "max_calls", 100000, "max_rows", 9999));
    assertTrue(dear.isError());
    assertTrue(text(dear).contains("maxRequestsPerQuery"), text(dear));
    List<?> rows =
        (List<?>)
            answer("run_query", Map.of("sql", "SELECT * FROM system.columns", "max_rows", 9999))
                .get("rows");
    assertEquals(5, rows.size());
  }

  @Test
  void onlyQuestionsAreRun() {
    for (String sql : List.of("SET cache = off", "FORGET", "DELETE FROM charges", "SELECT nope")) {
      CallToolResult refused = call("run_query", Map.of("sql", sql));
      assertTrue(refused.isError(), sql);
      assertTrue(text(refused).contains("SQLState 42"), text(refused));
    }
  }

  @Test
  void aCommandLineIsReadAndAWrongOneRefused() {
    assertEquals(new Budget("jdbc:stripe:demo", 100, 200), Budget.of(new String[0], Map.of()));
    assertEquals(
        "jdbc:stripe:;maxRequestsPerQuery=7",
        Budget.of(new String[0], Map.of("STRIPE_API_KEY", "rk_test_demo")).urlWith(7));
    assertEquals(
        "jdbc:stripe:demo;accounts=platform;maxRequestsPerQuery=7",
        new Budget("jdbc:stripe:demo;accounts=platform", 9, 9).urlWith(7));
    for (String[] wrong :
        new String[][] {
          {"--max-calls", "0"},
          {"--max-rows"},
          {"jdbc:h2:mem:"},
          {"jdbc:stripe:;maxRequestsPerQuery=9"}
        }) {
      assertThrows(IllegalArgumentException.class, () -> Budget.of(wrong, Map.of()));
    }
  }
}
