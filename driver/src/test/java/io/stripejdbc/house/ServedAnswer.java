package io.stripejdbc.house;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** An HTTP answer before it is written: status, headers, body, and how the body's end is told. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ServedAnswer(int status, Map<String, String> headers, byte[] body, Framing framing) {
  static final ObjectMapper JSON = new ObjectMapper();

  /** How an answer is sent; the first three are right. */
  enum Framing {
    LENGTH,
    CHUNKED,
    UNTIL_CLOSED,
    LENGTH_TOO_LONG,
    LENGTH_TOO_SHORT,
    CHUNKS_CUT,
    CHUNK_SIZE_CORRUPT,
    CLOSED_UNANSWERED,
    HEADERS_CUT,
    STATUS_LINE_CORRUPT,
    AFTER_100,
    AFTER_103
  }

  static ServedAnswer of(JsonNode json) {
    return json(200, json.toString());
  }

  static ServedAnswer json(int status, String body) {
    return text(status, "application/json", body);
  }

  static ServedAnswer text(int status, String type, String body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", type);
    headers.put("Request-Id", "req_1");
    return new ServedAnswer(status, headers, body.getBytes(StandardCharsets.UTF_8), Framing.LENGTH);
  }

  static ServedAnswer html(int status) {
    return text(status, "text/html", "<html><body><h1>" + status + " Gateway</h1></body></html>");
  }

  /** Stripe's own form of an error. */
  static ServedAnswer error(int status, String code, String parameter) {
    ObjectNode error = JSON.createObjectNode();
    ObjectNode inner = error.putObject("error").put("type", "invalid_request_error");
    inner.put("message", "It does not go.");
    if (!code.isEmpty()) {
      inner.put("code", code);
    }
    if (!parameter.isEmpty()) {
      inner.put("param", parameter);
    }
    return json(status, error.toString());
  }

  ObjectNode object() {
    try {
      return (ObjectNode) JSON.readTree(body);
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static ObjectNode read(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** With the JSON object of the body changed; what is no success stays as it is. */
  ServedAnswer edited(Consumer<ObjectNode> edit) {
    if (status != 200) {
      return this;
    }
    ObjectNode object = object();
    edit.accept(object);
    return with(object.toString());
  }

  /** With the list's rows changed. */
  ServedAnswer rows(Consumer<ArrayNode> edit) {
    return edited(envelope -> edit.accept((ArrayNode) envelope.get("data")));
  }

  /** With the row at this place changed, where there is one. */
  ServedAnswer row(int place, Consumer<ObjectNode> edit) {
    return rows(
        rows -> {
          if (rows.size() > place) {
            edit.accept((ObjectNode) rows.get(place));
          }
        });
  }

  ServedAnswer written(UnaryOperator<String> edit) {
    return with(edit.apply(text()));
  }

  ServedAnswer with(String text) {
    return with(text.getBytes(StandardCharsets.UTF_8));
  }

  ServedAnswer with(byte[] bytes) {
    return new ServedAnswer(status, headers, bytes, framing);
  }

  ServedAnswer with(Framing other) {
    return new ServedAnswer(status, headers, body, other);
  }

  ServedAnswer header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new ServedAnswer(status, more, body, framing);
  }

  ServedAnswer as(int otherStatus) {
    return new ServedAnswer(otherStatus, headers, body, framing);
  }
}
