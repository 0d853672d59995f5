package io.stripejdbc.shell;

import java.io.PrintStream;
import java.io.Reader;

/**
 * Where the shell reads and writes.
 *
 * @param in statements, when there is no terminal and no {@code -e}
 * @param out results, nothing else
 * @param err errors, warnings and remarks to a person
 * @param terminal whether a person sits at both ends
 * @param live whether {@code err} is a terminal as well, where a line can be rewritten
 */
record ShellStreams(Reader in, PrintStream out, PrintStream err, boolean terminal, boolean live) {
  /** Without a line that is rewritten. */
  ShellStreams(Reader in, PrintStream out, PrintStream err, boolean terminal) {
    this(in, out, err, terminal, false);
  }

  /** The same, with a line on the terminal that makes way for everything printed. */
  ShellStreams around(ProgressLine line) {
    return new ShellStreams(in, line.over(out), line.over(err), terminal, live);
  }
}
