/**
 * All of caching: segments of rows in memory with what they cover and their age, lists that are
 * being read, and what of a question they answer; how rows are decoded from what is kept is in
 * {@code row}, what to ask for the gaps is decided in {@code scan}.
 */
@NullMarked
package io.stripejdbc.cache;

import org.jspecify.annotations.NullMarked;
