package io.stripejdbc.shell;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Finds out whether a person sits at the other end. */
final class Terminals {
  private Terminals() {}

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
