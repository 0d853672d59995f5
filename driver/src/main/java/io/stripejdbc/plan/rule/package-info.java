/**
 * The rules that give work to the API: filters, limits, orders, columns and joins; conditions are
 * read in {@code plan.predicate}, the stages are put together in {@code plan}.
 */
@NullMarked
package io.stripejdbc.plan.rule;

import org.jspecify.annotations.NullMarked;
