package io.stripejdbc.scan.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.cache.segment.CachedColumn;
import io.stripejdbc.cache.segment.SegmentChunk;
import io.stripejdbc.cache.segment.StringInterner;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.row.ObjectReader;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.row.RowDecoder;
import io.stripejdbc.scan.TestCatalog;
import io.stripejdbc.scan.request.RowLayout;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChunkDecoderTest {
  private static final String AMOUNT = "BIGINT amount";
  private static final String CUSTOMER = "VARCHAR customer";
  private static final int ROWS = 200;

  private final StringInterner words = new StringInterner();
  private final RowLayout layout =
      RowLayout.of(TestCatalog.CHARGES, List.of(column("id")), List.of());
  private final ChunkDecoder decoder = new ChunkDecoder(layout, words);

  private static ColumnSpec column(String name) {
    return TestCatalog.CHARGES.column(name).orElseThrow();
  }

  /** Charges of one customer, amounts as their numbers; the last one's amount as given. */
  private SegmentChunk chunk(String lastAmount) {
    StringBuilder json = new StringBuilder();
    int[] ends = new int[ROWS];
    String[] ids = new String[ROWS];
    for (int i = 0; i < ROWS; i++) {
      ids[i] = "ch_" + Integer.toHexString(i * 104_729);
      json.append(
          "{\"id\":\"%s\",\"created\":%d,\"amount\":%s,\"customer\":\"cus_1\",\"more\":\"%s\"}"
              .formatted(ids[i], 1_000 - i, i == ROWS - 1 ? lastAmount : "" + i % 9, i * 7919));
      ends[i] = json.length();
    }
    return SegmentChunk.pack(json.toString().getBytes(UTF_8), ends, ids, new long[ROWS], words);
  }

  private Map<String, CachedColumn> decode(SegmentChunk chunk, String name) {
    ColumnSpec spec = column(name);
    return decoder.decode(chunk, Map.of(String.valueOf(ObjectReader.source(spec)), spec));
  }

  @Test
  void withOneColumnThePlainOnesOfTheTableAreRead() {
    SegmentChunk chunk = chunk("7");
    assertNull(chunk.column(AMOUNT));
    assertEquals("cus_1", decode(chunk, "customer").get(CUSTOMER).get(5));
    assertEquals(5L, chunk.column(AMOUNT).get(5));
    assertEquals(7L, chunk.column(AMOUNT).get(ROWS - 1));
  }

  @Test
  void aFieldThatNobodyAskedForSpoilsNothing() {
    for (String amount : List.of("\"seven\"", "7,\"amount\":8")) {
      SegmentChunk chunk = chunk(amount);
      assertEquals("cus_1", decode(chunk, "customer").get(CUSTOMER).get(5));
      assertTrue(chunk.hasDecodedColumns());
      assertNull(chunk.column(AMOUNT));
      assertNotNull(chunk.column(CUSTOMER));
      assertThrows(DriverFailure.class, () -> decode(chunk, "amount"));
    }
  }

  @Test
  void rowsOfManyColumnsGiveTheirPlainOnesAsWell() {
    SegmentChunk chunk = chunk("7");
    RowLayout all = RowLayout.of(TestCatalog.CHARGES, TestCatalog.CHARGES.columns(), List.of());
    assertFalse(chunk.hasDecodedColumns());
    new ChunkDecoder(all, words)
        .keep(
            chunk,
            ObjectReader.rows(chunk.json(), new RowDecoder(all.columns()), RowContext.of(""))
                .rows());
    assertEquals(5L, chunk.column(AMOUNT).get(5));
    assertEquals("cus_1", chunk.column(CUSTOMER).get(5));
  }
}
