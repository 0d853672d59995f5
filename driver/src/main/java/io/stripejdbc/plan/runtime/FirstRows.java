package io.stripejdbc.plan.runtime;

import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/**
 * The first rows of others: ends with the last of them, without a look at the one behind it.
 *
 * <p>That one may be pages away where a condition stands below, and linq4j's {@code take} asks for
 * it before it ends.
 */
public final class FirstRows<T extends @Nullable Object> implements Enumerator<T> {
  private final Enumerator<T> rows;
  private final long most;
  private long given;

  /**
   * Creates one.
   *
   * @param most how many
   */
  public FirstRows(Enumerator<T> rows, long most) {
    this.rows = rows;
    this.most = most;
  }

  /**
   * The first rows; called by generated code.
   *
   * @param most how many, a {@link Number}
   */
  public static <T extends @Nullable Object> Enumerable<T> of(Enumerable<T> rows, Object most) {
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<T> enumerator() {
        return new FirstRows<>(rows.enumerator(), ((Number) most).longValue());
      }
    };
  }

  @Override
  public T current() {
    return rows.current();
  }

  @Override
  public boolean moveNext() {
    boolean found = given < most && rows.moveNext();
    given += found ? 1 : 0;
    return found;
  }

  @Override
  public void reset() {
    rows.reset();
    given = 0;
  }

  @Override
  public void close() {
    rows.close();
  }
}
