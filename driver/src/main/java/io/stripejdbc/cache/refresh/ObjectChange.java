package io.stripejdbc.cache.refresh;

import org.jspecify.annotations.Nullable;

/**
 * That an object was made, changed or deleted, as events told; never what it looks like now.
 *
 * @param created second in which the object was made, null where no event says it
 * @param itself whether an event is about the object itself, rather than about one that names it
 */
public record ObjectChange(@Nullable Long created, boolean itself) {
  /** What two events tell together. */
  public ObjectChange and(ObjectChange other) {
    return new ObjectChange(created == null ? other.created : created, itself || other.itself);
  }
}
