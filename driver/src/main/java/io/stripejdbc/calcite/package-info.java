/**
 * The tables as a schema of any Calcite connection: {@link StripeSchemaFactory}. How their queries
 * are planned and run is in {@code query}; what a connection of the driver's own is, in {@code
 * jdbc}.
 */
@NullMarked
package io.stripejdbc.calcite;

import org.jspecify.annotations.NullMarked;
