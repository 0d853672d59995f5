/**
 * Paths and functions of SQL/JSON as the standard has them: reading a path, following it in a text,
 * and what is said when nothing is there; their names and types are in {@code plan.function}.
 */
@NullMarked
package io.stripejdbc.plan.function.json;

import org.jspecify.annotations.NullMarked;
