package io.stripejdbc.shell.progress;

import java.io.Console;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds out whether input and output are a terminal. */
public final class TerminalDetector {
  /** Where Linux shows what a process writes its results and its errors to. */
  private static final Path RESULTS = Path.of("/proc/self/fd/1");

  private static final Path ERRORS = Path.of("/proc/self/fd/2");

  private TerminalDetector() {}

  /**
   * Whether and when progress may be shown. Java does not tell where errors go; on Linux the system
   * does, and elsewhere they are taken to go where input and output do.
   *
   * @param terminal whether input and output are one
   */
  public static ProgressDisplay progress(boolean terminal) {
    try {
      if (Files.isSymbolicLink(ERRORS)) {
        return progress(
            Files.readSymbolicLink(ERRORS).toString(), Files.readSymbolicLink(RESULTS).toString());
      }
      return terminal ? ProgressDisplay.ALWAYS : ProgressDisplay.NONE;
    } catch (IOException | RuntimeException unknown) {
      return ProgressDisplay.NONE;
    }
  }

  /** The same of the paths that Linux shows, such as {@code /dev/pts/3} and {@code pipe:[77]}. */
  static ProgressDisplay progress(String errors, String results) {
    if (!isTerminal(errors)) {
      return ProgressDisplay.NONE;
    }
    boolean pipe = results.startsWith("pipe:") || results.startsWith("socket:");
    return pipe ? ProgressDisplay.UNTIL_RESULTS : ProgressDisplay.ALWAYS;
  }

  /** Whether a path is one of a terminal: {@code /dev/pts/3}, {@code /dev/tty1}. */
  static boolean isTerminal(String path) {
    return path.matches("/dev/(pts/\\d+|tty\\w*|console)");
  }

  /**
   * Whether input and output are both a terminal.
   *
   * <p>Until Java 21 there is a console only then; Java 22 to 24 always give one, and say in {@code
   * isTerminal} what it is.
   */
  @SuppressWarnings("SystemConsoleNull")
  public static boolean present() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }
}
