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
 */
record Streams(Reader in, PrintStream out, PrintStream err, boolean terminal) {}
