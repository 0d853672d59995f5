package io.stripejdbc.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The command line, read.
 *
 * @param url the URL of {@code -u}, null without one
 * @param statements the texts of every {@code -e}, in order
 * @param attached what is said of other databases
 * @param format how results look; null when the user did not say
 * @param help whether help is all that is wanted
 * @param version whether the version is all that is wanted
 */
record ShellArguments(
    @Nullable String url,
    List<String> statements,
    AttachmentOptions attached,
    @Nullable OutputFormat format,
    boolean help,
    boolean version) {

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
    String url = null;
    List<String> statements = new ArrayList<>();
    AttachmentOptions attached = new AttachmentOptions();
    OutputFormat format = null;
    boolean help = false;
    boolean version = false;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      switch (word) {
        case "-h", "--help" -> help = true;
        case "--version" -> version = true;
        case "-u" -> url = valueAfter(words, i++);
        case "-e" -> statements.add(valueAfter(words, i++));
        case "--attach" -> attached.attach(valueAfter(words, i++));
        case "--driver-path" -> attached.driverPath().add(valueAfter(words, i++));
        case "--format" -> format = format(valueAfter(words, i++));
        default -> {
          if (!word.startsWith("--format=")) {
            throw new Wrong(complaint(word));
          }
          format = format(word.substring("--format=".length()));
        }
      }
    }
    return new ShellArguments(url, List.copyOf(statements), attached, format, help, version);
  }

  private static String valueAfter(List<String> words, int option) throws Wrong {
    if (option + 1 == words.size()) {
      throw new Wrong("Option " + words.get(option) + " needs a value");
    }
    return words.get(option + 1);
  }

  private static OutputFormat format(String name) throws Wrong {
    try {
      return OutputFormat.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      String choices =
          String.join(
              ", ",
              Arrays.stream(OutputFormat.values())
                  .map(OutputFormat::toString)
                  .toArray(String[]::new));
      throw new Wrong("Option --format must be one of " + choices + ", was '" + name + "'");
    }
  }

  /** Never the word itself when it is no option: it may be a key that lost its place. */
  private static String complaint(String word) {
    return word.startsWith("-")
        ? "Unknown option " + word.replaceFirst("=.*", "")
        : "A value without an option; SQL follows -e, the URL follows -u";
  }
}
