/** Functions of dates, times and intervals, and of their texts. */
@NullMarked
package io.stripejdbc.plan.function.time;

import org.jspecify.annotations.NullMarked;
