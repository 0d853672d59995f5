/**
 * Running scans: the threads that make the calls, the order in which rows leave, and what becomes
 * of accounts that refuse; the calls of one task are in {@code scan.task}.
 */
@NullMarked
package io.stripejdbc.scan.execute;

import org.jspecify.annotations.NullMarked;
