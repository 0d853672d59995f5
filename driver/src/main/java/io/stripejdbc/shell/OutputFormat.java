package io.stripejdbc.shell;

import java.io.PrintStream;
import java.util.Locale;

/** How results look. */
enum OutputFormat {
  /** Boxes, numbers to the right. */
  TABLE {
    @Override
    ResultPrinter to(PrintStream out) {
      return new TablePrinter(out);
    }
  },
  /** Comma-separated values as in RFC 4180, with a header. */
  CSV {
    @Override
    ResultPrinter to(PrintStream out) {
      return new CsvPrinter(out);
    }
  },
  /** A line per column, for rows of very many columns. */
  VERTICAL {
    @Override
    ResultPrinter to(PrintStream out) {
      return new VerticalPrinter(out);
    }
  };

  /** A printer of this format. */
  abstract ResultPrinter to(PrintStream out);

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
