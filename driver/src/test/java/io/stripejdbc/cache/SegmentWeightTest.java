package io.stripejdbc.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.cache.segment.CachedColumn;
import io.stripejdbc.cache.segment.ListKey;
import io.stripejdbc.cache.segment.Segment.Origin;
import io.stripejdbc.cache.segment.SegmentChunk;
import io.stripejdbc.cache.segment.TimeRange;
import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.row.JsonBuffer;
import io.stripejdbc.row.ObjectBytes;
import io.stripejdbc.row.ObjectReader;
import io.stripejdbc.row.PageReader;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.row.RowDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What cached charges weigh, by the store's own reckoning and in the heap.
 *
 * <p>{@code -Dstripejdbc.weight.rows=100000} for the size of a real shop.
 */
class SegmentWeightTest {
  private static final int ROWS = Integer.getInteger("stripejdbc.weight.rows", 10_000);
  private static final int PAGE = 100;
  private static final long NOW = 1_800_000_000_000L;
  private static final Pattern TOKEN = Pattern.compile("(?<=[a-z]_)[A-Za-z0-9]{8,}|[0-9a-f]{16,}");
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final Random random = new Random(6);
  private final MemorySegmentStore store = new MemorySegmentStore(1L << 30, () -> NOW);
  private final CacheManager cache = new CacheManager(store, () -> NOW, () -> 0);
  private long json;

  @Test
  void aHundredThousandChargesTakeLessThanAHundredMegabytes() throws Exception {
    List<String> samples = samples();
    long before = heap();
    fill(samples);
    long weighed = store.bytes();
    long heap = heap() - before;
    String said =
        "%,d rows of %,d bytes: weighed %,d, in the heap %,d"
            .formatted(ROWS, json / ROWS, weighed, heap);
    System.out.println(said);
    assertTrue(weighed * 100_000L / ROWS < 100_000_000L, said);
    assertTrue(heap < weighed * 115 / 100 + 2_000_000, said);
    assertTrue(heap > weighed * 70 / 100 - 2_000_000, said);
    assertEquals(ROWS, (int) store.list().stream().mapToLong(s -> s.size().rows()).sum());
  }

  private void fill(List<String> samples) throws IOException {
    TableSpec charges = BundledCatalog.instance().table("charges").orElseThrow();
    List<ColumnSpec> columns =
        List.of("id", "created", "amount", "currency", "status", "customer", "description").stream()
            .map(name -> charges.column(name).orElseThrow())
            .toList();
    ListKey key = ListKey.of("platform", "/v1/charges", List.of());
    InFlightRead inFlight =
        new InFlightRead(cache, new Origin(key, "charges", true, 1), TimeRange.ALL, true, 300_000);
    for (int page = 0; page < ROWS / PAGE; page++) {
      SegmentChunk chunk = chunk(samples, page);
      decode(chunk, columns);
      inFlight.page(chunk, null, NOW / 1000 - (page + 1L) * PAGE + 1, cache.now());
    }
    inFlight.close();
  }

  private static ObjectBytes cut(byte[] list) throws IOException {
    JsonBuffer buffer = JsonBuffer.of(new ByteArrayInputStream(list));
    PageReader reader =
        new PageReader(Shape.CURSOR_LIST, new RowDecoder(List.of()), RowContext.of("platform"));
    assertEquals(PAGE, reader.read(buffer).rows().size());
    return buffer.objects();
  }

  private SegmentChunk chunk(List<String> samples, int page) throws IOException {
    StringBuilder body = new StringBuilder("{\"object\":\"list\",\"data\":[");
    String[] ids = new String[PAGE];
    long[] created = new long[PAGE];
    for (int i = 0; i < PAGE; i++) {
      ids[i] = "ch_" + letters(24);
      created[i] = NOW / 1000 - (long) page * PAGE - i;
      body.append(i == 0 ? "" : ",").append(charge(samples, ids[i], created[i]));
    }
    byte[] bytes = body.append("],\"has_more\":true}").toString().getBytes(UTF_8);
    json += bytes.length;
    ObjectBytes objects = cut(bytes);
    return SegmentChunk.pack(objects.json(), objects.ends(), ids, created, cache.words());
  }

  /** A charge of the demo with ids, tokens and amount of its own. */
  private String charge(List<String> samples, String id, long created) {
    String sample = samples.get(random.nextInt(samples.size()));
    String other = TOKEN.matcher(sample).replaceAll(found -> letters(found.end() - found.start()));
    return other
        .replaceFirst("\"id\": ?\"[^\"]*\"", "\"id\":\"" + id + "\"")
        .replaceFirst("\"created\": ?\\d+", "\"created\":" + created)
        .replaceFirst("\"amount\": ?\\d+", "\"amount\":" + random.nextInt(1_000_000));
  }

  private String letters(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  private void decode(SegmentChunk chunk, List<ColumnSpec> columns) {
    List<Object[]> rows =
        ObjectReader.rows(chunk.json(), new RowDecoder(columns), RowContext.of("platform")).rows();
    for (int slot = 0; slot < columns.size(); slot++) {
      int at = slot;
      Object[] values = rows.stream().map(row -> row[at]).toArray();
      chunk.keep(ObjectReader.source(columns.get(slot)), CachedColumn.of(values, cache.words()));
    }
  }

  private static List<String> samples() throws IOException, InterruptedException {
    try (Emulator emulator = Emulator.start(EmulatorOptions.demo())) {
      URI uri = emulator.baseUri().resolve("/v1/charges?limit=100");
      HttpRequest request =
          HttpRequest.newBuilder(uri)
              .header("Authorization", "Bearer " + EmulatorOptions.DEMO_KEY)
              .header("Stripe-Version", BundledCatalog.instance().apiVersion())
              .build();
      byte[] body = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray()).body();
      ObjectBytes objects = cut(body);
      List<String> samples = new ArrayList<>();
      int from = 0;
      for (int end : objects.ends()) {
        samples.add(new String(Arrays.copyOfRange(objects.json(), from, end), UTF_8));
        from = end;
      }
      return samples;
    }
  }

  private static long heap() {
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      used = Math.min(used, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return used;
  }
}
