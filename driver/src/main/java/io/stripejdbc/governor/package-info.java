/** Pace and retries of requests: rate, concurrency, back-off; sending them is in {@code stripe}. */
@NullMarked
package io.stripejdbc.governor;

import org.jspecify.annotations.NullMarked;
