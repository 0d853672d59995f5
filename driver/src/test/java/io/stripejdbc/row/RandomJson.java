package io.stripejdbc.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** JSON of few field names and all sorts of values, drawn from a seed. */
final class RandomJson {
  /** Names that begin alike, and of all lengths that a reader of words tells apart. */
  static final List<String> NAMES =
      List.of("id", "a", "amount", "amount_due", "amount_refunded", "object", "ä", "deleted", "b");

  private static final int[] LETTERS =
      "abcdefgh ABC_,:{}[]/0123456789\"\\\n\tä€\uD83D\uDE00".codePoints().toArray();

  private RandomJson() {}

  /** Fields in any order, some left out. */
  static ObjectNode object(Random random, int depth) {
    List<String> names = new ArrayList<>(NAMES);
    if (random.nextInt(3) == 0) {
      Collections.shuffle(names, random);
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (String name : names) {
      if (random.nextInt(4) > 0) {
        object.set(name, value(random, depth - 1));
      }
    }
    return object;
  }

  private static JsonNode value(Random random, int depth) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> nodes.nullNode();
      case 1 -> nodes.booleanNode(random.nextBoolean());
      case 2 -> nodes.numberNode(random.nextInt(2_000) - 1_000);
      case 6 -> object(random, depth);
      case 7 -> array(random, depth);
      default -> nodes.textNode(text(random));
    };
  }

  private static ArrayNode array(Random random, int depth) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      array.add(value(random, depth - 1));
    }
    return array;
  }

  /** Mostly plain and short, as the values of the API are. */
  static String text(Random random) {
    boolean plain = random.nextInt(4) > 0;
    int letters = plain ? 8 : LETTERS.length;
    int length = random.nextInt(random.nextInt(3) == 0 ? 40 : 4);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(LETTERS[random.nextInt(letters)]);
    }
    return text.toString();
  }
}
