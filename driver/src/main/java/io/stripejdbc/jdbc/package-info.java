/**
 * The classes of {@code java.sql}, the properties and the assembly of all rooms; SQL itself is
 * understood in {@code query}.
 */
@NullMarked
package io.stripejdbc.jdbc;

import org.jspecify.annotations.NullMarked;
