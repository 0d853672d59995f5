/**
 * Segments in files: the store of {@code cache=disk}, its index, and how a segment is written and
 * read.
 */
@NullMarked
package io.stripejdbc.cache.disk;

import org.jspecify.annotations.NullMarked;
