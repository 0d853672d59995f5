/** The line that says how far a statement is. */
@NullMarked
package io.stripejdbc.shell.progress;

import org.jspecify.annotations.NullMarked;
