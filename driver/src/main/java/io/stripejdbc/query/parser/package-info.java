/**
 * The grammar: one lexer, one parser, both generated from Calcite's template when the driver is
 * built ({@code src/main/codegen}), and what their actions call. What a tree means is not known
 * here.
 */
@NullMarked
package io.stripejdbc.query.parser;

import org.jspecify.annotations.NullMarked;
