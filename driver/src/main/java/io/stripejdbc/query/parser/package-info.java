/**
 * The text of a statement before and while it is parsed: dialect, tokens, JDBC's escapes, and which
 * statements are let in at all; trees are changed in {@code query.rewrite}.
 */
@NullMarked
package io.stripejdbc.query.parser;

import org.jspecify.annotations.NullMarked;
