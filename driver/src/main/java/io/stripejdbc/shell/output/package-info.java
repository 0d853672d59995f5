/** Formats of results, and where they are written: the terminal, a pager, a file. */
@NullMarked
package io.stripejdbc.shell.output;

import org.jspecify.annotations.NullMarked;
