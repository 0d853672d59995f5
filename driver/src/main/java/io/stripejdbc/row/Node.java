package io.stripejdbc.row;

import io.stripejdbc.catalog.ColumnType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A step of the JSON paths that a decoder wants: the columns that end here and the steps below. */
final class Node {
  /** A column whose value stands at a node. */
  record Leaf(int slot, ColumnType type) {}

  final Map<String, Node> children = new HashMap<>();
  final List<Leaf> scalars = new ArrayList<>();
  final List<Integer> texts = new ArrayList<>();

  /** Set where the children of a parent stand inside its object. */
  @Nullable EmbeddedRows embedded;

  /** The node at the end of this dotted path, made as needed. */
  Node at(String path) {
    Node node = this;
    for (int from = 0; from <= path.length(); ) {
      int dot = path.indexOf('.', from);
      int end = dot < 0 ? path.length() : dot;
      node = node.children.computeIfAbsent(path.substring(from, end), step -> new Node());
      from = end + 1;
    }
    return node;
  }

  /** Lets a column end here. */
  void add(int slot, ColumnType type) {
    if (type == ColumnType.JSON) {
      texts.add(slot);
    } else {
      scalars.add(new Leaf(slot, type));
    }
  }
}
