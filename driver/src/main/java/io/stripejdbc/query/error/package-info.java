/**
 * What went wrong with a statement, as one readable line and a SQLState; every kind of failure is
 * listed in {@code error}.
 */
@NullMarked
package io.stripejdbc.query.error;

import org.jspecify.annotations.NullMarked;
