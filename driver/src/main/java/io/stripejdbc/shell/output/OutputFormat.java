package io.stripejdbc.shell.output;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How results look. */
public enum OutputFormat {
  /** Boxes, numbers to the right. */
  TABLE {
    @Override
    public ResultPrinter to(PrintStream out) {
      return new TablePrinter(out);
    }
  },
  /** Comma-separated values as in RFC 4180, with a header. */
  CSV {
    @Override
    public ResultPrinter to(PrintStream out) {
      return new CsvPrinter(out);
    }
  },
  /** One JSON array of objects for each result. */
  JSON {
    @Override
    public ResultPrinter to(PrintStream out) {
      return JsonPrinter.array(out);
    }
  },
  /** One JSON object a line. */
  JSONL {
    @Override
    public ResultPrinter to(PrintStream out) {
      return JsonPrinter.lines(out);
    }
  },
  /** A table of GitHub's Markdown. */
  MARKDOWN {
    @Override
    public ResultPrinter to(PrintStream out) {
      return new MarkdownPrinter(out);
    }
  },
  /** A line per column, for rows of very many columns. */
  VERTICAL {
    @Override
    public ResultPrinter to(PrintStream out) {
      return new VerticalPrinter(out);
    }
  };

  /** A printer of this format. */
  public abstract ResultPrinter to(PrintStream out);

  /** The format of a name in any letter case. */
  public static Optional<OutputFormat> named(String name) {
    return Arrays.stream(values())
        .filter(format -> format.name().equalsIgnoreCase(name))
        .findFirst();
  }

  /** All names as a list for people. */
  public static String choices() {
    return String.join(
        ", ", Arrays.stream(values()).map(OutputFormat::toString).toArray(String[]::new));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
