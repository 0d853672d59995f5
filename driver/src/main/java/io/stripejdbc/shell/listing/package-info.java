/** Names of tables and columns: listed by commands, proposed while one types. */
@NullMarked
package io.stripejdbc.shell.listing;

import org.jspecify.annotations.NullMarked;
