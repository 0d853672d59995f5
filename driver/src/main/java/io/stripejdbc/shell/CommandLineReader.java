package io.stripejdbc.shell;

import io.stripejdbc.shell.listing.DescribeCommand;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Locale;
import org.jline.reader.LineReader;

/** A reader of lines that are all commands of SQLLine: a statement is one of {@code !sql}. */
public final class CommandLineReader {
  private CommandLineReader() {}

  /** A reader over another one. */
  static LineReader over(LineReader reader) {
    return (LineReader)
        Proxy.newProxyInstance(
            CommandLineReader.class.getClassLoader(),
            new Class<?>[] {LineReader.class},
            (proxy, method, arguments) -> {
              try {
                Object result = method.invoke(reader, arguments);
                return method.getName().equals("readLine") && result instanceof String line
                    ? command(line)
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** The line as a command; what is empty, a comment or asks for help stays as it is. */
  public static String command(String line) {
    String text = line.strip();
    if (text.isEmpty()
        || text.startsWith("!")
        || text.equals("?")
        || text.toLowerCase(Locale.ROOT).equals("help")) {
      return line;
    }
    return DescribeCommand.takes(text) ? "!" + text : "!sql " + text;
  }
}
