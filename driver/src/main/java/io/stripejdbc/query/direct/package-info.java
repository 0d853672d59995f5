/**
 * Queries of one table by plain conditions, as tools ask first: read from their text and resolved
 * by the catalogue, without a planner. Whatever is written in another way is left to {@code
 * compile}.
 */
@NullMarked
package io.stripejdbc.query.direct;

import org.jspecify.annotations.NullMarked;
