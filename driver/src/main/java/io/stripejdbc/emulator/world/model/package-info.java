/**
 * What the marketplace consists of: sellers, buyers, payments, invoices, payouts and the ledger, as
 * small mutable records without JSON.
 */
@NullMarked
package io.stripejdbc.emulator.world.model;

import org.jspecify.annotations.NullMarked;
