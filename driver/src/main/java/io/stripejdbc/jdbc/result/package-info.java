/** Result sets and their metadata; conversions of single values are in {@code jdbc.value}. */
@NullMarked
package io.stripejdbc.jdbc.result;

import org.jspecify.annotations.NullMarked;
