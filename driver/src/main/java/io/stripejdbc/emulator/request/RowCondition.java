package io.stripejdbc.emulator.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.world.object.JsonNodes;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;

/** What a filter demands of a row's facts. */
public sealed interface RowCondition {
  boolean holds(ObjectNode facts);

  /** The field has one of these values. */
  record AnyOf(String field, Set<String> values) implements RowCondition {
    @Override
    public boolean holds(ObjectNode facts) {
      return JsonNodes.texts(facts, field).stream().anyMatch(values::contains);
    }
  }

  /** The field is a number from {@code low} to {@code high}, both included; null never is. */
  record Between(String field, long low, long high) implements RowCondition {
    @Override
    public boolean holds(ObjectNode facts) {
      return JsonNodes.texts(facts, field).stream().mapToLong(Between::number).anyMatch(this::has);
    }

    boolean has(long value) {
      return value >= low && value <= high;
    }

    /** Seconds as they are; instants in milliseconds. */
    static long number(String text) {
      return text.indexOf('T') > 0 ? Instant.parse(text).toEpochMilli() : Long.parseLong(text);
    }
  }

  /** Anything else. */
  record Rule(Predicate<ObjectNode> rule) implements RowCondition {
    @Override
    public boolean holds(ObjectNode facts) {
      return rule.test(facts);
    }
  }
}
