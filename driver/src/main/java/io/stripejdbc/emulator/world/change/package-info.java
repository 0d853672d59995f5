/**
 * How the world goes on after it was made: changes that are told to happen, with the events that
 * Stripe documents for them. What happened before is in {@code emulator.world.simulation}.
 */
@NullMarked
package io.stripejdbc.emulator.world.change;

import org.jspecify.annotations.NullMarked;
