/**
 * A local Stripe over HTTP with a made-up marketplace; it imports no other package, and only {@code
 * service} starts it. The server is in {@code server}, requests taken apart in {@code request},
 * what reads objects out in {@code read}; what the API looks like is data in {@code api}, and what
 * happens in the marketplace is in {@code world}.
 *
 * <p>Simpler than Stripe: time stands still, everything is in test mode, nothing can be written
 * (tests change the {@code world} directly), no customer is bound to a test clock, events show
 * their object as it is now, search finds at once, and where nothing was simulated objects are
 * plausible by field but not by meaning.
 */
@NullMarked
package io.stripejdbc.emulator;

import org.jspecify.annotations.NullMarked;
