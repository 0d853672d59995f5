package io.stripejdbc.plan.function.aggregate;

import org.jspecify.annotations.Nullable;

/**
 * {@code string_agg(x, separator)}, {@code listagg}: the texts of a group, one behind the other.
 */
public final class TextAggregate {
  private @Nullable StringBuilder text;

  /** One for each group. */
  public TextAggregate() {}

  /** Starts with nothing. */
  public TextAggregate init() {
    return new TextAggregate();
  }

  /** Takes a text; the separator stands before it, unless it is the first. */
  public TextAggregate add(TextAggregate state, Object value, Object separator) {
    if (state.text == null) {
      state.text = new StringBuilder();
    } else {
      state.text.append(separator);
    }
    state.text.append(value);
    return state;
  }

  /** The whole text, null for no rows. */
  public @Nullable Object result(TextAggregate state) {
    return state.text == null ? null : state.text.toString();
  }
}
