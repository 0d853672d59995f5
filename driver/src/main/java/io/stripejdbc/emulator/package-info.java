/**
 * A local Stripe over HTTP with a made-up marketplace; it knows no other room, and only {@code
 * jdbc} starts it.
 */
@NullMarked
package io.stripejdbc.emulator;

import org.jspecify.annotations.NullMarked;
