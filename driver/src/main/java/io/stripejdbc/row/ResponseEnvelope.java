package io.stripejdbc.row;

import com.fasterxml.jackson.core.JsonToken;
import io.stripejdbc.fetch.ApiError;
import io.stripejdbc.fetch.ErrorBodyException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The document around rows: a v1 list, a v2 list, or the object itself.
 *
 * <p>A document that breaks its promise (no {@code data}, no {@code has_more}, cut short, something
 * behind its end) is an {@link IOException} and never an empty list.
 */
final class ResponseEnvelope {
  /** Takes one object of the document; the parser stands on its first token. */
  interface Element {
    /** Reads the object to its end. */
    RowBuilder read(JsonBufferParser in) throws IOException;
  }

  /** What stands around the rows, and what of the document is not as promised. */
  record End(
      boolean hasMore,
      @Nullable String lastId,
      @Nullable String nextPageUrl,
      @Nullable String complaint) {}

  private final Element element;
  private final boolean moreIsPromised;
  private boolean data;
  private @Nullable Boolean more;
  private @Nullable ApiError error;
  private @Nullable String lastId;
  private @Nullable String nextPageUrl;
  private @Nullable String complaint;
  private boolean named;
  private boolean nameless;
  private final String kind;
  private final Set<String> fields = new HashSet<>();

  /** Where the object of each id stands. */
  private final Map<String, Offsets> objects = new HashMap<>();

  private record Offsets(int from, int to) {}

  private ResponseEnvelope(Element element, boolean moreIsPromised, String kind) {
    this.element = element;
    this.moreIsPromised = moreIsPromised;
    this.kind = kind;
  }

  /**
   * Reads a list document.
   *
   * @param moreIsPromised whether {@code has_more} must be there
   * @param kind what the document says it is, if it does
   */
  static End list(InputStream body, boolean moreIsPromised, String kind, Element element)
      throws IOException {
    JsonBuffer buffer = JsonBuffer.of(body);
    try (JsonBufferParser in = buffer.parser()) {
      ResponseEnvelope envelope = new ResponseEnvelope(element, moreIsPromised, kind);
      envelope.read(in, buffer);
      end(in);
      return envelope.finished();
    }
  }

  /** Reads a document that is one object. */
  static RowBuilder object(InputStream body, Element element) throws IOException {
    JsonBuffer buffer = JsonBuffer.of(body);
    refuseError(buffer);
    try (JsonBufferParser in = buffer.parser()) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("the body is no JSON object");
      }
      int start = in.start();
      RowBuilder row = element.read(in);
      buffer.object(start, in.after());
      end(in);
      return row;
    }
  }

  /** Objects say what they are; {@code {"error":{…}}} is none of them. */
  private static void refuseError(JsonBuffer buffer) throws IOException {
    ApiError error = null;
    boolean object = false;
    try (JsonBufferParser in = buffer.parser()) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return;
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        JsonToken value = in.nextToken();
        object |= name.equals("object") && value == JsonToken.VALUE_STRING;
        error = name.equals("error") ? error(in, buffer) : error;
        in.skipChildren();
      }
    }
    if (error != null && !object) {
      throw new ErrorBodyException(error);
    }
  }

  /** The error object of a body, null where there is none. */
  private static @Nullable ApiError error(JsonBufferParser in, JsonBuffer buffer)
      throws IOException {
    if (in.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    in.skipChildren();
    return ApiError.parse(buffer.bytes());
  }

  private static void end(JsonBufferParser in) throws IOException {
    if (in.nextToken() != null) {
      throw new IOException("the body goes on behind its end");
    }
  }

  private void read(JsonBufferParser in, JsonBuffer buffer) throws IOException {
    if (in.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("the body is no JSON object");
    }
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      JsonToken value = in.nextToken();
      if (!fields.add(name)) {
        throw new IOException("the list has the field '" + name + "' twice");
      }
      switch (name) {
        case "data" -> elements(in, buffer);
        case "has_more" -> more = value.isBoolean() ? in.getBooleanValue() : null;
        case "error" -> error = error(in, buffer);
        case "next_page_url", "next_page" -> nextPageUrl = text(in, name);
        case "object" -> kind(in);
        default -> in.skipChildren();
      }
    }
  }

  private static @Nullable String text(JsonBufferParser in, String name) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_STRING && in.currentToken() != JsonToken.VALUE_NULL) {
      throw new IOException("'" + name + "' is no text");
    }
    return in.getValueAsString();
  }

  private void kind(JsonBufferParser in) throws IOException {
    String own = in.getValueAsString();
    if (!kind.equals(own)) {
      complain("an object of the kind '" + own + "' came instead of a " + kind);
    }
    in.skipChildren();
  }

  private void complain(@Nullable String what) {
    complaint = complaint == null ? what : complaint;
  }

  private void elements(JsonBufferParser in, JsonBuffer buffer) throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      throw new IOException("'data' is no array");
    }
    data = true;
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (in.currentToken() != JsonToken.START_OBJECT) {
        throw new IOException("an element of 'data' is no object");
      }
      int start = in.start();
      RowBuilder row = element.read(in);
      complain(row.complaint());
      named |= row.kind() != null;
      nameless |= row.isNameless();
      if (!isRepeated(row, buffer, new Offsets(start, in.after()))) {
        lastId = row.id();
      }
      buffer.object(start, in.after());
    }
  }

  /** Whether the object came before in this list; one with its id and other fields is no other. */
  private boolean isRepeated(RowBuilder row, JsonBuffer buffer, Offsets own) {
    String id = row.isDistinct() ? row.id() : null;
    if (id == null) {
      return false;
    }
    Offsets before = objects.putIfAbsent(id, own);
    if (before != null && !buffer.areSame(before.from, before.to, own.from, own.to)) {
      complain("two objects came that have the id '" + id + "' and are not the same");
    }
    return before != null;
  }

  private End finished() throws IOException {
    if (error != null) {
      throw new ErrorBodyException(error);
    }
    if (!data) {
      throw new IOException("the body is no list: it has no 'data'");
    }
    if (moreIsPromised && more == null) {
      throw new IOException("the list does not say whether it 'has_more'");
    }
    if (named && nameless && moreIsPromised) {
      complain("an object came that does not say what it is");
    }
    boolean goesOn = nextPageUrl != null || Boolean.TRUE.equals(more);
    return new End(goesOn, lastId, nextPageUrl, complaint);
  }
}
