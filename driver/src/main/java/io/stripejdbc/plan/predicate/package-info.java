/**
 * Conditions read as what the API can be asked: comparisons of one column, intervals of time, parts
 * of dates; which of them a scan takes over is decided in {@code plan.rule}.
 */
@NullMarked
package io.stripejdbc.plan.predicate;

import org.jspecify.annotations.NullMarked;
