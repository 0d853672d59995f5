/**
 * How much the rows take that an operator keeps: their size, and which of them it keeps; what
 * counts them while a statement runs is in {@code plan.runtime}, the bound itself in {@code fetch}.
 */
@NullMarked
package io.stripejdbc.plan.memory;

import org.jspecify.annotations.NullMarked;
