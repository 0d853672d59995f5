package io.stripejdbc.plan.function.aggregate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code string_agg(x, separator)}, {@code listagg}: the texts of a group, one behind the other;
 * rows without a text do not count.
 */
public final class TextAggregate {
  private final List<String> texts = new ArrayList<>();

  /** One for each group. */
  public TextAggregate() {}

  /**
   * Takes a text; the separator stands before it, unless it is the first. One that is NULL is none,
   * as in PostgreSQL.
   */
  public void add(@Nullable Object value, @Nullable Object separator) {
    if (value == null) {
      return;
    }
    if (!texts.isEmpty() && separator != null) {
      texts.add(separator.toString());
    }
    texts.add(value.toString());
  }

  /** The whole text, null for no rows; joined once, since a text that grows takes three times. */
  public @Nullable Object result() {
    return texts.isEmpty() ? null : String.join("", texts);
  }
}
