/**
 * What a statement shows to the rooms above: a prepared query, a cursor, and the driver's model of
 * result types; its life is in the rooms inside, the classes of {@code java.sql} are in {@code
 * jdbc}.
 */
@NullMarked
package io.stripejdbc.query;

import org.jspecify.annotations.NullMarked;
