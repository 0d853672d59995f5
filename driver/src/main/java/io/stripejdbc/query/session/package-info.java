/**
 * A statement while it runs for a connection: parameters, stop button, time limits, rows; planning
 * it is in {@code query.compile}.
 */
@NullMarked
package io.stripejdbc.query.session;

import org.jspecify.annotations.NullMarked;
