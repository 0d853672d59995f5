package io.stripejdbc.shell;

import java.io.Console;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds out whether input and output are a terminal. */
final class TerminalDetector {
  private TerminalDetector() {}

  /** Where Linux shows what a process writes its errors to. */
  private static final Path ERRORS = Path.of("/proc/self/fd/2");

  /**
   * Whether errors go to a terminal, given that input and output do. Java does not tell; on Linux
   * the system does, and elsewhere they are taken to go where the output goes.
   */
  static boolean showsErrors() {
    try {
      return !Files.isSymbolicLink(ERRORS) || isTerminal(Files.readSymbolicLink(ERRORS).toString());
    } catch (IOException | RuntimeException unknown) {
      return false;
    }
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
  static boolean present() {
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
