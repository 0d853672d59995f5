/**
 * The nodes that a plan consists of besides Calcite's own, with the code they generate; which plan
 * has them is decided in {@code plan.rule}.
 */
@NullMarked
package io.stripejdbc.plan.rel;

import org.jspecify.annotations.NullMarked;
