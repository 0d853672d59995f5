/**
 * What users program against: {@code StripeDriver}, {@code StripeDataSource}, and {@code
 * StatementProgress}, to which statements unwrap; everything behind them is in {@code jdbc} and
 * below.
 */
@NullMarked
package io.stripejdbc;

import org.jspecify.annotations.NullMarked;
