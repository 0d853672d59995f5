/**
 * Rows of another table that come inside the rows of a scan, as expanded objects or embedded lists;
 * whether a scan brings them along is decided in {@code plan.rule}.
 */
@NullMarked
package io.stripejdbc.plan.expand;

import org.jspecify.annotations.NullMarked;
