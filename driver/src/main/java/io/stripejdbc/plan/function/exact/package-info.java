/**
 * Passes over a plan that keep numbers exact: arithmetic, sums and the digits that decimals are
 * shown with.
 */
@NullMarked
package io.stripejdbc.plan.function.exact;

import org.jspecify.annotations.NullMarked;
