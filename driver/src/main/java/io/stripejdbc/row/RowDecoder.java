package io.stripejdbc.row;

import com.fasterxml.jackson.core.JsonToken;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnSpec.Role;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.row.JsonPathNode.Field;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns JSON objects of the API into rows of some columns: a tree of the wanted paths, walked with
 * the token stream; what no column wants is skipped unread.
 *
 * <p>Holds no state of a body but short texts that come again; one decoder serves many threads.
 */
public final class RowDecoder {
  private final List<ColumnSpec> columns;
  private final JsonPathNode root = new JsonPathNode();
  private final JsonStrings jsonStrings = new JsonStrings();
  private final boolean wholeObject;
  private final @Nullable String kind;
  private final boolean needsId;
  private final JsonPathNode id;

  /** Columns whose values are not, or not only, read from the object. */
  private final int[] given;

  /**
   * @param columns columns of the rows, in order
   */
  public RowDecoder(List<ColumnSpec> columns) {
    this(columns, null, false);
  }

  /**
   * @param columns columns of the rows, in order
   * @param kind what each object has to say it is, null where that is not known
   * @param needsId whether each object must have an id
   */
  public RowDecoder(List<ColumnSpec> columns, @Nullable String kind, boolean needsId) {
    this.columns = List.copyOf(columns);
    this.kind = kind;
    this.needsId = needsId;
    for (int slot = 0; slot < columns.size(); slot++) {
      ColumnSpec column = columns.get(slot);
      if (column.jsonPath() != null && isRead(column.role())) {
        root.at(column.jsonPath()).add(slot, column);
      }
    }
    this.id = root.at("id");
    id.add(RowBuilder.ID, ColumnType.VARCHAR, null);
    if (kind != null) {
      root.at("object").add(RowBuilder.KIND, ColumnType.VARCHAR, null);
    }
    root.at("deleted").add(RowBuilder.DELETED, ColumnType.VARCHAR, null);
    this.given =
        IntStream.range(0, columns.size())
            .filter(slot -> isGiven(columns.get(slot).role()))
            .toArray();
    this.wholeObject = columns.stream().anyMatch(c -> c.role() == Role.OBJECT);
  }

  /** How many columns a row has. */
  int width() {
    return columns.size();
  }

  /** The same decoder with more columns behind its own, which are fields of the object. */
  public RowDecoder widened(List<ColumnSpec> fields) {
    List<ColumnSpec> all = new ArrayList<>(columns);
    all.addAll(fields);
    return new RowDecoder(all, kind, needsId);
  }

  static boolean isRead(Role role) {
    return switch (role) {
      case FIELD, EXPANDED, PARENT, CONDITION -> true;
      case ACCOUNT, PARENT_TYPE, PARAMETER, POSITION, OBJECT -> false;
    };
  }

  private static boolean isGiven(Role role) {
    return role != Role.FIELD && role != Role.EXPANDED;
  }

  /** The same decoder, which also reads the child rows that stand at a path of each object. */
  RowDecoder withEmbedded(
      EmbeddedPosition embeddedPosition, RowDecoder children, RowContext context) {
    RowDecoder result = new RowDecoder(columns, kind, needsId);
    result.root.at(embeddedPosition.path()).embedded =
        new EmbeddedRowReader(children, context, embeddedPosition.list());
    return result;
  }

