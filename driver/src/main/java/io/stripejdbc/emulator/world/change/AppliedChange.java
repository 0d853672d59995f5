package io.stripejdbc.emulator.world.change;

import java.util.List;

/**
 * What came of a change.
 *
 * @param id the object that was made or changed; empty when there was nothing to do
 * @param events the ids of the events that tell it, also of those that are not listed yet
 */
public record AppliedChange(String id, List<String> events) {
  public AppliedChange {
    events = List.copyOf(events);
  }
}
