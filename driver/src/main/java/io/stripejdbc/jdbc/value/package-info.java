/**
 * The types as JDBC names them, and conversions between the driver's values and those of {@code
 * java.sql}.
 */
@NullMarked
package io.stripejdbc.jdbc.value;

import org.jspecify.annotations.NullMarked;
