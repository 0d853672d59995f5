/**
 * The Java classes that gather the values of our aggregate functions; their names and types are in
 * {@code plan.function}.
 */
@NullMarked
package io.stripejdbc.plan.function.aggregate;

import org.jspecify.annotations.NullMarked;
