/**
 * The command line, SQLLine over this driver, and the jar's main class; what it prints comes
 * through {@code java.sql}.
 */
@NullMarked
package io.stripejdbc.shell;

import org.jspecify.annotations.NullMarked;
