package io.stripejdbc.emulator.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;

/**
 * Trees as text, as an {@code ObjectMapper} writes them; without one, because making one takes as
 * long as a good part of the demo's first answers.
 */
final class JsonTreeWriter {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().recyclerPool(JsonRecyclerPools.newConcurrentDequePool()).build();

  private JsonTreeWriter() {}

  static byte[] bytes(ObjectNode body) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder()) {
      try (JsonGenerator text = FACTORY.createGenerator(bytes)) {
        write(body, text);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(JsonNode node, JsonGenerator text) throws IOException {
    switch (node.getNodeType()) {
      case OBJECT -> {
        text.writeStartObject();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
          text.writeFieldName(field.getKey());
          write(field.getValue(), text);
        }
        text.writeEndObject();
      }
      case ARRAY -> {
        text.writeStartArray();
        for (JsonNode element : node) {
          write(element, text);
        }
        text.writeEndArray();
      }
      case STRING -> text.writeString(node.textValue());
      case NUMBER -> number(node, text);
      case BOOLEAN -> text.writeBoolean(node.booleanValue());
      case NULL -> text.writeNull();
      case BINARY, MISSING, POJO ->
          throw new IllegalStateException("No JSON: " + node.getNodeType());
    }
  }

  private static void number(JsonNode node, JsonGenerator text) throws IOException {
    switch (node.numberType()) {
      case INT -> text.writeNumber(node.intValue());
      case LONG -> text.writeNumber(node.longValue());
      case BIG_INTEGER -> text.writeNumber(node.bigIntegerValue());
      case FLOAT -> text.writeNumber(node.floatValue());
      case DOUBLE -> text.writeNumber(node.doubleValue());
      case BIG_DECIMAL -> text.writeNumber(node.decimalValue());
    }
  }
}
