package io.stripejdbc.plan.function.aggregate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a window that are there, to take one by its number: {@code IGNORE NULLS}. */
public final class NthValueAggregate {
  private NthValueAggregate() {}

  /** Values in order, and the number that is wanted. */
  private static final class Gathered {
    private final List<Object> values = new ArrayList<>();
    private long number = 1;

    @Nullable Object at(long position) {
      return position >= 0 && position < values.size() ? values.get((int) position) : null;
    }
  }

  /** Counted from the first value, which has number 1. */
  public static final class FromStart {
    private final Gathered gathered = new Gathered();

    /** One for each window. */
    public FromStart() {}

    /** Starts with nothing. */
    public FromStart init() {
      return new FromStart();
    }

    /** Takes a value; NULL never comes here. */
    public FromStart add(FromStart state, Object value, Object number) {
      state.gathered.values.add(value);
      state.gathered.number = ((Number) number).longValue();
      return state;
    }

    /** The value of that number, null if there are fewer. */
    public @Nullable Object result(FromStart state) {
      return state.gathered.at(state.gathered.number - 1);
    }
  }

  /** Counted from the last value, which has number 1. */
  public static final class FromEnd {
    private final Gathered gathered = new Gathered();

    /** One for each window. */
    public FromEnd() {}

    /** Starts with nothing. */
    public FromEnd init() {
      return new FromEnd();
    }

    /** Takes a value; NULL never comes here. */
    public FromEnd add(FromEnd state, Object value, Object number) {
      state.gathered.values.add(value);
      state.gathered.number = ((Number) number).longValue();
      return state;
    }

    /** The value of that number, null if there are fewer. */
    public @Nullable Object result(FromEnd state) {
      return state.gathered.at(state.gathered.values.size() - state.gathered.number);
    }
  }
}
