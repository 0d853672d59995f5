package io.stripejdbc.row;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectBytesTest {
  private static List<String> cut(String body, boolean list) {
    byte[] bytes = body.getBytes(UTF_8);
    // The buffer of a body is mostly longer than the body.
    ObjectBytes objects =
        ObjectBytes.of(Arrays.copyOf(bytes, 2 * bytes.length), bytes.length, list);
    assertNotNull(objects);
    List<String> texts = new ArrayList<>();
    int from = 0;
    for (int end : objects.ends()) {
      texts.add(new String(objects.json(), from, end - from, UTF_8));
      from = end;
    }
    return texts;
  }

  @Test
  void objectsAreCutOutOfTheirListWithoutWhiteSpace() {
    String body =
        "{ \"object\" : \"list\",\n  \"url\": \"/x\", \"data\": [ { \"id\": \"a b\" } ,\n"
            + " {\"id\":\"ä\", \"n\": [1, {\"x\": \"}]\"}] } ], \"has_more\": false }";
    assertEquals(
        List.of("{\"id\":\"a b\"}", "{\"id\":\"ä\",\"n\":[1,{\"x\":\"}]\"}]}"), cut(body, true));
  }

  @Test
  void quotesAndBracketsInTextsAreTexts() {
    String text = "{\"id\":\"\\\\\",\"t\":\"\\\"data\\\":[{\"}";
    assertEquals(
        List.of(text, text),
        cut("{\"note\":\"\\\"data\\\":[\",\"data\":[" + text + "," + text + "]}", true));
  }

  @Test
  void onlyTheOutermostDataIsTheList() {
    assertEquals(
        List.of("{\"data\":[{\"id\":1}]}"),
        cut("{\"meta\":{\"data\":[{\"id\":0}]},\"data\":[{\"data\":[{\"id\":1}]}]}", true));
  }

  @Test
  void anEmptyListHasNoObjectsAndAnObjectIsItself() {
    assertEquals(List.of(), cut("{\"data\":[ ]}", true));
    assertEquals(List.of("{\"id\":\"x\"}"), cut(" { \"id\" : \"x\" } ", false));
  }

  @Test
  void moreObjectsThanAPageHas() {
    StringBuilder body = new StringBuilder("{\"data\":[");
    for (int i = 0; i < 1_000; i++) {
      body.append(i == 0 ? "" : ",").append("{\"id\":" + i + "}");
    }
    List<String> all = cut(body.append("]}").toString(), true);
    assertEquals(1_000, all.size());
    assertEquals("{\"id\":999}", all.get(999));
  }

  @Test
  void aBodyWithoutAListHasNothingToKeep() {
    byte[] bytes = "{\"object\":\"list\",\"data\":null}".getBytes(UTF_8);
    assertNull(ObjectBytes.of(bytes, bytes.length, true));
  }
}
