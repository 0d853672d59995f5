/** What a read will cost, as far as it is known: calls, cached rows, the budget of a statement. */
@NullMarked
package io.stripejdbc.scan.estimate;

import org.jspecify.annotations.NullMarked;
