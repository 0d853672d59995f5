package io.stripejdbc.examples.mcp;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

/**
 * The server: {@code java -jar stripe-mcp.jar [URL] [--max-calls N] [--max-rows N]}. It speaks on
 * standard input and output, and ends with its input. The key is STRIPE_API_KEY of the environment;
 * without it, it answers from the demo.
 */
public final class StripeMcpServer {
  private static final String INSTRUCTIONS =
      "Stripe as SQL tables, read only. Requests to Stripe are rationed: look up columns with"
          + " describe_table, narrow by created, connected_account and ids, let SQL count and sum,"
          + " and use explain_query before a statement that could read a whole table. Amounts are"
          + " minor units of the currency; major_units(amount, currency) gives the amount.";

  private StripeMcpServer() {}

  /** Serves until its input ends. */
  public static void main(String[] arguments) throws InterruptedException {
    Budget budget;
    try {
      budget = Budget.of(arguments, System.getenv());
    } catch (IllegalArgumentException e) {
      System.err.println("Error: " + e.getMessage());
      System.exit(2);
      return;
    }
    serve(budget, System.in, System.out);
    System.exit(0);
  }

  /** Serves one client until its input ends. */
  static void serve(Budget budget, InputStream in, OutputStream out) throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    StdioServerTransportProvider transport =
        new StdioServerTransportProvider(McpJsonDefaults.getMapper(), ending(in, end), out);
    McpSyncServer server =
        McpServer.sync(transport)
            .serverInfo("stripe-jdbc", "0.2.0")
            .instructions(INSTRUCTIONS)
            .capabilities(ServerCapabilities.builder().tools(false).build())
            .tools(new Tools(budget).all())
            .build();
    end.await();
    server.closeGracefully();
  }

  /** The input, which tells when it has come to its end. */
  private static InputStream ending(InputStream in, CountDownLatch end) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        return seen(super.read());
      }

      @Override
      public int read(byte[] bytes, int from, int count) throws IOException {
        return seen(super.read(bytes, from, count));
      }

      private int seen(int read) {
        if (read < 0) {
          end.countDown();
        }
        return read;
      }
    };
  }
}
