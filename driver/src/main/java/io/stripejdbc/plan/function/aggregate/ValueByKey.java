package io.stripejdbc.plan.function.aggregate;

import org.jspecify.annotations.Nullable;

/**
 * {@code min_by(x, key)} and {@code max_by(x, key)}: the x of the first row with the least or
 * greatest key, be it NULL; rows without a key do not count.
 */
public final class ValueByKey {
  private @Nullable Object value;
  private @Nullable Comparable<Object> key;

  private ValueByKey() {}

  @SuppressWarnings("unchecked") // Keys of one column are of one type, which has an order.
  private void take(@Nullable Object value, @Nullable Object key, int sign) {
    if (key != null && (this.key == null || Integer.signum(this.key.compareTo(key)) == sign)) {
      this.value = value;
      this.key = (Comparable<Object>) key;
    }
  }

  /** {@code min_by}. */
  public static final class Least {
    private final ValueByKey least = new ValueByKey();

    /** One for each group. */
    public Least() {}

    /** Takes a pair. */
    public void add(@Nullable Object value, @Nullable Object key) {
      least.take(value, key, 1);
    }

    /** The value, null for no pairs. */
    public @Nullable Object result() {
      return least.value;
    }
  }

  /** {@code max_by}. */
  public static final class Greatest {
    private final ValueByKey greatest = new ValueByKey();

    /** One for each group. */
    public Greatest() {}

    /** Takes a pair. */
    public void add(@Nullable Object value, @Nullable Object key) {
      greatest.take(value, key, -1);
    }

    /** The value, null for no pairs. */
    public @Nullable Object result() {
      return greatest.value;
    }
  }
}
