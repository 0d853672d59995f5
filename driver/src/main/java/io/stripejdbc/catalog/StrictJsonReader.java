package io.stripejdbc.catalog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A JSON file of the catalogue while it is read: every surprise is an error with file and line.
 *
 * <p>The current token is always the value that is about to be read.
 *
 * <p>By tokens and not by jackson-databind's records: reading all tables in a fresh JVM takes some
 * 0.48 s of CPU this way, and 1.08 s with records and their deserializers (three runs each, 1.08
 * being the middle one, on JDK 17).
 */
final class StrictJsonReader implements AutoCloseable {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // Not by thread: it may be one of the program's.
          .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
          .build();

  private final String file;
  private final JsonParser parser;

  private StrictJsonReader(String file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /** Reads the whole of a file as one object; nothing may follow it. */
  static void read(String file, InputStream in, Consumer<StrictJsonReader> reader) {
    try (StrictJsonReader json = new StrictJsonReader(file, FACTORY.createParser(in))) {
      json.parser.nextToken();
      reader.accept(json);
      if (json.parser.nextToken() != null) {
        throw json.refused("nothing may follow the object");
      }
    } catch (IOException e) {
      throw new DriverFailure(
          DriverError.INTERNAL, "Catalogue file '" + file + "': " + e.getMessage(), 0, e);
    }
  }

  /** Hands each key of the current object over; the consumer reads its value. */
  void object(Consumer<String> onKey) {
    expect(JsonToken.START_OBJECT);
    while (next() == JsonToken.FIELD_NAME) {
      String key = name();
      next();
      onKey.accept(key);
    }
  }

  /** The current array, each element read by the supplier. */
  <T> List<T> list(Supplier<T> element) {
    expect(JsonToken.START_ARRAY);
    List<T> elements = new ArrayList<>();
    while (next() != JsonToken.END_ARRAY) {
      elements.add(element.get());
    }
    return List.copyOf(elements);
  }

  /** The current array of strings. */
  List<String> texts() {
    return list(this::text);
  }

  /** The current object of strings, in the file's order. */
  Map<String, String> map() {
    Map<String, String> entries = new LinkedHashMap<>();
    object(key -> entries.put(key, text()));
    return Map.copyOf(entries);
  }

  /** The current string, which is not empty. */
  String text() {
    expect(JsonToken.VALUE_STRING);
    try {
      String text = parser.getText();
      if (text.isBlank()) {
        throw refused("a text is empty");
      }
      return text;
    } catch (IOException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  /** The current {@code true} or {@code false}. */
  boolean flag() {
    if (!parser.currentToken().isBoolean()) {
      throw refused("expected true or false, found " + parser.currentToken());
    }
    return parser.currentToken() == JsonToken.VALUE_TRUE;
  }

  /** The current whole number. */
  int number() {
    expect(JsonToken.VALUE_NUMBER_INT);
    try {
      return parser.getIntValue();
    } catch (IOException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  /** The current string as a constant of an enumeration. */
  <E extends Enum<E>> E constant(Class<E> type) {
    String text = text();
    try {
      return Enum.valueOf(type, text);
    } catch (IllegalArgumentException e) {
      throw refused("'%s' is none of %s".formatted(text, List.of(type.getEnumConstants())));
    }
  }

  /** A value that its object must have had. */
  <T> T given(@Nullable T value, String key) {
    if (value == null) {
      throw refused("key '" + key + "' is missing");
    }
    return value;
  }

  /** The error of a key that no object of the catalogue has. */
  DriverFailure unknown(String key) {
    return refused("unknown key '" + key + "'");
  }

  /** An error at the current place of the file. */
  DriverFailure refused(String what) {
    int line = parser.currentTokenLocation().getLineNr();
    return new DriverFailure(
        DriverError.INTERNAL, "Catalogue file '%s', line %d: %s".formatted(file, line, what));
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  private void expect(JsonToken token) {
    if (parser.currentToken() != token) {
      throw refused("expected %s, found %s".formatted(token, parser.currentToken()));
    }
  }

  private @Nullable JsonToken next() {
    try {
      return parser.nextToken();
    } catch (IOException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private String name() {
    try {
      return parser.currentName();
    } catch (IOException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }
}