  /** Reads the object that begins at the parser's token. */
  RowBuilder read(JsonBufferParser in, RowContext context, int position) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      return reference(in, context, position);
    }
    RowBuilder row = new RowBuilder(columns.size());
    int start = in.start();
    fields(in, root, row);
    String whole = wholeObject ? in.json(start) : null;
    check(row);
    fill(row, context, position, whole);
    return row;
  }

  /** A row of which only the id came: an object that was not expanded. */
  private RowBuilder reference(JsonBufferParser in, RowContext context, int position)
      throws IOException {
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      throw new IOException("an element of the list is no object");
    }
    RowBuilder row = new RowBuilder(columns.size());
    String id = in.getText();
    for (JsonPathNode.Leaf leaf : root.at("id").scalars) {
      row.set(leaf.slot(), id);
    }
    fill(row, context, position, null);
    return row;
  }

  private void check(RowBuilder row) {
    String own = row.kind();
    if (own == null && kind != null) {
      row.nameless();
    }
    if (needsId) {
      row.distinct();
    }
    if (own != null && !own.equals(kind)) {
      row.complain("an object of the kind '" + own + "' came instead of '" + kind + "'");
    }
    String given = row.id();
    if (needsId && (given == null || given.isEmpty())) {
      row.complain("an object came without an id");
    }
  }

  private void fields(JsonBufferParser in, JsonPathNode node, RowBuilder row) throws IOException {
    Met met = new Met(row);
    for (Field field = node.next(in, node.start); field != null; field = node.next(in, field)) {
      in.nextToken();
      met.add(field);
      wanted(in, field.wanted, row);
    }
  }

  /** The wanted fields that were met in an object: one that comes again has no certain value. */
  private static final class Met {
    private final RowBuilder row;
    private long few;
    private @Nullable BitSet many;

    Met(RowBuilder row) {
      this.row = row;
    }

    void add(Field field) {
      JsonPathNode node = field.wanted;
      if (node != null && !isNew(node.number)) {
        row.complain("an object came that has the field '" + field.name() + "' twice");
      }
    }

    private boolean isNew(int number) {
      if (number < Long.SIZE) {
        long before = few;
        few |= 1L << number;
        return before != few;
      }
      BitSet known = many == null ? new BitSet() : many;
      many = known;
      boolean isNew = !known.get(number);
      known.set(number);
      return isNew;
    }
  }

  private void wanted(JsonBufferParser in, @Nullable JsonPathNode node, RowBuilder row)
      throws IOException {
    if (node == null) {
      in.skipChildren();
    } else {
      value(in, node, row);
    }
  }

  private void value(JsonBufferParser in, JsonPathNode node, RowBuilder row) throws IOException {
    JsonToken token = in.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    for (JsonPathNode.Leaf leaf : node.scalars) {
      if (leaf.is() != null) {
        row.set(leaf.slot(), token.isScalarValue() && leaf.is().equals(in.getText()));
      }
    }
    if (node == id && needsId && token != JsonToken.VALUE_STRING) {
      row.complain("an object came whose id is no text");
    }
    int start = in.start();
    if (node.embedded != null) {
      row.children = node.embedded.read(in);
    } else if (token == JsonToken.START_OBJECT) {
      object(in, node, row);
    } else if (token == JsonToken.START_ARRAY) {
      in.skipChildren();
    } else {
      scalar(in, node, row);
    }
    if (node.texts.length > 0 || (token == JsonToken.START_ARRAY && node.scalars.length > 0)) {
      text(in, node, row, start);
    }
  }

  private void text(JsonBufferParser in, JsonPathNode node, RowBuilder row, int start)
      throws IOException {
    in.finishToken();
    String text = in.json(start);
    for (int slot : node.texts) {
      row.set(slot, text);
    }
    if (text.startsWith("[")) {
      for (JsonPathNode.Leaf leaf : node.scalars) {
        if (leaf.is() == null) {
          row.set(leaf.slot(), textOnly(in, leaf, text));
        }
      }
    }
  }

  /** An object where a scalar is wanted is an expanded reference: its id is the value. */
  private void object(JsonBufferParser in, JsonPathNode node, RowBuilder row) throws IOException {
    if (node.isWhole()) {
      in.skipChildren();
      return;
    }
    if (node.scalars.length == 0) {
      fields(in, node, row);
      return;
    }
    String id = null;
    Met met = new Met(row);
    for (Field field = node.next(in, node.start); field != null; field = node.next(in, field)) {
      met.add(field);
      if (in.nextToken() == JsonToken.VALUE_STRING && in.currentName().equals("id")) {
        id = in.getText();
      }
      wanted(in, field.wanted, row);
    }
    for (JsonPathNode.Leaf leaf : node.scalars) {
      if (leaf.is() == null) {
        row.set(leaf.slot(), textOnly(in, leaf, id));
      }
    }
  }

  private static @Nullable String textOnly(
      JsonBufferParser in, JsonPathNode.Leaf leaf, @Nullable String text) throws IOException {
    if (leaf.type() != ColumnType.VARCHAR) {
      throw new IOException("field '" + in.currentName() + "' is not a " + leaf.type());
    }
    return text;
  }

  private void scalar(JsonBufferParser in, JsonPathNode node, RowBuilder row) throws IOException {
    for (JsonPathNode.Leaf leaf : node.scalars) {
      if (leaf.is() == null) {
        row.set(leaf.slot(), ScalarConverter.scalar(in, leaf.type(), jsonStrings));
      }
    }
    JsonPathNode id = node.id;
    if (id != null && in.currentToken() == JsonToken.VALUE_STRING) {
      for (JsonPathNode.Leaf leaf : id.scalars) {
        row.set(leaf.slot(), textOnly(in, leaf, in.getText()));
      }
    }
  }

  private void fill(RowBuilder row, RowContext context, int position, @Nullable String whole) {
    @Nullable Object[] slots = row.values();
    for (int slot : given) {
      ColumnSpec column = columns.get(slot);
      switch (column.role()) {
        case ACCOUNT -> slots[slot] = context.account();
        case PARENT -> {
          Object own = slots[slot];
          slots[slot] = parent(column, context, own);
          if (own != null && !own.equals(slots[slot])) {
            row.complain("an object of " + column.name() + " '" + own + "' came");
          }
        }
        case PARENT_TYPE -> slots[slot] = context.parentType();
        case PARAMETER -> slots[slot] = sent(column, context.parameters().get(column.name()));
        case POSITION -> slots[slot] = (long) position;
        case OBJECT -> slots[slot] = whole;
        case CONDITION -> slots[slot] = orAbsent(column, slots[slot]);
        case FIELD, EXPANDED -> {}
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
        case FIELD, EXPANDED, OBJECT, CONDITION -> {
          return;
        }
      }
    }
  }

  /** Whether {@link #given} gives all rows of a context the same value. */
  public static boolean isGivenAlike(ColumnSpec column, RowContext context) {
    return switch (column.role()) {
      case ACCOUNT, PARENT_TYPE, PARAMETER -> true;
      case PARENT -> knowsParent(column, context);
      case POSITION, FIELD, EXPANDED, OBJECT, CONDITION -> false;
    };
  }

  /** A field that did not come, or came as null, is null. */
  private static Object orAbsent(ColumnSpec column, @Nullable Object met) {
    return met == null ? "null".equals(column.is()) : met;
  }

  private static @Nullable Object sent(ColumnSpec column, @Nullable String text) {
    return text == null ? null : ScalarConverter.parameter(text, column.type());
  }

  private static @Nullable Object parent(
      ColumnSpec column, RowContext context, @Nullable Object own) {
    return knowsParent(column, context) ? context.parent() : own;
  }

  private static boolean knowsParent(ColumnSpec column, RowContext context) {
    return context.parentSpec() != null
        && context.parentSpec().column().equals(column.name())
        && context.parent() != null;
  }
}
