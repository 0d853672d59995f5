package io.stripejdbc.row;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads child rows inside a parent's object: a list object, a plain array or a single object.
 *
 * <p>The parent's id may follow its children in the JSON, so the caller fills it in afterwards.
 */
final class EmbeddedRows {
  private final RowDecoder decoder;
  private final RowContext context;

  EmbeddedRows(RowDecoder decoder, RowContext context) {
    this.decoder = decoder;
    this.context = context;
  }

  Children read(JsonParser in, Tape tape) throws IOException {
    if (in.currentToken() == JsonToken.START_ARRAY) {
      List<@Nullable Object[]> rows = new ArrayList<>();
      return new Children(rows, false, elements(in, tape, rows));
    }
    if (in.currentToken() != JsonToken.START_OBJECT) {
      Row row = decoder.read(in, tape, context, 0);
      return new Children(one(row), false, row.id());
    }
    long start = in.currentTokenLocation().getByteOffset();
    in.skipChildren();
    return object(tape.bytes(start, RowDecoder.after(in)));
  }

  /** Reads twice: only after the whole object is it known whether it is a list. */
  private Children object(byte[] json) throws IOException {
    Tape tape = new Tape(json);
    boolean list = isList(tape);
    try (JsonParser in = tape.parser()) {
      in.nextToken();
      if (list) {
        return list(in, tape);
      }
      Row row = decoder.read(in, tape, context, 0);
      return new Children(one(row), false, row.id());
    }
  }

  private static boolean isList(Tape json) throws IOException {
    try (JsonParser in = json.parser()) {
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

  private Children list(JsonParser in, Tape tape) throws IOException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    String last = null;
    boolean more = false;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      JsonToken value = in.nextToken();
      if (name.equals("data") && value == JsonToken.START_ARRAY) {
        last = elements(in, tape, rows);
      } else if (name.equals("has_more")) {
        more = in.getValueAsBoolean();
      } else {
        in.skipChildren();
      }
    }
    return new Children(rows, more, last);
  }

  private @Nullable String elements(JsonParser in, Tape tape, List<@Nullable Object[]> rows)
      throws IOException {
    String last = null;
    while (in.nextToken() != JsonToken.END_ARRAY) {
      Row row = decoder.read(in, tape, context, rows.size());
      rows.add(row.values());
      last = row.id();
    }
    return last;
  }

  private static List<@Nullable Object[]> one(Row row) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    rows.add(row.values());
    return rows;
  }
}
