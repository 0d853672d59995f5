/**
 * What names and types mean in a statement: Calcite's validator with the types of parameters, and
 * texts that stand beside values of another type; trees are changed in {@code query.rewrite}.
 */
@NullMarked
package io.stripejdbc.query.validate;

import org.jspecify.annotations.NullMarked;
