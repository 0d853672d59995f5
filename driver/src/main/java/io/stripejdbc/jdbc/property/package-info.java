/** The URL and the properties of a connection, read and checked; what they set is elsewhere. */
@NullMarked
package io.stripejdbc.jdbc.property;

import org.jspecify.annotations.NullMarked;
