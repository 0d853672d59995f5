package io.stripejdbc.shell.launch;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * When a run of the shell is given a JVM of its own: for {@code java -jar} and statements that end
 * by themselves. Whoever chooses options of Java keeps them: then it runs where it was started.
 */
final class LaunchPolicy {
  /** Set to {@code off}, everything runs in the JVM that was started. */
  static final String SWITCH = "STRIPE_JDBC_FAST_START";

  /** Where options of Java are given for all programs. */
  private static final String[] OPTIONS = {
    "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"
  };

  private LaunchPolicy() {}

  /**
   * Decides.
   *
   * @param terminal whether input and output are a terminal
   */
  static boolean startsSecondJvm(
      JvmDescription jvm,
      String[] words,
      boolean terminal,
      UnaryOperator<@Nullable String> environment) {
    return jvm.jar() != null
        && isHotSpot(jvm.vm())
        && isWithoutOptions(jvm.arguments())
        && !"off".equalsIgnoreCase(environment.apply(SWITCH))
        && !givesOptions(environment)
        && endsByItself(words, terminal);
  }

  /** Others do not know its options. */
  private static boolean isHotSpot(String vm) {
    return vm.contains("OpenJDK") || vm.contains("HotSpot");
  }

  private static boolean isWithoutOptions(@Nullable List<String> arguments) {
    return arguments != null && !arguments.isEmpty() && arguments.get(0).equals("-jar");
  }

  private static boolean givesOptions(UnaryOperator<@Nullable String> environment) {
    for (String name : OPTIONS) {
      if (environment.apply(name) != null) {
        return true;
      }
    }
    return false;
  }

  /** At a prompt a session is long, and Ctrl-C stops a statement and not the program. */
  private static boolean endsByItself(String[] words, boolean terminal) {
    boolean statements = !terminal;
    for (String word : words) {
      if (word.equals("--help") || word.equals("-h") || word.equals("--version")) {
        return false;
      }
      statements |= word.equals("-e");
    }
    return statements;
  }
}
