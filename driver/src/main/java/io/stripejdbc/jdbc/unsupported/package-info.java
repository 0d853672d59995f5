/** The many methods of {@code java.sql} that a read-only driver refuses, by name. */
@NullMarked
package io.stripejdbc.jdbc.unsupported;

import org.jspecify.annotations.NullMarked;
