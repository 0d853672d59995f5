package io.stripejdbc.shell;

import io.stripejdbc.shell.output.OutputFormat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The command line, read.
 *
 * @param url the URL of {@code -u}, null without one
 * @param statements the texts of every {@code -e}, in order
 * @param attached what is said of other databases
 * @param format how results look; null when the user did not say
 * @param output the file of {@code --output}, null without one
 * @param parameters the values of {@code -p} by name
 * @param help whether help is all that is wanted
 * @param version whether the version is all that is wanted
 */
record ShellArguments(
    @Nullable String url,
    List<String> statements,
    AttachmentOptions attached,
    @Nullable OutputFormat format,
    @Nullable String output,
    Map<String, String> parameters,
    boolean help,
    boolean version) {

  /** Options that a value follows, in the next word or behind an equals sign. */
  private static final Set<String> WITH_VALUE =
      Set.of("-u", "-e", "-p", "--attach", "--driver-path", "--format", "--output");

  /** Arguments that make no sense; the message says which and what would. */
  static final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;

    Wrong(String message) {
      super(message + "; --help shows what there is");
    }
  }

  /**
   * Reads a command line.
   *
   * @throws Wrong for an unknown option, a missing or a stray value
   */
  static ShellArguments parse(List<String> words) throws Wrong {
    Reading reading = new Reading();
    Deque<String> left = new ArrayDeque<>(words);
    while (!left.isEmpty()) {
      String word = left.remove();
      int equals = word.startsWith("--") ? word.indexOf('=') : -1;
      String option = equals < 0 ? word : word.substring(0, equals);
      if (!WITH_VALUE.contains(option)) {
        reading.flag(word);
      } else if (equals >= 0) {
        reading.value(option, word.substring(equals + 1));
      } else if (left.isEmpty()) {
        throw new Wrong("Option " + option + " needs a value");
      } else {
        reading.value(option, left.remove());
      }
    }
    return reading.arguments();
  }

  /** What has been read so far. */
  private static final class Reading {
    private @Nullable String url;
    private final List<String> statements = new ArrayList<>();
    private final AttachmentOptions attached = new AttachmentOptions();
    private @Nullable OutputFormat format;
    private @Nullable String output;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private boolean help;
    private boolean version;

    void flag(String word) throws Wrong {
      switch (word) {
        case "-h", "--help" -> help = true;
        case "--version" -> version = true;
        default -> throw new Wrong(complaint(word));
      }
    }

    void value(String option, String value) throws Wrong {
      switch (option) {
        case "-u" -> url = value;
        case "-e" -> statements.add(value);
        case "-p" -> parameter(value);
        case "--attach" -> attached.attach(value);
        case "--driver-path" -> attached.driverPath().add(value);
        case "--format" -> format = format(value);
        case "--output" -> output = value;
        default -> throw new Wrong(complaint(option));
      }
    }

    private void parameter(String text) throws Wrong {
      int equals = text.indexOf('=');
      String name = equals < 0 ? "" : text.substring(0, equals);
      if (name.isEmpty() || !name.matches("[A-Za-z_][A-Za-z_0-9]*")) {
        throw new Wrong("Option -p must be name=value, the name of letters, digits and _");
      }
      if (parameters.put(name, text.substring(equals + 1)) != null) {
        throw new Wrong("Parameter '" + name + "' is given twice");
      }
    }

    ShellArguments arguments() {
      return new ShellArguments(
          url,
          List.copyOf(statements),
          attached,
          format,
          output,
          Map.copyOf(parameters),
          help,
          version);
    }
  }

  private static OutputFormat format(String name) throws Wrong {
    return OutputFormat.named(name)
        .orElseThrow(
            () ->
                new Wrong(
                    "Option --format must be one of "
                        + OutputFormat.choices()
                        + ", was '"
                        + name
                        + "'"));
  }

  /** Never the word itself when it is no option: it may be a key that lost its place. */
  private static String complaint(String word) {
    return word.startsWith("-")
        ? "Unknown option " + word.replaceFirst("=.*", "")
        : "A value without an option; SQL follows -e, the URL follows -u";
  }
}
