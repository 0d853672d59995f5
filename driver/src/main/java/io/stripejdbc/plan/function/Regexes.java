package io.stripejdbc.plan.function;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Regular expressions of Java. One object per call in the SQL; it keeps the last pattern. */
public final class Regexes {
  private @Nullable String last;
  private Pattern pattern = Pattern.compile("");

  /** One for each call in a statement. */
  public Regexes() {}

  /** Whether the pattern is found anywhere in the text. */
  public boolean regexpLike(String text, String regex) {
    return matcher(text, regex).find();
  }

  /** The first match; null when there is none. */
  public @Nullable String regexpExtract(String text, String regex) {
    return regexpExtract(text, regex, 0);
  }

  /** A group of the first match; null when there is none. */
  public @Nullable String regexpExtract(String text, String regex, long group) {
    Matcher matcher = matcher(text, regex);
    check(matcher, group);
    return matcher.find() ? matcher.group((int) group) : null;
  }

  /** All matches. */
  public List<@Nullable String> regexpExtractAll(String text, String regex) {
    return regexpExtractAll(text, regex, 0);
  }

  /** A group of all matches. */
  public List<@Nullable String> regexpExtractAll(String text, String regex, long group) {
    Matcher matcher = matcher(text, regex);
    check(matcher, group);
    List<@Nullable String> found = new ArrayList<>();
    while (matcher.find()) {
      found.add(matcher.group((int) group));
    }
    return found;
  }

  /** The text without its matches. */
  public String regexpReplace(String text, String regex) {
    return regexpReplace(text, regex, "");
  }

  /** The text with its matches replaced; {@code $1} and {@code \\1} are a group. */
  public String regexpReplace(String text, String regex, String replacement) {
    try {
      return matcher(text, regex).replaceAll(ReplacementText.java(replacement));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new DriverFailure(
          DriverError.BAD_ARGUMENT,
          "regexp_replace: '%s' does not fit '%s'".formatted(replacement, regex),
          0,
          e);
    }
  }

  private Matcher matcher(String text, String regex) {
    if (!regex.equals(last)) {
      try {
        pattern = Pattern.compile(regex);
      } catch (PatternSyntaxException e) {
        throw new DriverFailure(
            DriverError.BAD_ARGUMENT,
            "'%s' is no regular expression: %s".formatted(regex, e.getDescription()),
            0,
            e);
      }
      last = regex;
    }
    return pattern.matcher(text);
  }

  private static void check(Matcher matcher, long group) {
    if (group < 0 || group > matcher.groupCount()) {
      throw Times.argument(
          "The pattern has %d groups, group %d was asked for"
              .formatted(matcher.groupCount(), group));
    }
  }
}
