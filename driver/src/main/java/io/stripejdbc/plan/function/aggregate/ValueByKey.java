package io.stripejdbc.plan.function.aggregate;

import org.jspecify.annotations.Nullable;

/** {@code min_by(x, key)} and {@code max_by(x, key)}: the first x of the least or greatest key. */
public final class ValueByKey {
  private @Nullable Object value;
  private @Nullable Comparable<Object> key;

  private ValueByKey() {}

  @SuppressWarnings("unchecked") // Keys of one column are of one type, which has an order.
  private void take(Object value, Object key, int sign) {
    if (this.key == null || Integer.signum(this.key.compareTo(key)) == sign) {
      this.value = value;
      this.key = (Comparable<Object>) key;
    }
  }

  /** {@code min_by}. */
  public static final class Least {
    /** One for each group. */
    public Least() {}

    /** Starts with nothing. */
    public ValueByKey init() {
      return new ValueByKey();
    }

    /** Takes a pair; NULL never comes here. */
    public ValueByKey add(ValueByKey state, Object value, Object key) {
      state.take(value, key, 1);
      return state;
    }

    /** The value, null for no pairs. */
    public @Nullable Object result(ValueByKey state) {
      return state.value;
    }
  }

  /** {@code max_by}. */
  public static final class Greatest {
    /** One for each group. */
    public Greatest() {}

    /** Starts with nothing. */
    public ValueByKey init() {
      return new ValueByKey();
    }

    /** Takes a pair; NULL never comes here. */
    public ValueByKey add(ValueByKey state, Object value, Object key) {
      state.take(value, key, -1);
      return state;
    }

    /** The value, null for no pairs. */
    public @Nullable Object result(ValueByKey state) {
      return state.value;
    }
  }
}
