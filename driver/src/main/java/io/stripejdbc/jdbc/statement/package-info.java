/**
 * Statements and their parameters; rows are in {@code jdbc.result}, planning and running in {@code
 * query}.
 */
@NullMarked
package io.stripejdbc.jdbc.statement;

import org.jspecify.annotations.NullMarked;
