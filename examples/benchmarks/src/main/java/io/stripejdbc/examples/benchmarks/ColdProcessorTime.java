package io.stripejdbc.examples.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.emulator.read.BigTable;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.examples.benchmarks.report.Goal;
import io.stripejdbc.examples.benchmarks.report.Report;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The processor time of a first reading where calls cost nothing: asking, unpacking, decoding and
 * packing for the cache, in whatever thread; beside a bare parse of the same pages.
 */
final class ColdProcessorTime {
  private static final int PAGE = 100;
  private static final JsonFactory JACKSON = new JsonFactory();
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ColdProcessorTime() {}

  static void print(int rows, int times, Report report) throws Exception {
    report.title(
        String.format(
            Locale.ROOT, "Cold: processor time of %,d charges, calls at no latency", rows));
    report.head("way", "µs a row", "goal", "", "÷ bare Jackson");
    BigTable table = new BigTable("/v1/charges", rows, 10);
    EmulatorOptions options = EmulatorOptions.demo().withScale(0.05).withBigTable(table);
    try (Stand stand = new Stand(options, 0)) {
      double bare = Double.MAX_VALUE;
      double few = Double.MAX_VALUE;
      double all = Double.MAX_VALUE;
      double uncached = Double.MAX_VALUE;
      for (int i = 0; i <= times; i++) {
        bare = Math.min(bare, parse(stand, Math.min(rows, 20_000)));
        few = Math.min(few, read(stand, "memory", "COUNT(*), SUM(amount)", rows));
        uncached = Math.min(uncached, read(stand, "off", "COUNT(*), SUM(amount)", rows));
        all = Math.min(all, read(stand, "memory", "*", rows));
      }
      row("Jackson, every token and nothing else", bare, Goal.NONE, bare, report);
      row("`SELECT COUNT(*), SUM(amount) FROM charges`", few, Goal.most(20), bare, report);
      row("the same, `cache=off`", uncached, Goal.most(20), bare, report);
      row("`SELECT * FROM charges`", all, Goal.NONE, bare, report);
    }
  }

  private static void row(String way, double micros, Goal goal, double bare, Report report) {
    report.row(way, micros, goal.text(), goal.outcome(micros), CallsAndTime.ratio(micros / bare));
  }

  /** Microseconds of processor time a row, of all threads but the emulator's. */
  private static double read(Stand stand, String cache, String what, int rows) throws Exception {
    String sql = "SELECT " + what + " FROM charges WHERE connected_account = 'platform'";
    try (Connection driver = stand.driver(cache);
        Statement refresh = driver.createStatement()) {
      Stand.answer(driver, "SELECT COUNT(*), SUM(balance) FROM customers");
      refresh.execute("REFRESH");
      Map<Long, Long> before = threads();
      long read = Stand.count(driver, sql);
      double micros = since(before) / 1000.0 / rows;
      if (read == 0) {
        throw new IllegalStateException("nothing was read");
      }
      return micros;
    }
  }

  private static Map<Long, Long> threads() {
    Map<Long, Long> times = new HashMap<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      String name = thread.getName();
      if (!name.startsWith("stripe-emulator") && !name.startsWith("HTTP-Dispatcher")) {
        times.put(thread.getId(), Math.max(0, THREADS.getThreadCpuTime(thread.getId())));
      }
    }
    return times;
  }

  private static long since(Map<Long, Long> before) {
    long sum = 0;
    for (Map.Entry<Long, Long> thread : threads().entrySet()) {
      sum += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
    }
    return sum;
  }

  /** The pages one after the other, each parsed as soon as it has come. */
  private static double parse(Stand stand, int rows) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    long nanos = 0;
    String cursor = "";
    for (int read = 0; read < rows; read += PAGE) {
      byte[] page = page(client, stand, cursor);
      long start = THREADS.getCurrentThreadCpuTime();
      String last = lastId(page);
      nanos += THREADS.getCurrentThreadCpuTime() - start;
      cursor = "&starting_after=" + last;
    }
    return nanos / 1000.0 / rows;
  }

  private static byte[] page(HttpClient client, Stand stand, String cursor)
      throws IOException, InterruptedException {
    String uri = stand.emulator().baseUri() + "/v1/charges?limit=" + PAGE + cursor;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(uri))
            .header("Authorization", "Bearer " + EmulatorOptions.DEMO_KEY)
            .header("Stripe-Version", BundledCatalog.instance().apiVersion())
            .build();
    HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException("status " + answer.statusCode());
    }
    return answer.body();
  }

  /** Every token, and of the objects of the list the last id. */
  private static String lastId(byte[] page) throws IOException {
    String last = "";
    int depth = 0;
    try (JsonParser parser = JACKSON.createParser(page)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth == 3 && token.isScalarValue() && "id".equals(parser.currentName())) {
          last = parser.getText();
        }
      }
    }
    return last;
  }
}
