package io.stripejdbc.row;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonMinifierTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static String joined(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    return new String(bytes, 0, JsonMinifier.join(bytes, bytes.length), UTF_8);
  }

  @Test
  void linesAreJoinedAndSpacesWithinThemStay() {
    assertEquals(
        "{\"a\": 1,\"b\": [1,2],\"c\": {}}",
        joined("{\n  \"a\": 1,\n  \"b\": [\n    1,\n    2\n  ],\n  \"c\": {\n  }\n}"));
    assertEquals("[]", joined("[\n\n  ]"));
    assertEquals("{\"a\" : \"x  y\"}", joined("{\"a\" : \"x  y\"}"));
    assertEquals("", joined("\n"));
    assertEquals("", joined(""));
  }

  @Test
  void stringsWithEscapedBreaksStayAsTheyAre() {
    String text = "{\"a\": \"one\\n    two\\\\\",\"b\": \"\\\" : {   \"}";
    assertEquals(text, joined(text.replace(",\"b\"", ",\n      \"b\"")));
  }

  @Test
  void whatIsNoJsonStaysNone() {
    for (String broken :
        new String[] {"{\n\"a\": 1\n 2}", "{\n\"a\": tr\nue}", "{\n\"a\": \"x\ny\"}"}) {
      assertThrows(JsonProcessingException.class, () -> JSON.readTree(broken), broken);
      assertThrows(JsonProcessingException.class, () -> JSON.readTree(joined(broken)), broken);
    }
  }

  @Test
  void anyJsonMeansTheSame() throws IOException {
    for (long seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      JsonNode tree = RandomJson.object(random, 4);
      int indentation = random.nextInt(4);
      DefaultIndenter lines = new DefaultIndenter(" ".repeat(indentation), "\n");
      DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(lines);
      if (random.nextBoolean()) {
        printer = printer.withArrayIndenter(lines);
      }
      String joined = joined(JSON.writer(printer).writeValueAsString(tree));
      assertEquals(tree, JSON.readTree(joined), "seed " + seed);
      assertFalse(joined.contains("\n"), "seed " + seed);
    }
  }
}
