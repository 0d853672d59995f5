package io.stripejdbc.row;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonBufferTest {
  private static List<String> cut(String body, boolean list) throws IOException {
    JsonBuffer buffer = JsonBuffer.of(new ByteArrayInputStream(body.getBytes(UTF_8)));
    ResponseEnvelope.Element skipped =
        in -> {
          in.skipChildren();
          return new RowBuilder(0);
        };
    if (list) {
      ResponseEnvelope.list(buffer, false, "list", skipped);
    } else {
      ResponseEnvelope.object(buffer, skipped);
    }
    ObjectBytes objects = buffer.objects();
    List<String> texts = new ArrayList<>();
    int from = 0;
    for (int end : objects.ends()) {
      texts.add(new String(objects.json(), from, end - from, UTF_8));
      from = end;
    }
    return texts;
  }

  @Test
  void objectsAreCutOutOfTheirListOnOneLine() throws IOException {
    String body =
        "{ \"object\" : \"list\",\n  \"url\": \"/x\", \"data\": [ {\n \"id\": \"a b\" } ,\n"
            + " {\"id\":\"ä\", \"n\": [1,\n {\"x\": \"}]\"}] } ], \"has_more\": false }";
    assertEquals(
        List.of("{\"id\": \"a b\" }", "{\"id\":\"ä\", \"n\": [1,{\"x\": \"}]\"}] }"),
        cut(body, true));
  }

  @Test
  void quotesAndBracketsInTextsAreTexts() throws IOException {
    String text = "{\"id\":\"\\\\\",\"t\":\"\\\"data\\\":[{\"}";
    assertEquals(
        List.of(text, text),
        cut("{\"note\":\"\\\"data\\\":[\",\"data\":[" + text + "," + text + "]}", true));
  }

  @Test
  void onlyTheOutermostDataIsTheList() throws IOException {
    assertEquals(
        List.of("{\"data\":[{\"id\":1}]}"),
        cut("{\"meta\":{\"data\":[{\"id\":0}]},\"data\":[{\"data\":[{\"id\":1}]}]}", true));
  }

  @Test
  void anEmptyListHasNoObjectsAndAnObjectIsItself() throws IOException {
    assertEquals(List.of(), cut("{\"data\":[ ]}", true));
    assertEquals(List.of("{\"id\" : \"x\"}"), cut("\n{\n  \"id\" : \"x\"\n}\n", false));
  }

  @Test
  void moreObjectsThanAPageHas() throws IOException {
    StringBuilder body = new StringBuilder("{\"data\":[");
    for (int i = 0; i < 1_000; i++) {
      body.append(i == 0 ? "" : ",").append("{\"id\":" + i + "}");
    }
    List<String> all = cut(body.append("]}").toString(), true);
    assertEquals(1_000, all.size());
    assertEquals("{\"id\":999}", all.get(999));
  }

  @Test
  void aLineBreakBehindTheFirstBytesOfAnUnbrokenBodyIsHarmless() throws IOException {
    String first = "{\"id\":\"" + "x".repeat(5_000) + "\"}";
    assertEquals(
        List.of(first, "{\n \"id\": 2}"),
        cut("{\"data\":[" + first + ",\n {\n \"id\": 2}]}", true));
  }

  @Test
  void aBufferIsItsOwn() throws IOException {
    JsonBuffer buffer = JsonBuffer.of(new ByteArrayInputStream(new byte[] {'{', '}'}));
    assertSame(buffer, JsonBuffer.of(buffer));
    assertEquals(0, buffer.objects().ends().length);
  }
}
