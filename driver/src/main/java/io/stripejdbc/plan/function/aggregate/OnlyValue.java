package io.stripejdbc.plan.function.aggregate;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import org.jspecify.annotations.Nullable;

/** The value of a sub-query that stands for one value: of its only row, NULL for no rows. */
public final class OnlyValue {
  private boolean taken;
  private @Nullable Object value;

  /** One for each sub-query, or for each group of its rows. */
  public OnlyValue() {}

  /**
   * Takes a value.
   *
   * @throws DriverFailure NOT_ONE_ROW for the second one
   */
  public void add(@Nullable Object value) {
    if (taken) {
      throw new DriverFailure(
          DriverError.NOT_ONE_ROW, "A sub-query that stands for one value has several rows.");
    }
    this.taken = true;
    this.value = value;
  }

  /** The value. */
  public @Nullable Object result() {
    return value;
  }
}
