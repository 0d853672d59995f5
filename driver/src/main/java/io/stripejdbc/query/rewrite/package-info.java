/**
 * Syntax trees of other dialects as trees of ours, before validation; the text is read in {@code
 * query.parser}, plans are changed in {@code plan}.
 */
@NullMarked
package io.stripejdbc.query.rewrite;

import org.jspecify.annotations.NullMarked;
