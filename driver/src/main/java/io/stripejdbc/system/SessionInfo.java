package io.stripejdbc.system;

import java.util.List;
import org.apache.calcite.DataContext;
import org.jspecify.annotations.Nullable;

/**
 * What the system tables know of the connection that reads them.
 *
 * @param activity statements and calls made with its key
 * @param properties its properties in force
 */
public record SessionInfo(ActivityLog activity, List<Property> properties) {
  /** Name of this object in the {@link DataContext}. */
  public static final String KEY = "stripeSessionFacts";

  /**
   * A property in force.
   *
   * @param value as text, null when unset; never a secret
   */
  public record Property(String name, @Nullable String value, String description) {}

  /** Facts of a connection of which nothing is known yet. */
  public static SessionInfo none() {
    return new SessionInfo(new ActivityLog(), List.of());
  }

  static SessionInfo of(DataContext context) {
    Object found = context.get(KEY);
    if (found instanceof SessionInfo info) {
      return info;
    }
    throw new IllegalStateException("no session facts in the data context");
  }
}
