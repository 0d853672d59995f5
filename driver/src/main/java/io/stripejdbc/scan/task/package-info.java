/**
 * Chains of calls of which each needs the answer before it: the pages of one window, one object,
 * one search, or what the cache holds of them; which task goes next is decided in {@code
 * scan.execute}.
 */
@NullMarked
package io.stripejdbc.scan.task;

import org.jspecify.annotations.NullMarked;
