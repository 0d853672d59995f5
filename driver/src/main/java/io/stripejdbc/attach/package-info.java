/**
 * Another database that is attached: its connections, its tables as its driver tells them, and the
 * one query that a scan sends it. Knows nothing of Calcite; what may be sent is decided in {@code
 * plan.attach}.
 */
@NullMarked
package io.stripejdbc.attach;

import org.jspecify.annotations.NullMarked;
