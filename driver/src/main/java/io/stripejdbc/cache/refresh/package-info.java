/**
 * How cached rows past their time to live are brought up to date: pure functions of what is kept
 * and of what Stripe told of its changes. Who asks Stripe is in {@code scan.refresh}.
 */
@NullMarked
package io.stripejdbc.cache.refresh;

import org.jspecify.annotations.NullMarked;
