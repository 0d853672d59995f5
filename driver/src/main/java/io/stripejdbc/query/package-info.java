/**
 * What a statement shows to the packages above: a prepared query, a cursor, and the driver's model
 * of result types; running it is in the packages inside, the classes of {@code java.sql} are in
 * {@code jdbc}.
 */
@NullMarked
package io.stripejdbc.query;

import org.jspecify.annotations.NullMarked;
