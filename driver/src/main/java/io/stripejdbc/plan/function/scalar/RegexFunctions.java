package io.stripejdbc.plan.function.scalar;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.plan.function.time.TimeFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.DataContext;
import org.jspecify.annotations.Nullable;

/**
 * Regular expressions of RE2, which take time in proportion to the text and never more: Java's own
 * can take years. One object per call in the SQL; it keeps the last pattern.
 */
public final class RegexFunctions {
  /** What cannot be had in linear time, by how it is written. */
  private static final Map<String, String> NOT_LINEAR =
      Map.of(
          "\\(\\?<?[=!]", "look-around",
          "\\\\[1-9]", "a back-reference",
          "\\\\k<", "a back-reference",
          "\\(\\?>", "an atomic group",
          "[*+?}]\\+", "a possessive quantifier");

  /** In the place of flags: the pattern is one of SIMILAR TO. */
  private static final int SIMILAR = -1;

  private @Nullable String last;
  private Pattern pattern = Pattern.compile("");

  /** One for each call in a statement. */
  public RegexFunctions() {}

  /** Whether the pattern is found anywhere in the text. */
  public boolean regexpLike(DataContext context, String text, String regex) {
    return matcher(context, text, regex, 0).find();
  }

  /** The same with {@code i} for letters of either case. */
  public boolean regexpLike(DataContext context, String text, String regex, String options) {
    return matcher(context, text, insensitive("regexp_like", options, "[ic]*") + regex, 0).find();
  }

  private static String insensitive(String function, String options, String known) {
    if (!options.matches(known)) {
      throw TimeFunctions.argument(
          "%s takes i for letters of either case%s, was '%s'"
              .formatted(function, known.contains("g") ? " and g for all matches" : "", options));
    }
    return options.lastIndexOf('i') > options.lastIndexOf('c') ? "(?i)" : "";
  }

  /** The same, letters of either case being the same. */
  public boolean regexpLikeIgnoringCase(DataContext context, String text, String regex) {
    return matcher(context, text, regex, Pattern.CASE_INSENSITIVE).find();
  }

  /** Whether the whole text is as a pattern of SIMILAR TO says. */
  public boolean similar(DataContext context, String text, String similar) {
    return matcher(context, text, similar, SIMILAR).find();
  }

  /** The same with an escape character. */
  public boolean similar(DataContext context, String text, String similar, String escape) {
    return matcher(context, text, SimilarPattern.regex(similar, escape), 0).find();
  }

  /** The first match; null when there is none. */
  public @Nullable String regexpExtract(DataContext context, String text, String regex) {
    return regexpExtract(context, text, regex, 0);
  }

  /** A group of the first match; null when there is none. */
  public @Nullable String regexpExtract(
      DataContext context, String text, String regex, long group) {
    Matcher matcher = matcher(context, text, regex, 0);
    check(matcher, group);
    return matcher.find() ? matcher.group((int) group) : null;
  }

  /** All matches. */
  public List<@Nullable String> regexpExtractAll(DataContext context, String text, String regex) {
    return regexpExtractAll(context, text, regex, 0);
  }

  /** A group of all matches. */
  public List<@Nullable String> regexpExtractAll(
      DataContext context, String text, String regex, long group) {
    Matcher matcher = matcher(context, text, regex, 0);
    check(matcher, group);
    List<@Nullable String> found = new ArrayList<>();
    while (matcher.find()) {
      found.add(matcher.group((int) group));
    }
    return found;
  }

  /** The text without its matches. */
  public String regexpReplace(DataContext context, String text, String regex) {
    return regexpReplace(context, text, regex, "");
  }

  /** The text with its matches replaced; {@code $1} and {@code \\1} are a group. */
  public String regexpReplace(DataContext context, String text, String regex, String replacement) {
    return replaced(matcher(context, text, regex, 0), regex, replacement, true);
  }

  /**
   * The same with PostgreSQL's letters: {@code g} for all matches, else the first one; {@code i}
   * for letters of either case.
   */
  public String regexpReplace(
      DataContext context, String text, String regex, String replacement, String options) {
    String insensitive = insensitive("regexp_replace", options, "[gic]*");
    Matcher matcher = matcher(context, text, insensitive + regex, 0);
    return replaced(matcher, regex, replacement, options.indexOf('g') >= 0);
  }

  private static String replaced(Matcher matcher, String regex, String replacement, boolean all) {
    String template = ReplacementText.java(replacement);
    StringBuilder replaced = new StringBuilder();
    try {
      boolean more = matcher.find();
      while (more) {
        matcher.appendReplacement(replaced, template);
        TextLength.check("regexp_replace", replaced.length());
        more = all && matcher.find();
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new DriverFailure(
          DriverError.BAD_ARGUMENT,
          "regexp_replace: '%s' does not fit '%s'".formatted(replacement, regex),
          0,
          e);
    }
    return matcher.appendTail(replaced).toString();
  }

  private Matcher matcher(DataContext context, String text, String regex, int flags) {
    if (!regex.equals(last)) {
      try {
        pattern =
            flags == SIMILAR
                ? Pattern.compile(SimilarPattern.regex(regex, null))
                : Pattern.compile(regex, flags);
      } catch (PatternSyntaxException e) {
        throw refusal(regex, e);
      }
      last = regex;
    }
    return pattern.matcher(new CheckedText(text, StopCheck.of(context)));
  }

  private static DriverFailure refusal(String regex, PatternSyntaxException e) {
    for (Map.Entry<String, String> feature : NOT_LINEAR.entrySet()) {
      if (java.util.regex.Pattern.compile(feature.getKey()).matcher(regex).find()) {
        return new DriverFailure(
            DriverError.UNSUPPORTED,
            "The regular expression '%s' uses %s, which RE2 does not have"
                .formatted(regex, feature.getValue()),
            0,
            e);
      }
    }
    return new DriverFailure(
        DriverError.BAD_ARGUMENT,
        "'%s' is no regular expression: %s".formatted(regex, e.getDescription()),
        0,
        e);
  }

  private static void check(Matcher matcher, long group) {
    if (group < 0 || group > matcher.groupCount()) {
      throw TimeFunctions.argument(
          "The pattern has %d groups, group %d was asked for"
              .formatted(matcher.groupCount(), group));
    }
  }
}
