/**
 * Segments of rows kept in memory, with what they cover and their age; what to ask for the gaps is
 * decided in {@code scan}.
 */
@NullMarked
package io.stripejdbc.cache;

import org.jspecify.annotations.NullMarked;
