package io.stripejdbc.row;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnSpec.Role;
import io.stripejdbc.catalog.ColumnType;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns JSON objects of the API into rows of some columns: a tree of the wanted paths, walked with
 * the token stream; what no column wants is skipped unread.
 *
 * <p>Holds no state of a body; one decoder serves many threads.
 */
public final class RowDecoder {
  private final List<ColumnSpec> columns;
  private final Node root = new Node();
  private final boolean wholeObject;

  /** Columns whose values are not, or not only, read from the object. */
  private final int[] given;

  /**
   * @param columns columns of the rows, in order
   */
  public RowDecoder(List<ColumnSpec> columns) {
    this.columns = List.copyOf(columns);
    for (int slot = 0; slot < columns.size(); slot++) {
      ColumnSpec column = columns.get(slot);
      if (column.jsonPath() != null && isRead(column.role())) {
        root.at(column.jsonPath()).add(slot, column.type());
      }
    }
    root.at("id").add(idSlot(), ColumnType.VARCHAR);
    root.at("deleted").add(deletedSlot(), ColumnType.VARCHAR);
    this.given =
        IntStream.range(0, columns.size())
            .filter(slot -> isGiven(columns.get(slot).role()))
            .toArray();
    this.wholeObject = columns.stream().anyMatch(c -> c.role() == Role.OBJECT);
  }

  static boolean isRead(Role role) {
    return switch (role) {
      case FIELD, CARRIED, PARENT -> true;
      case ACCOUNT, PARENT_TYPE, PARAMETER, POSITION, OBJECT -> false;
    };
  }

  private static boolean isGiven(Role role) {
    return role != Role.FIELD && role != Role.CARRIED;
  }

  /** The same decoder, which also reads the child rows that stand at a path of each object. */
  RowDecoder withEmbedded(String path, EmbeddedRows embedded) {
    RowDecoder result = new RowDecoder(columns);
    result.root.at(path).embedded = embedded;
    return result;
  }

  private int idSlot() {
    return columns.size();
  }

  private int deletedSlot() {
    return columns.size() + 1;
  }

