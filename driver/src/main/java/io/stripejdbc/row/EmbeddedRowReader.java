package io.stripejdbc.row;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads child rows inside a parent's object: a list object, a plain array or a single object.
 *
 * <p>The parent's id may follow its children in the JSON, so the caller fills it in afterwards.
 */
final class EmbeddedRowReader {
  private final RowDecoder decoder;
  private final RowContext context;
  private final boolean paged;

  /**
   * @param paged whether only a list that says if it has more can be what is promised
   */
  EmbeddedRowReader(RowDecoder decoder, RowContext context, boolean paged) {
    this.decoder = decoder;
    this.context = context;
    this.paged = paged;
  }

  ChildRows read(JsonBufferParser in) throws IOException {
    if (paged && in.currentToken() != JsonToken.START_OBJECT) {
      in.skipChildren();
      return noList();
    }
    if (in.currentToken() == JsonToken.START_ARRAY) {
      List<@Nullable Object[]> rows = new ArrayList<>();
      RowBuilder last = elements(in, rows);
      return new ChildRows(rows, false, last.id(), last.complaint());
    }
    if (in.currentToken() != JsonToken.START_OBJECT) {
      RowBuilder row = decoder.read(in, context, 0);
      return new ChildRows(one(row), false, row.id(), row.complaint());
    }
    int start = in.start();
    in.skipChildren();
    return object(in.bytes(start));
  }

  private static ChildRows noList() {
    return new ChildRows(List.of(), false, null, "what came inside an object is no list");
  }

  /** Reads twice: only after the whole object is it known whether it is a list. */
  private ChildRows object(byte[] json) throws IOException {
    JsonBuffer buffer = new JsonBuffer(json);
    boolean list = isList(buffer);
    try (JsonBufferParser in = buffer.parser()) {
      in.nextToken();
      if (list) {
        return list(in);
      }
      if (paged) {
        return noList();
      }
      RowBuilder row = decoder.read(in, context, 0);
      return new ChildRows(one(row), false, row.id(), row.complaint());
    }
  }

  private static boolean isList(JsonBuffer json) throws IOException {
    try (JsonBufferParser in = json.parser()) {
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        boolean kind = in.currentName().equals("object");
        in.nextToken();
        if (kind) {
          return "list".equals(in.getText());
        }
        in.skipChildren();
      }
      return false;
    }
  }

  private ChildRows list(JsonBufferParser in) throws IOException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    RowBuilder last = new RowBuilder(0);
    String complaint = null;
    Boolean more = null;
    boolean data = false;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      JsonToken value = in.nextToken();
      if (name.equals("data") && value == JsonToken.START_ARRAY) {
        data = true;
        last = elements(in, rows);
      } else if (name.equals("has_more")) {
        more = value.isBoolean() ? in.getBooleanValue() : null;
      } else {
        in.skipChildren();
      }
    }
    if (!data || more == null) {
      complaint = "a list came inside an object that has no 'data' or no 'has_more'";
    }
    return new ChildRows(
        rows,
        Boolean.TRUE.equals(more),
        last.id(),
        complaint == null ? last.complaint() : complaint);
  }

  /**
   * Reads the elements, one that comes again left out; gives back the last one, with the first
   * complaint of all.
   */
  private RowBuilder elements(JsonBufferParser in, List<@Nullable Object[]> rows)
      throws IOException {
    String complaint = null;
    RowBuilder last = new RowBuilder(0);
    Map<String, @Nullable Object[]> ids = new HashMap<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      last = decoder.read(in, context, rows.size());
      @Nullable Object[] before =
          last.id() == null ? null : ids.putIfAbsent(last.id(), last.values());
      if (before == null) {
        rows.add(last.values());
      } else if (!Arrays.equals(before, last.values())) {
        last.complain("two objects came that have the id '" + last.id() + "'");
      }
      complaint = complaint == null ? last.complaint() : complaint;
    }
    if (complaint != null) {
      last.complain(complaint);
    }
    return last;
  }

  private static List<@Nullable Object[]> one(RowBuilder row) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    rows.add(row.values());
    return rows;
  }
}
