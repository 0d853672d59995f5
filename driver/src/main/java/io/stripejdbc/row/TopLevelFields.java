package io.stripejdbc.row;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A few fields of an object of any kind: what an event says of the object it is about, in whatever
 * version of the API it was written.
 */
public final class TopLevelFields {
  private TopLevelFields() {}

  /**
   * Texts, whole numbers and the ids of objects; a field of another kind is left out.
   *
   * @param json an object as text
   * @param names the fields wanted
   */
  public static Map<String, Object> of(String json, Set<String> names) {
    Map<String, Object> found = new HashMap<>();
    JsonBuffer buffer = new JsonBuffer(json.getBytes(StandardCharsets.UTF_8));
    try (JsonBufferParser in = buffer.parser()) {
      if (in.nextToken() == JsonToken.START_OBJECT) {
        fields(in, names, found);
      }
    } catch (IOException broken) {
      throw new DriverFailure(
          DriverError.BAD_ANSWER,
          "The object of an event is not what the API promises: " + broken.getMessage(),
          0,
          broken);
    }
    return found;
  }

  private static void fields(JsonBufferParser in, Set<String> names, Map<String, Object> found)
      throws IOException {
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      JsonToken value = in.nextToken();
      if (!names.contains(name)) {
        in.skipChildren();
      } else if (value == JsonToken.VALUE_STRING) {
        found.put(name, in.getText());
      } else if (value == JsonToken.VALUE_NUMBER_INT
          && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
        found.put(name, in.getLongValue());
      } else if (value == JsonToken.START_OBJECT) {
        Map<String, Object> expanded = new HashMap<>();
        fields(in, Set.of("id"), expanded);
        if (expanded.get("id") instanceof String id) {
          found.put(name, id);
        }
      } else {
        in.skipChildren();
      }
    }
  }
}
