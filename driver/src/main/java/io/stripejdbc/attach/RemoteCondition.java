package io.stripejdbc.attach;

import java.util.List;

/** A condition that another database checks; its values are bound when the query runs. */
public sealed interface RemoteCondition {

  /** How a column compares with a value. */
  enum Operator {
    EQUAL("="),
    NOT_EQUAL("<>"),
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">=");

    private final String sql;

    Operator(String sql) {
      this.sql = sql;
    }

    /** As SQL writes it. */
    public String sql() {
      return sql;
    }
  }

  /**
   * A column against a value.
   *
   * @param slot which of the query's values, from 0
   * @param plusMillis added to a time before it is bound
   */
  record Comparison(RemoteColumn column, Operator operator, int slot, int plusMillis)
      implements RemoteCondition {}

  /** {@code IS NULL}, or {@code IS NOT NULL}. */
  record NullTest(RemoteColumn column, boolean isNull) implements RemoteCondition {}

  /** All of the parts, or any of them. */
  record Connective(boolean all, List<RemoteCondition> parts) implements RemoteCondition {
    public Connective {
      parts = List.copyOf(parts);
    }
  }

  /** The same condition in a query that has other tables and values before its own. */
  default RemoteCondition behind(int tables, int slots) {
    if (this instanceof Comparison c) {
      return new Comparison(c.column.behind(tables), c.operator, c.slot + slots, c.plusMillis);
    }
    if (this instanceof NullTest test) {
      return new NullTest(test.column.behind(tables), test.isNull);
    }
    Connective connective = (Connective) this;
    return new Connective(
        connective.all, connective.parts.stream().map(p -> p.behind(tables, slots)).toList());
  }
}