  /** Reads the object that begins at the parser's token. */
  Row read(JsonParser in, Tape tape, RowContext context, int position) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      return reference(in, context, position);
    }
    @Nullable Object[] slots = new @Nullable Object[columns.size() + 2];
    Row row = new Row(slots, idSlot(), deletedSlot());
    long start = in.currentTokenLocation().getByteOffset();
    fields(in, tape, root, row);
    String whole = wholeObject ? tape.text(start, after(in)) : null;
    fill(slots, context, position, whole);
    return row;
  }

  /** A row of which only the id came: an object that was not expanded. */
  private Row reference(JsonParser in, RowContext context, int position) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      throw new IOException("an element of the list is no object");
    }
    @Nullable Object[] slots = new @Nullable Object[columns.size() + 2];
    String id = in.getText();
    for (Node.Leaf leaf : root.at("id").scalars) {
      slots[leaf.slot()] = id;
    }
    fill(slots, context, position, null);
    return new Row(slots, idSlot(), deletedSlot());
  }

  private void fields(JsonParser in, Tape tape, Node node, Row row) throws IOException {
    Node before = node;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      Node child = node.child(in.currentName(), before);
      before = child == null ? before : child;
      in.nextToken();
      if (child == null) {
        in.skipChildren();
      } else {
        value(in, tape, child, row);
      }
    }
  }

  private void value(JsonParser in, Tape tape, Node node, Row row) throws IOException {
    JsonToken token = in.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    // A location is an object: asked for only where a piece of the body will be taken.
    boolean taken = node.texts.length > 0 || token == JsonToken.START_ARRAY;
    long start = taken ? in.currentTokenLocation().getByteOffset() : 0;
    if (node.embedded != null) {
      row.children = node.embedded.read(in, tape);
    } else if (token == JsonToken.START_OBJECT) {
      object(in, tape, node, row);
    } else if (token == JsonToken.START_ARRAY) {
      in.skipChildren();
    } else {
      scalar(in, node, row);
    }
    if (node.texts.length > 0 || (token == JsonToken.START_ARRAY && node.scalars.length > 0)) {
      text(in, tape, node, row, start);
    }
  }

  private void text(JsonParser in, Tape tape, Node node, Row row, long start) throws IOException {
    in.finishToken();
    String text = tape.text(start, after(in));
    for (int slot : node.texts) {
      row.slots[slot] = text;
    }
    if (text.startsWith("[")) {
      for (Node.Leaf leaf : node.scalars) {
        row.slots[leaf.slot()] = textOnly(in, leaf, text);
      }
    }
  }

  /** An object where a scalar is wanted is an expanded reference: its id is the value. */
  private void object(JsonParser in, Tape tape, Node node, Row row) throws IOException {
    if (node.scalars.length == 0) {
      fields(in, tape, node, row);
      return;
    }
    String id = null;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      if (in.nextToken() == JsonToken.VALUE_STRING && name.equals("id")) {
        id = in.getText();
      }
      Node child = node.child(name, node);
      if (child == null) {
        in.skipChildren();
      } else {
        value(in, tape, child, row);
      }
    }
    for (Node.Leaf leaf : node.scalars) {
      row.slots[leaf.slot()] = textOnly(in, leaf, id);
    }
  }

  private static @Nullable String textOnly(JsonParser in, Node.Leaf leaf, @Nullable String text)
      throws IOException {
    if (leaf.type() != ColumnType.VARCHAR) {
      throw new IOException("field '" + in.currentName() + "' is not a " + leaf.type());
    }
    return text;
  }

  private static void scalar(JsonParser in, Node node, Row row) throws IOException {
    for (Node.Leaf leaf : node.scalars) {
      row.slots[leaf.slot()] = Values.scalar(in, leaf.type());
    }
    Node id = node.id;
    if (id != null && in.currentToken() == JsonToken.VALUE_STRING) {
      for (Node.Leaf leaf : id.scalars) {
        row.slots[leaf.slot()] = textOnly(in, leaf, in.getText());
      }
    }
  }

  /** Offset behind the token the parser stands on. */
  static long after(JsonParser in) {
    return in.currentLocation().getByteOffset();
  }

  private void fill(
      @Nullable Object[] slots, RowContext context, int position, @Nullable String whole) {
    for (int slot : given) {
      ColumnSpec column = columns.get(slot);
      switch (column.role()) {
        case ACCOUNT -> slots[slot] = context.account();
        case PARENT -> slots[slot] = parent(column, context, slots[slot]);
        case PARENT_TYPE -> slots[slot] = context.parentType();
        case PARAMETER -> slots[slot] = sent(column, context.parameters().get(column.name()));
        case POSITION -> slots[slot] = (long) position;
        case OBJECT -> slots[slot] = whole;
        case FIELD, CARRIED -> {}
      }
    }
  }

  /**
   * Sets what rows take from the question rather than from their objects.
   *
   * @param slot position of the column
   */
  public static void given(
      List<@Nullable Object[]> rows, int slot, ColumnSpec column, RowContext context) {
    for (int i = 0; i < rows.size(); i++) {
      @Nullable Object[] row = rows.get(i);
      switch (column.role()) {
        case ACCOUNT -> row[slot] = context.account();
        case PARENT -> row[slot] = parent(column, context, row[slot]);
        case PARENT_TYPE -> row[slot] = context.parentType();
        case PARAMETER -> row[slot] = sent(column, context.parameters().get(column.name()));
        case POSITION -> row[slot] = (long) i;
        case FIELD, CARRIED, OBJECT -> {
          return;
        }
      }
    }
  }

  private static @Nullable Object sent(ColumnSpec column, @Nullable String text) {
    return text == null ? null : Values.parameter(text, column.type());
  }

  private static @Nullable Object parent(
      ColumnSpec column, RowContext context, @Nullable Object own) {
    boolean known =
        context.parentSpec() != null && context.parentSpec().column().equals(column.name());
    return known && context.parent() != null ? context.parent() : own;
  }
}
