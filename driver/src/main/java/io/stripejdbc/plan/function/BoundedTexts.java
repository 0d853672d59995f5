package io.stripejdbc.plan.function;

import io.stripejdbc.plan.function.scalar.StopCheck;
import io.stripejdbc.plan.function.scalar.TextLength;
import io.stripejdbc.plan.function.scalar.TextSearch;
import java.util.List;
import org.apache.calcite.DataContext;
import org.jspecify.annotations.Nullable;

/**
 * Functions on text that Calcite has too, but without an end: these look at the clock, and make no
 * text longer than {@link TextLength#MOST}.
 */
public final class BoundedTexts {
  private BoundedTexts() {}

  /** One text after the other. */
  public static String concat(String left, String right) {
    TextLength.check("||", (long) left.length() + right.length());
    return left.concat(right);
  }

  /** The first argument of a concatenation, when the result is not too long. */
  public static @Nullable String head(@Nullable String first, @Nullable Object... rest) {
    long length = first == null ? 0 : first.length();
    for (Object text : rest) {
      length += text instanceof String more ? more.length() : 0;
    }
    TextLength.check("concat", length);
    return first;
  }

  /** With every occurrence of a text replaced by another; an empty one occurs nowhere. */
  public static String replace(DataContext context, String text, String old, String fresh) {
    if (old.isEmpty()) {
      return text;
    }
    StopCheck check = StopCheck.of(context);
    StringBuilder replaced = new StringBuilder();
    int from = 0;
    for (int at = TextSearch.indexOf(text, old, 0, check);
        at >= 0;
        at = TextSearch.indexOf(text, old, from, check)) {
      TextLength.check("replace", (long) replaced.length() + at - from + fresh.length());
      replaced.append(text, from, at).append(fresh);
      from = at + old.length();
    }
    TextLength.check("replace", (long) replaced.length() + text.length() - from);
    return replaced.append(text, from, text.length()).toString();
  }

  /** Where a text begins in another, from 1 in characters; 0 when it is not there. */
  public static int position(DataContext context, String wanted, String text) {
    return TextSearch.indexOf(text, wanted, 0, StopCheck.of(context)) + 1;
  }

  /** The same with the text first. */
  public static int strpos(DataContext context, String text, String wanted) {
    return position(context, wanted, text);
  }

  /** How many characters must be changed, left out or put in to make one text of the other. */
  public static int levenshtein(DataContext context, String one, String other) {
    StopCheck check = StopCheck.of(context);
    int[] above = new int[other.length() + 1];
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, 1 + Math.min(above[j], row[j - 1]));
      }
      check.steps(other.length());
      int[] free = above;
      above = row;
      row = free;
    }
    return above[other.length()];
  }

  /** A list, when it and its separators make no text that is too long. */
  public static List<?> joined(List<?> list, String separator) {
    long length = (long) separator.length() * list.size();
    for (Object element : list) {
      length += element instanceof String text ? text.length() : 0;
    }
    TextLength.check("array_to_string", length);
    return list;
  }
}
