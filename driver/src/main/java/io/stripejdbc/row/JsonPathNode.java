package io.stripejdbc.row;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnType;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A step of the JSON paths that a decoder wants: the columns that end here and the steps below. */
final class JsonPathNode {
  /**
   * A column whose value stands at a node.
   *
   * @param is the value that it asks the node for, null for one whose value is the node's
   */
  record Leaf(int slot, ColumnType type, @Nullable String is) {}

  private final Map<String, JsonPathNode> children = new HashMap<>();

  /** Which of its siblings it is. */
  final int number;

  Leaf[] scalars = {};
  int[] texts = {};

  JsonPathNode() {
    this(0);
  }

  private JsonPathNode(int number) {
    this.number = number;
  }

  /** Set where the children of a parent stand inside its object. */
  @Nullable EmbeddedRowReader embedded;

  /** The step {@code id} below, which is also the value of a reference that is not expanded. */
  @Nullable JsonPathNode id;

  /**
   * A field of an object: what of it is wanted, and which field followed it in an object that was
   * read. They come in one order, so the next one is mostly known beforehand.
   *
   * <p>Shared by threads that may each set another follower: any of them is only a guess.
   */
  static final class Field {
    private final SerializedString name;

    /** What is wanted, null for nothing. */
    final @Nullable JsonPathNode wanted;

    private @Nullable Field next;

    private Field(String name, @Nullable JsonPathNode wanted) {
      this.name = new SerializedString(name);
      this.wanted = wanted;
    }

    String name() {
      return name.getValue();
    }
  }

  /** Stands before the first field. */
  final Field start = new Field("", null);

  /**
   * Goes on to the next field of an object. The one that is expected is compared byte by byte,
   * which costs less than having a name read and looked up.
   *
   * @param before the field before it, {@link #start} for none
   * @return null at the end of the object
   */
  @Nullable Field next(JsonParser in, Field before) throws IOException {
    Field guess = before.next;
    if (guess != null && in.nextFieldName(guess.name)) {
      return guess;
    }
    JsonToken token = guess == null ? in.nextToken() : in.currentToken();
    if (token != JsonToken.FIELD_NAME) {
      return null;
    }
    String name = in.currentName();
    Field field = new Field(name, children.get(name));
    before.next = field;
    return field;
  }

  /** Whether nothing within an object is wanted here, but perhaps its text. */
  boolean isWhole() {
    return children.isEmpty() && scalars.length == 0;
  }

  /** The node at the end of this dotted path, made as needed. */
  JsonPathNode at(String path) {
    JsonPathNode node = this;
    for (int from = 0; from <= path.length(); ) {
      int dot = path.indexOf('.', from);
      int end = dot < 0 ? path.length() : dot;
      String step = path.substring(from, end);
      int number = node.children.size();
      JsonPathNode child = node.children.computeIfAbsent(step, name -> new JsonPathNode(number));
      node.id = step.equals("id") ? child : node.id;
      node = child;
      from = end + 1;
    }
    return node;
  }

  /** Lets a column end here. */
  void add(int slot, ColumnSpec column) {
    add(slot, column.type(), column.is());
  }

  void add(int slot, ColumnType type, @Nullable String is) {
    if (type == ColumnType.JSON) {
      texts = Arrays.copyOf(texts, texts.length + 1);
      texts[texts.length - 1] = slot;
    } else {
      scalars = Arrays.copyOf(scalars, scalars.length + 1);
      scalars[scalars.length - 1] = new Leaf(slot, type, is);
    }
  }
}
