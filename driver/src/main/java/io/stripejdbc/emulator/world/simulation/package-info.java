/**
 * What happens in the marketplace, from a seed and a clock: sales, subscriptions, refunds,
 * disputes, transfers, payouts.
 */
@NullMarked
package io.stripejdbc.emulator.world.simulation;

import org.jspecify.annotations.NullMarked;
