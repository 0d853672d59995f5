/**
 * The rows of pages by themselves: decoded column by column, counted in batches, what they take on
 * the heap, and the ids that were seen; which pages they are of is known in {@code scan.task}.
 */
@NullMarked
package io.stripejdbc.scan.rows;

import org.jspecify.annotations.NullMarked;
