package io.stripejdbc.plan.function.aggregate;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a window that are there, to take one by its number: {@code IGNORE NULLS}. */
public final class NthValueAggregate {
  private NthValueAggregate() {}

  /** The number of a value, which is from 1 on. */
  static long checked(long number) {
    if (number < 1) {
      throw new DriverFailure(
          DriverError.BAD_ARGUMENT, "nth_value counts from 1, was asked for " + number);
    }
    return number;
  }

  /** Values in order, and the number that is wanted. */
  private static final class Gathered {
    private final List<Object> values = new ArrayList<>();
    private long number = 1;

    void add(Object value, Object wanted) {
      values.add(value);
      number = checked(((Number) wanted).longValue());
    }

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
      state.gathered.add(value, number);
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
      state.gathered.add(value, number);
      return state;
    }

    /** The value of that number, null if there are fewer. */
    public @Nullable Object result(FromEnd state) {
      return state.gathered.at(state.gathered.values.size() - state.gathered.number);
    }
  }
}
