package io.stripejdbc.shell;

import io.stripejdbc.shell.output.CellFormatter;
import java.sql.SQLException;
import java.sql.SQLWarning;
import org.jspecify.annotations.Nullable;

/** Failures and warnings as one line each, with their SQLState. */
final class ErrorLine {
  private ErrorLine() {}

  /** The line for a failure, never a stack trace. */
  static String of(Throwable failure) {
    if (failure instanceof SQLException exception) {
      String word = failure instanceof SQLWarning ? "Warning" : "Error";
      return line(word, failure.getMessage(), exception.getSQLState());
    }
    String message = failure.getMessage();
    String name = failure.getClass().getSimpleName();
    return line("Error", message == null ? name : name + ": " + message, "HY000");
  }

  private static String line(String word, @Nullable String message, @Nullable String state) {
    String text = String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", " ");
    return word + ": " + CellFormatter.harmless(text) + " (SQLState " + state + ")";
  }
}
