package io.stripejdbc.plan.function;

import io.stripejdbc.plan.function.scalar.LikePattern;
import io.stripejdbc.plan.function.scalar.StopCheck;
import org.apache.calcite.DataContext;
import org.jspecify.annotations.Nullable;

/** LIKE and ILIKE. One object per call in the SQL; it keeps the last pattern. */
public final class LikeFunctions {
  private @Nullable String last;
  private @Nullable String lastEscape;
  private LikePattern pattern = LikePattern.of("", null, false);

  /** One for each call in a statement. */
  public LikeFunctions() {}

  /** Whether the whole text is as the pattern says. */
  public boolean like(DataContext context, String text, String like) {
    return matches(context, text, like, null, false);
  }

  /** The same with an escape character. */
  public boolean like(DataContext context, String text, String like, String escape) {
    return matches(context, text, like, escape, false);
  }

  /** The same, letters of either case being the same. */
  public boolean ilike(DataContext context, String text, String like) {
    return matches(context, text, like, null, true);
  }

  /** The same with an escape character. */
  public boolean ilike(DataContext context, String text, String like, String escape) {
    return matches(context, text, like, escape, true);
  }

  private boolean matches(
      DataContext context, String text, String like, @Nullable String escape, boolean ignoreCase) {
    boolean same =
        like.equals(last) && (escape == null ? lastEscape == null : escape.equals(lastEscape));
    if (!same) {
      pattern = LikePattern.of(like, escape, ignoreCase);
      last = like;
      lastEscape = escape;
    }
    return pattern.matches(text, StopCheck.of(context));
  }
}
