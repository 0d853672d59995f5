package io.stripejdbc.row;

import io.stripejdbc.catalog.ColumnType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A step of the JSON paths that a decoder wants: the columns that end here and the steps below. */
final class Node {
  /** A column whose value stands at a node. */
  record Leaf(int slot, ColumnType type) {}

  private final Map<String, Node> children = new HashMap<>();
  Leaf[] scalars = {};
  int[] texts = {};

  /** Set where the children of a parent stand inside its object. */
  @Nullable EmbeddedRows embedded;

  /** The step {@code id} below, which is also the value of a reference that is not expanded. */
  @Nullable Node id;

  private String name = "";

  /** The step that followed this one in an object that was read: fields come in one order. */
  private @Nullable Node next;

  /** The step of this name below, null if none is wanted; {@code before} is the last that was. */
  @Nullable Node child(String field, Node before) {
    Node guess = before == this ? null : before.next;
    if (guess != null && guess.name.equals(field)) {
      return guess;
    }
    Node child = children.get(field);
    if (child != null && before != this) {
      before.next = child;
    }
    return child;
  }

  /** The node at the end of this dotted path, made as needed. */
  Node at(String path) {
    Node node = this;
    for (int from = 0; from <= path.length(); ) {
      int dot = path.indexOf('.', from);
      int end = dot < 0 ? path.length() : dot;
      // The parser's field names are interned: equal ones are found by identity.
      String step = path.substring(from, end).intern();
      Node child = node.children.computeIfAbsent(step, name -> new Node());
      child.name = step;
      node.id = step.equals("id") ? child : node.id;
      node = child;
      from = end + 1;
    }
    return node;
  }

  /** Lets a column end here. */
  void add(int slot, ColumnType type) {
    if (type == ColumnType.JSON) {
      texts = Arrays.copyOf(texts, texts.length + 1);
      texts[texts.length - 1] = slot;
    } else {
      scalars = Arrays.copyOf(scalars, scalars.length + 1);
      scalars[scalars.length - 1] = new Leaf(slot, type);
    }
  }
}
