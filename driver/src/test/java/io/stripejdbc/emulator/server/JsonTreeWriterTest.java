package io.stripejdbc.emulator.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Trees are written byte for byte as Jackson's mapper writes them. */
class JsonTreeWriterTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String[] TEXTS = {
    "", "a", "ä\"\\/", "\u0000\u0007\n\t\u001f", "☃ \uD83D\uDE00", "\u2028", "x".repeat(9000)
  };

  private final Random random = new Random(7);

  @Test
  void anyTreeIsWrittenAsTheMapperWritesIt() throws IOException {
    for (int i = 0; i < 300; i++) {
      ObjectNode tree = object(0);
      assertArrayEquals(MAPPER.writeValueAsBytes(tree), JsonTreeWriter.bytes(tree), tree::toString);
    }
  }

  private ObjectNode object(int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (int i = random.nextInt(8); i > 0; i--) {
      String name = i + text();
      switch (random.nextInt(depth > 4 ? 9 : 11)) {
        case 0 -> object.put(name, random.nextInt());
        case 1 -> object.put(name, random.nextLong());
        case 2 -> object.put(name, new BigInteger(90, random));
        case 3 -> object.put(name, BigDecimal.valueOf(random.nextInt(), random.nextInt(30) - 12));
        case 4 -> object.put(name, random.nextGaussian() * 1e9);
        case 5 -> object.put(name, random.nextFloat());
        case 6 -> object.put(name, random.nextBoolean());
        case 7 -> object.putNull(name);
        case 8 -> object.put(name, text());
        case 9 -> object.set(name, object(depth + 1));
        default -> {
          ArrayNode array = object.putArray(name);
          for (int each = random.nextInt(4); each > 0; each--) {
            array.add(object(depth + 1)).add(text()).add(each);
          }
        }
      }
    }
    return object;
  }

  private String text() {
    return TEXTS[random.nextInt(TEXTS.length)];
  }
}
