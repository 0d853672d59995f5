/**
 * The Java methods of our functions on single values; their names and types are in {@code
 * plan.function}.
 */
@NullMarked
package io.stripejdbc.plan.function.scalar;

import org.jspecify.annotations.NullMarked;
