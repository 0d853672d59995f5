package io.stripejdbc.row;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnSpec.DeclaredType;
import io.stripejdbc.catalog.ColumnSpec.Role;
import io.stripejdbc.catalog.ColumnSpec.ValueSource;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.fetch.Page;
import io.stripejdbc.row.PageReader.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is cut out of the bytes is what Jackson reads from them. */
class DecodingTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static ColumnSpec field(String path, ColumnType type) {
    return ColumnSpec.of(
        path.replace('.', '_'), ValueSource.of(Role.FIELD, path), DeclaredType.of(type));
  }

  private static List<@Nullable Object[]> rows(String body, RowDecoder decoder) throws IOException {
    Page page =
        new PageReader(Shape.LIST, decoder, RowContext.of("platform"))
            .read(new ByteArrayInputStream(body.getBytes(UTF_8)));
    return page.rows();
  }

  /** A scalar as text, an object as its id, an array as its JSON: what a text column holds. */
  private static @Nullable String expected(@Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return null;
    }
    if (value.isObject()) {
      JsonNode id = value.get("id");
      return id != null && id.isTextual() ? id.textValue() : null;
    }
    return value.isArray() ? value.toString() : value.asText();
  }

  @Test
  void columnsAreWhatJacksonReadsWhateverTheOrderOfFields() throws IOException {
    List<String> paths = new ArrayList<>(RandomJson.NAMES);
    paths.remove("deleted"); // An object there is the mark's alone.
    List<ColumnSpec> columns = paths.stream().map(p -> field(p, ColumnType.VARCHAR)).toList();
    for (long seed = 0; seed < 1_000; seed++) {
      Random random = new Random(seed);
      RowDecoder decoder = new RowDecoder(columns);
      ObjectNode list = JSON.createObjectNode();
      ArrayNode data = list.putArray("data");
      for (int i = 0; i < 20; i++) {
        ObjectNode object = RandomJson.object(random, 2);
        object.remove("deleted");
        object.put("id", RandomJson.text(random));
        data.add(object);
      }
      boolean lines = random.nextBoolean();
      String body =
          lines ? JSON.writerWithDefaultPrettyPrinter().writeValueAsString(list) : list.toString();
      List<@Nullable Object[]> rows = rows(body, decoder);
      assertEquals(20, rows.size());
      for (int i = 0; i < 20; i++) {
        for (int slot = 0; slot < paths.size(); slot++) {
          String where =
              "seed " + seed + ", row " + i + ", " + paths.get(slot) + " of " + data.get(i);
          Object value = rows.get(i)[slot];
          JsonNode node = data.get(i).get(paths.get(slot));
          if (node != null && node.isArray()) {
            assertEquals(node, JSON.readTree(String.valueOf(value)), where);
          } else {
            assertEquals(expected(node), value, where);
          }
        }
      }
    }
  }

  @Test
  void stringsOfEveryLengthAndSortAreRead() throws IOException {
    RowDecoder decoder =
        new RowDecoder(List.of(field("a", ColumnType.VARCHAR), field("a", ColumnType.VARCHAR)));
    List<String> odd =
        List.of("", "\\\\", "\\\"", "\\n", "ä", "\\u00e4", "€", "\uD83D\uDE00", "\u007f");
    for (int before = 0; before < 40; before++) {
      for (String middle : odd) {
        for (int after = 0; after < 10; after++) {
          String text = "x".repeat(before) + middle + "y".repeat(after);
          String body =
              "{\"data\":[{\"a\":\"" + text + "\"},{\"a\":\"" + text + "\",\"b\":\"z\"}]}";
          String expected = JSON.readTree("\"" + text + "\"").textValue();
          for (@Nullable Object[] row : rows(body, decoder)) {
            assertEquals(expected, row[0], text);
            assertEquals(expected, row[1], text);
          }
        }
      }
    }
  }

  @Test
  void aControlCharacterInAStringIsRefusedWhereverItStands() {
    RowDecoder decoder = new RowDecoder(List.of(field("a", ColumnType.VARCHAR)));
    for (int before = 0; before < 30; before++) {
      String body =
          "{\"data\":[{\"a\":\"" + "x".repeat(before) + "\u0001" + "y".repeat(20) + "\"}]}";
      assertThrows(JsonProcessingException.class, () -> rows(body, decoder), body);
    }
  }

  @Test
  void aShortTextThatComesAgainIsTheSameObject() throws IOException {
    RowDecoder decoder = new RowDecoder(List.of(field("a", ColumnType.VARCHAR)));
    String body =
        "{\"data\":[{\"a\":\"usd\",\"b\":\"................\"},{\"a\":\"usd\",\"b\":\"................\"}]}";
    List<@Nullable Object[]> rows = rows(body, decoder);
    assertEquals("usd", rows.get(0)[0]);
    assertSame(rows.get(0)[0], rows.get(1)[0]);
  }

  @Test
  void textsThatBeginAlikeAreToldApart() {
    JsonStrings jsonStrings = new JsonStrings();
    List<String> all = new ArrayList<>(List.of("", "a", "a\u007f", "aaaaaaaa", "aaaaaaaaa"));
    for (int i = 1_000; i < 5_000; i++) { // more than there are places
      all.add("usd_" + i);
      all.add("aaaaaaaa" + i);
      all.add(i + "aaaaaaaaaaa");
    }
    for (String text : all) {
      byte[] json = (text + "\"" + " ".repeat(30)).getBytes(UTF_8);
      assertEquals(text, jsonStrings.at(json, 0, json.length));
      assertEquals(text, jsonStrings.at(json, 0, json.length));
    }
    assertNull(jsonStrings.at("a\"".getBytes(UTF_8), 0, 2), "too near to the end");
  }
}
