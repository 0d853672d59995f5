/** Passes over whole plans that are no rules: they flatten, canonise and measure expressions. */
@NullMarked
package io.stripejdbc.plan.pass;

import org.jspecify.annotations.NullMarked;
