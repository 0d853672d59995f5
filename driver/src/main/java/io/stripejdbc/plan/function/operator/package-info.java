/** What our own functions are made of: their signatures, types and the code that calls them. */
@NullMarked
package io.stripejdbc.plan.function.operator;

import org.jspecify.annotations.NullMarked;
