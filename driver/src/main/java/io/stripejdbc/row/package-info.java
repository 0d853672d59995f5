/**
 * JSON of the API to values of columns, as a stream; which columns there are is in {@code catalog}.
 */
@NullMarked
package io.stripejdbc.row;

import org.jspecify.annotations.NullMarked;
