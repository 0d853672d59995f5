/**
 * From SQL text to a compiled plan, and the plans that are kept; running one is in {@code
 * query.session}.
 */
@NullMarked
package io.stripejdbc.query.compile;

import org.jspecify.annotations.NullMarked;
