/**
 * Tables about the driver itself: its tables, columns, requests, queries and properties; Stripe's
 * own tables are in {@code plan}.
 */
@NullMarked
package io.stripejdbc.system;

import org.jspecify.annotations.NullMarked;
