/**
 * Everything that can go wrong, each with its SQLState and sentence; who finds out, and when, is in
 * the packages above.
 */
@NullMarked
package io.stripejdbc.error;

import org.jspecify.annotations.NullMarked;
