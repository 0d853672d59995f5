/**
 * The driver as strangers meet it: {@code StripeDriver} and {@code StripeDataSource}; everything
 * behind them is in {@code jdbc} and below.
 */
@NullMarked
package io.stripejdbc;

import org.jspecify.annotations.NullMarked;
