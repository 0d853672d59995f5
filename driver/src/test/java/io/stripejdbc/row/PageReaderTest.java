package io.stripejdbc.row;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnSpec.DeclaredType;
import io.stripejdbc.catalog.ColumnSpec.Role;
import io.stripejdbc.catalog.ColumnSpec.ValueSource;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.catalog.ParentSpec;
import io.stripejdbc.fetch.Page;
import io.stripejdbc.row.PageReader.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageReaderTest {
  private static final RowContext PLATFORM = RowContext.of("platform");

  private static ColumnSpec field(String path, ColumnType type) {
    return column(path.replace('.', '_'), Role.FIELD, path, type);
  }

  private static ColumnSpec column(String name, Role role, String path, ColumnType type) {
    return ColumnSpec.of(name, ValueSource.of(role, path), DeclaredType.of(type));
  }

  /** A body that arrives one byte at a time. */
  private static InputStream body(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] into, int offset, int most) {
        return super.read(into, offset, Math.min(1, most));
      }
    };
  }

  private static Page read(Shape shape, String json, ColumnSpec... columns) throws IOException {
    return new PageReader(shape, new RowDecoder(List.of(columns)), PLATFORM).read(body(json));
  }

  private static Object[] row(String object, ColumnSpec... columns) throws IOException {
    return read(Shape.OBJECT, object, columns).rows().get(0);
  }

  private static Object value(String json, ColumnType type) throws IOException {
    return row("{\"a\":" + json + "}", field("a", type))[0];
  }

  @Test
  void scalarsBecomeInternalValues() throws IOException {
    assertEquals("x\u00e4\n", value("\"x\\u00e4\\n\"", ColumnType.VARCHAR));
    assertEquals("7", value("7", ColumnType.VARCHAR));
    assertEquals(7L, value("7", ColumnType.BIGINT));
    assertEquals(9_007_199_254_740_993L, value("\"9007199254740993\"", ColumnType.BIGINT));
    assertEquals(true, value("true", ColumnType.BOOLEAN));
    assertEquals(new BigDecimal("0.10"), value("0.10", ColumnType.DECIMAL));
    assertEquals(
        new BigDecimal("12.345678901234"), value("\"12.345678901234\"", ColumnType.DECIMAL));
    assertEquals(1_700_000_000_000L, value("1700000000", ColumnType.TIMESTAMP));
    assertEquals(1_700_000_000_123L, value("\"2023-11-14T22:13:20.123Z\"", ColumnType.INSTANT));
    assertEquals(null, value("null", ColumnType.BIGINT));
    assertEquals(null, value("\"\"", ColumnType.DECIMAL));
  }

  @Test
  void aValueOfAnotherTypeIsAFailureAndNotNull() {
    assertThrows(IOException.class, () -> value("\"x\"", ColumnType.BIGINT));
    assertThrows(IOException.class, () -> value("1.5", ColumnType.BIGINT));
    assertThrows(IOException.class, () -> value("{}", ColumnType.BIGINT));
    assertThrows(IOException.class, () -> value("99999999999999999999", ColumnType.BIGINT));
    assertThrows(IOException.class, () -> value("3", ColumnType.BOOLEAN));
    assertThrows(IOException.class, () -> value("\"soon\"", ColumnType.TIMESTAMP));
  }

  @Test
  void aTimeOfTheFirstVersionIsOfWholeSeconds() {
    assertThrows(IOException.class, () -> value("1.5", ColumnType.TIMESTAMP));
    assertThrows(IOException.class, () -> value("\"2023-11-14T22:13:20Z\"", ColumnType.TIMESTAMP));
  }

  private static Page charges(String... rows) throws IOException {
    RowDecoder decoder =
        new RowDecoder(
            List.of(field("id", ColumnType.VARCHAR), field("a.b", ColumnType.BIGINT)),
            "charge",
            true);
    String list =
        "{\"object\":\"list\",\"has_more\":false,\"data\":[" + String.join(",", rows) + "]}";
    return new PageReader(Shape.CURSOR_LIST, decoder, PLATFORM).read(body(list));
  }

  private static String charge(String id, String more) {
    return "{\"id\":\"" + id + "\",\"object\":\"charge\"" + more + "}";
  }

  @Test
  void whatStandsThereTwiceMustMeanTheSame() throws IOException {
    String one = charge("ch_1", ",\"a\":{\"b\":1},\"x\":1");
    String two = charge("ch_2", "");
    Page twice = charges(one, two, one);
    assertEquals(null, twice.complaint());
    assertEquals("ch_2", twice.lastId());
    for (String[] rows :
        new String[][] {
          {one, charge("ch_1", ",\"x\":2")},
          {charge("ch_1", ",\"id\":\"ch_1\"")},
          {charge("ch_1", ",\"a\":{\"b\":1,\"b\":1}")},
          {charge("ch_1", ",\"a\":{},\"a\":{\"b\":1}")},
          {one, "{\"id\":\"ch_3\",\"a\":{\"b\":3}}"}
        }) {
      assertTrue(charges(rows).complaint() != null, String.join(" ", rows));
    }
    assertEquals(null, charges("{\"id\":\"ch_3\"}", "{\"id\":\"ch_4\"}").complaint());
    assertThrows(
        IOException.class,
        () -> read(Shape.CURSOR_LIST, "{\"has_more\":true,\"data\":[],\"has_more\":false}"));
  }

  @Test
  void whereAListMayGoOnNothingElseCanStand() throws IOException {
    RowDecoder ids = new RowDecoder(List.of(field("id", ColumnType.VARCHAR)));
    for (String lines : List.of("\"10\"", "7", "[{\"id\":\"il_1\"}]", "{\"id\":\"il_1\"}")) {
      ParentReader reader =
          new ParentReader(
              Shape.CURSOR_LIST, ids, PLATFORM, new EmbeddedPosition("lines", true), ids);
      ParentPage page =
          reader.read(
              body("{\"has_more\":false,\"data\":[{\"lines\":" + lines + ",\"id\":\"p\"}]}"));
      assertTrue(page.complaint() != null, lines);
    }
  }

  @Test
  void jsonColumnsAreTheBodysOwnTextOnOneLine() throws IOException {
    assertEquals(
        "{\"b\" : 1.50 ,\"c\": [ \"x \\\" y\", { } ],\"d\":\"\u00e4\"}",
        value(
            "{\n \"b\" : 1.50 ,\n \"c\": [ \"x \\\" y\", { } ],\"d\":\"\u00e4\"\n}",
            ColumnType.JSON));
    assertEquals("[]", value("[\n\n]", ColumnType.JSON));
    assertEquals("\"t\"", value(" \"t\" ", ColumnType.JSON));
    assertEquals("1e3", value("1e3 ", ColumnType.JSON));
    assertEquals(null, value("null", ColumnType.JSON));
  }

  @Test
  void aStepInsideIsNotTheOneThatFollowed() throws IOException {
    String list = "{\"has_more\":false,\"data\":[%1$s,%1$s,%2$s]}";
    String json = list.formatted("{\"a\":{\"b\":1},\"b\":2}", "{\"b\":3,\"a\":{\"b\":4}}");
    Page page =
        read(
            Shape.CURSOR_LIST,
            json,
            field("a.b", ColumnType.BIGINT),
            field("b", ColumnType.BIGINT));
    assertEquals(
        List.of(List.of(1L, 2L), List.of(1L, 2L), List.of(4L, 3L)),
        page.rows().stream().map(Arrays::asList).toList());
  }

  @Test
  void largeJsonColumnsAreTheSameTextHoweverTheLinesAreIndented() throws IOException {
    String large = "{\"a\":\"" + "x".repeat(500) + " \\\" y\",\"b\":[1,2]}";
    for (String indentation : List.of("\n", "\n  ", "\n" + " ".repeat(20))) {
      String spaced =
          large
              .replace("{", "{" + indentation)
              .replace(",", "," + indentation)
              .replace("}", indentation + "}");
      String list = "{\"has_more\":false," + indentation + "\"data\":[{\"m\":%s},{\"m\":%s}]}";
      String json = list.formatted(spaced, spaced);
      Page page = read(Shape.CURSOR_LIST, json, field("m", ColumnType.JSON));
      assertEquals(large, page.rows().get(0)[0]);
      assertEquals(large, page.rows().get(1)[0]);
    }
  }

  @Test
  void leavesBelowAJsonColumnAndTheWholeObjectAreReadInOnePass() throws IOException {
    Object[] row =
        row(
            "{\"id\":\"x\", \"d\": {\"type\":\"card\",\"card\":{\"last4\":\"4242\"}}, \"z\":[1,"
                + " 2]}",
            field("d", ColumnType.JSON),
            field("d.card.last4", ColumnType.VARCHAR),
            column("raw", Role.OBJECT, null, ColumnType.JSON),
            field("d.card", ColumnType.JSON));
    assertEquals("{\"type\":\"card\",\"card\":{\"last4\":\"4242\"}}", row[0]);
    assertEquals("4242", row[1]);
    assertEquals(
        "{\"id\":\"x\", \"d\": {\"type\":\"card\",\"card\":{\"last4\":\"4242\"}}, \"z\":[1, 2]}",
        row[2]);
    assertEquals("{\"last4\":\"4242\"}", row[3]);
  }

  @Test
  void aReferenceIsItsIdExpandedOrNot() throws IOException {
    ColumnSpec[] columns = {
      field("c", ColumnType.VARCHAR),
      field("c.id", ColumnType.VARCHAR),
      field("c.email", ColumnType.VARCHAR)
    };
    assertArrayEquals(new Object[] {"cus_1", "cus_1", null}, row("{\"c\":\"cus_1\"}", columns));
    assertArrayEquals(
        new Object[] {"cus_1", "cus_1", "e"},
        row("{\"c\":{\"email\":\"e\",\"x\":{\"id\":\"no\"},\"id\":\"cus_1\"}}", columns));
    assertArrayEquals(new Object[] {null, null, null}, row("{\"c\":null}", columns));
    assertArrayEquals(new Object[] {null, null, null}, row("{}", columns));
  }

  @Test
  void aListGivesItsRowsAndWhereItGoesOn() throws IOException {
    Page page =
        read(
            Shape.CURSOR_LIST,
            "{\"has_more\":true,\"object\":\"list\",\"data\":[{\"a\":1,\"id\":\"x_1\"},{\"id\":\"x_2\"}]}\n",
            column("connected_account", Role.ACCOUNT, null, ColumnType.VARCHAR),
            field("a", ColumnType.BIGINT));
    assertArrayEquals(new Object[] {"platform", 1L}, page.rows().get(0));
    assertArrayEquals(new Object[] {"platform", null}, page.rows().get(1));
    assertTrue(page.hasMore());
    assertEquals("x_2", page.lastId());
  }

  @Test
  void aListOfVersionTwoGoesOnAtItsUrl() throws IOException {
    Page page = read(Shape.LIST, "{\"data\":[],\"next_page_url\":\"/v2/x?page=p\"}");
    assertTrue(page.hasMore());
    assertEquals("/v2/x?page=p", page.nextPageUrl());
    assertFalse(read(Shape.LIST, "{\"data\":[],\"next_page_url\":null}").hasMore());
  }

  @Test
  void aDocumentThatBreaksItsPromiseIsAFailureAndNoEmptyList() {
    for (String broken :
        List.of(
            "",
            "{}",
            "[]",
            "null",
            "<html>",
            "{\"data\":null,\"has_more\":false}",
            "{\"data\":[]}",
            "{\"data\":[1],\"has_more\":false}",
            "{\"data\":[],\"has_more\":false",
            "{\"data\":[{\"id\":\"x\"}",
            "{\"data\":[],\"has_more\":false}{}",
            "{\"error\":{\"message\":\"no\"}}")) {
      assertThrows(IOException.class, () -> read(Shape.CURSOR_LIST, broken), broken);
    }
  }

  @Test
  void aDeletedObjectIsNoRow() throws IOException {
    assertEquals(List.of(), read(Shape.OBJECT, "{\"id\":\"x\",\"deleted\":true}").rows());
    assertEquals(1, read(Shape.OBJECT, "{\"id\":\"x\",\"deleted\":false}").rows().size());
  }

  @Test
  void childrenAreFoundInListsArraysAndSingleObjects() throws IOException {
    assertEquals(
        "il_1 il_2 true il_2",
        children(
            "{\"has_more\":true,\"data\":[{\"id\":\"il_1\"},{\"id\":\"il_2\"}],\"object\":\"list\"}"));
    assertEquals("a b false b", children("[{\"id\":\"a\"},\"b\"]"));
    assertEquals("d false d", children("{\"object\":\"discount\",\"id\":\"d\",\"data\":[]}"));
    assertEquals("none", children("null"));
  }

  private static String children(String json) throws IOException {
    ParentReader reader =
        new ParentReader(
            Shape.CURSOR_LIST,
            new RowDecoder(List.of(field("id", ColumnType.VARCHAR))),
            PLATFORM,
            new EmbeddedPosition("in.lines", false),
            new RowDecoder(List.of(field("id", ColumnType.VARCHAR))));
    ParentPage page =
        reader.read(
            body("{\"has_more\":false,\"data\":[{\"in\":{\"lines\":" + json + "},\"id\":\"p\"}]}"));
    assertEquals("p", page.rows().get(0)[0]);
    ChildRows children = page.parents().get(0).children();
    if (children == null) {
      return "none";
    }
    StringBuilder text = new StringBuilder();
    children.rows().forEach(row -> text.append(row[0]).append(' '));
    return text.append(children.hasMore()).append(' ').append(children.lastId()).toString();
  }

  @Test
  void aParentThatWasAskedForNamesItself() throws IOException {
    ParentSpec parent =
        new ParentSpec("invoices", "id", "invoice", ParentSpec.Via.PATH, "invoice", null, null);
    RowDecoder decoder =
        new RowDecoder(
            List.of(
                column("invoice", Role.PARENT, "invoice", ColumnType.VARCHAR),
                column("type", Role.PARENT_TYPE, null, ColumnType.VARCHAR)));
    Page page =
        new PageReader(Shape.OBJECT, decoder, PLATFORM.under(parent, "in_1", "invoice"))
            .read(body("{\"id\":\"il_1\"}"));
    assertArrayEquals(new Object[] {"in_1", "invoice"}, page.rows().get(0));
    Page alone =
        new PageReader(Shape.OBJECT, decoder, PLATFORM).read(body("{\"invoice\":\"in_2\"}"));
    assertArrayEquals(new Object[] {"in_2", null}, alone.rows().get(0));
  }
}
