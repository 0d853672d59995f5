/**
 * The functions of the driver's SQL: which of Calcite's are in, and our own with their types; their
 * Java methods are in {@code scalar} and {@code aggregate}, other spellings of them in {@code
 * query.rewrite}.
 */
@NullMarked
package io.stripejdbc.plan.function;

import org.jspecify.annotations.NullMarked;
