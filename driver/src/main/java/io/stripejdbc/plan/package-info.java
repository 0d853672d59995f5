/**
 * Planning in stages: which rules run when, and the plan as text. The nodes of a plan are in {@code
 * rel}, the rules in {@code rule}, what generated code calls in {@code runtime}; running a scan is
 * in {@code scan}, a statement's life in {@code query}.
 */
@NullMarked
package io.stripejdbc.plan;

import org.jspecify.annotations.NullMarked;
