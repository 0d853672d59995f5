package io.stripejdbc.shell;

import io.stripejdbc.shell.progress.ProgressDisplay;
import io.stripejdbc.shell.progress.ProgressLine;
import java.io.PrintStream;
import java.io.Reader;

/**
 * Where the shell reads and writes.
 *
 * @param in statements, when there is no terminal and no {@code -e}
 * @param out results, nothing else
 * @param err errors, warnings and remarks to a person
 * @param terminal whether a person sits at both ends
 * @param progress whether {@code err} shows how far a statement is
 */
public record ShellStreams(
    Reader in, PrintStream out, PrintStream err, boolean terminal, ProgressDisplay progress) {
  /** Without a line that is rewritten. */
  public ShellStreams(Reader in, PrintStream out, PrintStream err, boolean terminal) {
    this(in, out, err, terminal, ProgressDisplay.NONE);
  }

  /** The same, with a line on the terminal that makes way for everything printed. */
  ShellStreams around(ProgressLine line) {
    return new ShellStreams(in, line.over(out), line.over(err), terminal, progress);
  }

  /** The same with results into a file, which no line stands in the way of. */
  ShellStreams into(PrintStream file) {
    ProgressDisplay display =
        progress == ProgressDisplay.NONE ? ProgressDisplay.NONE : ProgressDisplay.ALWAYS;
    return new ShellStreams(in, file, err, terminal, display);
  }
}
