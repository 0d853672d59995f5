package io.stripejdbc.plan.function.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.stripejdbc.error.DriverFailure;
import java.util.Random;
import java.util.regex.Pattern;
import org.apache.calcite.DataContexts;
import org.junit.jupiter.api.Test;

/** LIKE and SIMILAR TO against the regular expressions that they stand for. */
class LikePatternTest {
  private static final StopCheck NEVER = StopCheck.of(DataContexts.EMPTY);

  private static boolean like(String text, String pattern, String escape) {
    return LikePattern.of(pattern, escape, false).matches(text, NEVER);
  }

  @Test
  void likeIsTheRegularExpressionThatItStandsFor() {
    Random random = new Random(15);
    for (int i = 0; i < 20_000; i++) {
      String text = random(random, 8, "aabéB😀\n");
      String pattern = random(random, 6, "aab_%%é😀");
      assertEquals(
          Pattern.compile(regex(pattern), Pattern.DOTALL).matcher(text).matches(),
          like(text, pattern, null),
          () -> "'" + text + "' LIKE '" + pattern + "'");
    }
  }

  private static String random(Random random, int longest, String letters) {
    int[] points = letters.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(longest + 1); i > 0; i--) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return text.toString();
  }

  private static String regex(String pattern) {
    return pattern.replace("%", ".*").replace("_", ".");
  }

  @Test
  void anEscapedCharacterStandsForItself() {
    assertEquals(true, like("a%c", "a!%c", "!"));
    assertEquals(false, like("abc", "a!%c", "!"));
    assertEquals(true, like("!_", "!!!_", "!"));
    assertThrows(DriverFailure.class, () -> like("a", "a!", "!"));
    assertThrows(DriverFailure.class, () -> like("a", "!a", "!"));
    assertThrows(DriverFailure.class, () -> like("a", "a", "!!"));
  }

  @Test
  void caseIsIgnoredInEveryAlphabet() {
    LikePattern pattern = LikePattern.of("%É_ß%", null, true);
    assertEquals(true, pattern.matches("xéyßz", NEVER));
    assertEquals(false, pattern.matches("xeyßz", NEVER));
  }

  @Test
  void similarToIsTheRegularExpressionThatItStandsFor() {
    String[][] cases = {
      {"abc", "abc"},
      {"abc", "a"},
      {"abc", "%(b|d)%"},
      {"abc", "(b|c)%"},
      {"a.c", "a.c"},
      {"abc", "a.c"},
      {"a1", "[a-z][0-9]"},
      {"A1", "[[:ALPHA:]]+[[:DIGIT:]]"},
      {"aaa", "a{2,3}"},
      {"aaaa", "a{2,3}"},
      {"b", "[^a]"},
      {"x$y", "x$y"},
      {"a\nb", "a_b"},
      {"a|b", "a\\|b"}
    };
    boolean[] expected = {
      true, false, true, false, true, false, true, true, true, false, true, true, true, true
    };
    for (int i = 0; i < cases.length; i++) {
      String[] pair = cases[i];
      assertEquals(
          expected[i],
          new RegexFunctions().similar(DataContexts.EMPTY, pair[0], pair[1], "\\"),
          () -> pair[0] + " SIMILAR TO " + pair[1]);
    }
  }
}
