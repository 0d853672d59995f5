/**
 * The API client over stripe-java and the meaning of its failures; pace and retries are in {@code
 * governor}, reading of rows in {@code row}.
 */
@NullMarked
package io.stripejdbc.stripe;

import org.jspecify.annotations.NullMarked;
