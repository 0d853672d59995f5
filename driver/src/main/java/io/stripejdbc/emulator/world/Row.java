package io.stripejdbc.emulator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;

/**
 * One object of a list, small until its facts are wanted.
 *
 * @param created seconds since the epoch; gives the order of the list
 * @param parent the id of the object it is nested in, or empty
 * @param facts what differs from the defaults of its type; fields that start with {@code _} serve
 *     filters and are never written
 */
public record Row(String id, long created, String parent, Supplier<ObjectNode> facts) {

  /** A row of a top-level list. */
  public static Row of(String id, long created, Supplier<ObjectNode> facts) {
    return new Row(id, created, "", facts);
  }

  /** Whether a retrieve may find it while lists hide it, as deleted customers. */
  boolean deleted() {
    return facts.get().path("deleted").asBoolean();
  }
}
