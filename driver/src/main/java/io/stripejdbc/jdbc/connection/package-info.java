/**
 * Connections and the wiring of the driver; statements are in {@code jdbc.statement}, what is
 * shared by all connections of a key in {@code service}.
 */
@NullMarked
package io.stripejdbc.jdbc.connection;

import org.jspecify.annotations.NullMarked;
