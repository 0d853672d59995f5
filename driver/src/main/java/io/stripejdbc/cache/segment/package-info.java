/**
 * The cached rows themselves: segments, their objects and columns, their times, and the question
 * that they answer.
 */
@NullMarked
package io.stripejdbc.cache.segment;

import org.jspecify.annotations.NullMarked;
