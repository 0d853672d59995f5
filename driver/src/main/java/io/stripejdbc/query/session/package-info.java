/**
 * A statement while it runs for a connection: parameters, cancellation, time limits, rows; planning
 * it is in {@code query.compile}.
 */
@NullMarked
package io.stripejdbc.query.session;

import org.jspecify.annotations.NullMarked;
