/**
 * Starts the shell's statements in a second JVM with options that suit a short run, among them an
 * archive of the loaded classes (class data sharing), which options in a jar cannot ask for. What
 * the shell does is in the package above.
 */
@NullMarked
package io.stripejdbc.shell.launch;

import org.jspecify.annotations.NullMarked;
