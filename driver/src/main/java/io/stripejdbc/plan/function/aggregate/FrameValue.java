package io.stripejdbc.plan.function.aggregate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the values of a window's frame, NULL or not, by its place. Calcite (1.42) looks for the
 * place in the whole partition, and does not mind the rows that EXCLUDE takes out.
 */
public final class FrameValue {
  private FrameValue() {}

  /** {@code NTH_VALUE(x, n)} and, with 1, {@code FIRST_VALUE(x)}. */
  public static final class FromStart {
    private final List<@Nullable Object> values = new ArrayList<>();
    private long number = 1;

    /** One for each frame. */
    public FromStart() {}

    /** Takes a value, and which one is wanted, counted from 1. */
    public void add(@Nullable Object value, @Nullable Object number) {
      this.number =
          number == null
              ? Long.MAX_VALUE
              : NthValueAggregate.checked(((Number) number).longValue());
      if (values.size() < this.number) {
        values.add(value);
      }
    }

    /** The value of that number, null if there are fewer. */
    public @Nullable Object result() {
      return number <= values.size() ? values.get((int) number - 1) : null;
    }
  }

  /** {@code LAST_VALUE(x)}. */
  public static final class Last {
    private @Nullable Object value;

    /** One for each frame. */
    public Last() {}

    /** Takes a value. */
    public void add(@Nullable Object value) {
      this.value = value;
    }

    /** The last one taken, null for none. */
    public @Nullable Object result() {
      return value;
    }
  }
}
