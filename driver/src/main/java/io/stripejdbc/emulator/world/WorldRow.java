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
public record WorldRow(String id, long created, String parent, Supplier<ObjectNode> facts) {

  /** A row of a top-level list. */
  public static WorldRow of(String id, long created, Supplier<ObjectNode> facts) {
    return new WorldRow(id, created, "", facts);
  }

  /** Whether a retrieve may find it while lists hide it, as deleted customers. */
  boolean deleted() {
    return facts.get().path("deleted").asBoolean();
  }
}
