/**
 * The functions of the driver's SQL: which of Calcite's are in, our own with their types and their
 * Java methods; other spellings of them are in {@code query}.
 */
@NullMarked
package io.stripejdbc.plan.function;

import org.jspecify.annotations.NullMarked;
