package io.stripejdbc.row;

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

  Children read(TapeParser in) throws IOException {
    if (in.currentToken() == JsonToken.START_ARRAY) {
      List<@Nullable Object[]> rows = new ArrayList<>();
      return new Children(rows, false, elements(in, rows));
    }
    if (in.currentToken() != JsonToken.START_OBJECT) {
      Row row = decoder.read(in, context, 0);
      return new Children(one(row), false, row.id());
    }
    int start = in.start();
    in.skipChildren();
    return object(in.bytes(start));
  }

  /** Reads twice: only after the whole object is it known whether it is a list. */
  private Children object(byte[] json) throws IOException {
    Tape tape = new Tape(json);
    boolean list = isList(tape);
    try (TapeParser in = tape.parser()) {
      in.nextToken();
      if (list) {
        return list(in);
      }
      Row row = decoder.read(in, context, 0);
      return new Children(one(row), false, row.id());
    }
  }

  private static boolean isList(Tape json) throws IOException {
    try (TapeParser in = json.parser()) {
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

  private Children list(TapeParser in) throws IOException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    String last = null;
    boolean more = false;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      JsonToken value = in.nextToken();
      if (name.equals("data") && value == JsonToken.START_ARRAY) {
        last = elements(in, rows);
      } else if (name.equals("has_more")) {
        more = in.getValueAsBoolean();
      } else {
        in.skipChildren();
      }
    }
    return new Children(rows, more, last);
  }

  private @Nullable String elements(TapeParser in, List<@Nullable Object[]> rows)
      throws IOException {
    String last = null;
    while (in.nextToken() != JsonToken.END_ARRAY) {
      Row row = decoder.read(in, context, rows.size());
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
