/**
 * A local Stripe over HTTP with a made-up marketplace; it knows no other room, and only {@code
 * jdbc} starts it. Here is the wire and how strict the API is; what the API looks like is data in
 * {@code api}, and what the marketplace did is told in {@code world}.
 */
@NullMarked
package io.stripejdbc.emulator;

import org.jspecify.annotations.NullMarked;
